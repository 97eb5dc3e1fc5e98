import { describe, expect, it } from "vitest";
import { scenes, UsageError, type Scene, type ScenesReport } from "../../checks/index.ts";
import model from "../../models/oral-messages.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { countByHand } from "./by-hand.ts";
import signals from "./signals.ts";

const of = (nodes: number, traitors: number, m: number = traitors): Promise<ScenesReport> =>
  scenes(model, { parameters: { nodes, traitors, m } });

describe("scenes of the oral messages", () => {
  it.each([
    [3, 1, 1, 12, 8, 3],
    [4, 1, 1, 32, 24, null],
    [5, 2, 2, 65_536, 3_880, 3],
    [7, 2, 1, 13_824, 384, 4],
    [4, 1, 2, 104, 78, null],
  ])(
    "of %i with %i traitors and m = %i are %i, with %i views and a chain of %j",
    async (nodes, traitors, m, count, views, length) => {
      const report = await of(nodes, traitors, m);
      const { outcome, chain } = report;
      expect([report.scenes, report.views, chain?.length ?? null]).toEqual([count, views, length]);
      expect(outcome).toBe(length === null ? "no-chain" : "chain");
      if (chain !== null) expectChain(chain);
    },
  );

  it.each([
    [3, 1],
    [4, 1],
    [4, 2],
    [5, 1],
    [5, 2],
    [5, 3],
    [6, 2],
  ])("of %i with %i traitors and one relay are those counted by hand", async (nodes, traitors) => {
    const report = await of(nodes, traitors, 1);
    const found = {
      scenes: report.scenes,
      views: report.views,
      chain: report.chain?.length ?? null,
    };
    expect(found).toEqual(countByHand(nodes, traitors));
  });

  it("among three are the three of the paper, with one lie in each", async () => {
    const { chain, minimal, verdict, failing } = await of(3, 1);
    const seen = chain?.map(({ traitors, order, lies, shared }) => [traitors, order, lies, shared]);
    expect(seen).toEqual([
      [["lieutenant1"], "attack", 1, "lieutenant2"],
      [["commander"], null, 1, "lieutenant1"],
      [["lieutenant2"], "retreat", 1, null],
    ]);
    expect(chain?.[0]?.views).toEqual({
      lieutenant2: ["commander: attack", "lieutenant1 says: commander: retreat"],
    });
    expect(chain?.[0]?.told).toEqual([
      {
        round: 2,
        from: "lieutenant1",
        to: "lieutenant2",
        message: { tag: "Report", payload: { path: ["lieutenant1"], order: "retreat" } },
        truth: { tag: "Report", payload: { path: ["lieutenant1"], order: "attack" } },
      },
    ]);
    expect({ minimal, verdict, failing }).toEqual({
      minimal: true,
      verdict: "violated",
      failing: ["ic2"],
    });
  });

  it("tell a rule that fails from a problem that cannot be solved", async () => {
    const solved = await of(4, 1, 1);
    const spoilt = await of(4, 1, 2);
    expect([solved.outcome, solved.verdict]).toEqual(["no-chain", "holds-within-bounds"]);
    expect([spoilt.outcome, spoilt.verdict]).toEqual(["no-chain", "violated"]);
    expect(spoilt.failing).toEqual(["ic1", "ic2"]);
  });

  it("without traitors are one for each order, and make no chain", async () => {
    const report = await of(4, 0);
    expect([report.scenes, report.views, report.outcome]).toEqual([2, 6, "no-chain"]);
  });

  it("with one loyal node are none", async () => {
    const report = await of(3, 2);
    expect([report.outcome, report.scenes, report.views]).toEqual(["vacuous", 0, 0]);
  });

  it("come out the same every time", async () => {
    const timeless = async () => ({ ...(await of(7, 2, 1)), seconds: 0 });
    expect(await timeless()).toEqual(await timeless());
  });
});

describe("scenes within limits", () => {
  it("are unknown where there are too many strategies", async () => {
    const report = await of(6, 2);
    expect([report.outcome, report.stopped, report.chain]).toEqual([
      "budget-exceeded",
      "strategies",
      null,
    ]);
    const few = await scenes(model, { maxStrategies: 11 });
    expect(few.stopped).toBe("strategies");
  });

  it("are unknown where the search was stopped, whatever was found by then", async () => {
    const report = await scenes(model, { maxStates: 70 });
    expect([report.outcome, report.verdict, report.stopped]).toEqual([
      "budget-exceeded",
      "budget-exceeded",
      "states",
    ]);
    expect(report.chain).toBeNull();
  });

  it("have any of the shortest chains when lies are counted no further, and say so", async () => {
    const controller = new AbortController();
    // Once the search has ended, but before the first look at whether to go on counting.
    const onProgress = ({ frontier }: { frontier: number }): void => {
      if (frontier === 0) setImmediate(() => setImmediate(() => controller.abort()));
    };
    const parameters = { nodes: 7, traitors: 2, m: 1 };
    const { chain, minimal } = await scenes(model, {
      parameters,
      onProgress,
      signal: controller.signal,
    });
    expect(minimal).toBe(false);
    expect(chain).toHaveLength(4);
    expectChain(chain!);
  });
});

describe("scenes of any synchronous model", () => {
  it("need no words of generals, and no more than two orders", async () => {
    const { chain, givers, readers, scenes: count } = await scenes(signals);
    expect([givers, readers]).toEqual([["lamp"], ["watcher1", "watcher2"]]);
    // One of two watchers lies, under three colours; or the lamp shows each any of them, or none.
    expect(count).toBe(2 * 3 + 4 ** 2);
    expect(chain?.map(({ order }) => order)).toEqual(["red", null, "amber"]);
    expect(chain?.[1]?.views).toEqual({ watcher1: { saw: "amber" }, watcher2: { saw: "red" } });
    expectChain(chain!);
  });

  it("are refused of a model that does not say what is read", async () => {
    await expect(scenes(twoPhaseCommit)).rejects.toThrow(UsageError);
  });

  it("are refused of a model that observes a role which it does not have", async () => {
    const odd = { ...model, scenes: { ...model.scenes!, views: { general: () => 1 } } };
    await expect(scenes(odd)).rejects.toThrow('it observes "general"');
  });
});

/** What makes a chain one: its ends, and a loyal node that reads the same in two neighbours. */
const expectChain = (chain: readonly Scene[]): void => {
  const orders = chain.map(({ order }) => order);
  expect(orders[0]).not.toBeNull();
  expect(orders.at(-1)).not.toBeNull();
  expect(orders.at(-1)).not.toBe(orders[0]);
  chain.slice(0, -1).forEach(({ shared, views }, at) => {
    expect(views[shared!]).toBeDefined();
    expect(chain[at + 1]!.views[shared!]).toEqual(views[shared!]);
  });
  for (const { traitors, views, lies, told } of chain) {
    expect(Object.keys(views).filter((node) => traitors.includes(node))).toEqual([]);
    expect(told).toHaveLength(lies);
  }
};
