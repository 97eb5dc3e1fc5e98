/** The bound of Lamport, Shostak & Pease, and its smallest failure, as they are found and told. */
import { describe, expect, it } from "vitest";
import { check, type CheckReport } from "../../checks/index.ts";
import { strategiesOf as strategiesOfRun } from "../../checks/rounds/good-faith.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { planOf } from "../../checks/answer/plan.ts";
import model from "../../models/oral-messages.ts";

type Size = readonly [nodes: number, traitors: number, m: number];
const parameters = ([nodes, traitors, m]: Size) => ({ nodes, traitors, m });

const answerOf = ({ verdict, counterexample }: CheckReport) => ({
  verdict,
  lies: counterexample?.lies ?? null,
  length: counterexample?.length ?? null,
});

const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, at) => at);
const sizes = (nodes: readonly number[]): readonly Size[] =>
  nodes.flatMap((n) =>
    upTo(3).flatMap((t) => upTo(3).flatMap((m): Size[] => (n - t < 2 ? [] : [[n, t, m]]))),
  );
const strategies = (size: Size): number =>
  planOf(instanceOf(model, { parameters: parameters(size) }), "search").adversary?.strategies ?? 1;

describe("three generals, one of them a traitor", () => {
  it("fail by one lie: a lieutenant says that it was told to retreat", async () => {
    const { counterexample } = await check(model, { parameters: { nodes: 3, traitors: 1 } });
    expect(counterexample).toMatchObject({ traitors: ["lieutenant2"], lies: 1, length: 2 });
    const reads = counterexample!.steps.flatMap(({ node, reads }) =>
      reads.map(({ from, message, lie, truth }) => ({
        said: `${from} to ${node}: ${JSON.stringify(message!.payload)}`,
        ...(lie && { truth: JSON.stringify(truth!.payload) }),
      })),
    );
    expect(reads).toEqual([
      { said: 'commander to lieutenant1: {"path":[],"order":"attack"}' },
      {
        said: 'lieutenant2 to lieutenant1: {"path":["lieutenant2"],"order":"retreat"}',
        truth: '{"path":["lieutenant2"],"order":"attack"}',
      },
    ]);
    expect(counterexample!.steps.at(-1)!.state).toMatchObject({ decision: "retreat" });
  });

  it("obey a loyal commander who orders a retreat, and agree when the commander lies", async () => {
    const report = await check(model, {
      parameters: { nodes: 3, traitors: 1 },
      properties: ["ic1"],
    });
    expect(report.verdict).toBe("holds-within-bounds");
  });
});

describe("the method", () => {
  it.each(
    sizes([3, 4, 5, 6, 7])
      .filter((size) => strategies(size) <= 70_000)
      .map((size): [string, Size] => [size.join(), size]),
  )("finds by search and by composition the same of %s", async (_, size) => {
    const options = { parameters: parameters(size) };
    const searched = await check(model, { ...options, method: "search" });
    const composed = await check(model, { ...options, method: "composition" });
    expect(answerOf(composed)).toEqual(answerOf(searched));
    expect(composed.method).toBe("composition");
  });

  it.each(Object.entries(model.bugs).filter(([, { recursion }]) => recursion !== undefined))(
    "finds by search and by composition the same of the bug %s",
    async (bug) => {
      for (const size of sizes([3, 4, 5]).filter((it) => strategies(it) <= 2_000)) {
        const options = { bug, parameters: parameters(size) };
        const searched = await check(model, { ...options, method: "search" });
        const composed = await check(model, { ...options, method: "composition" });
        expect({ size, ...answerOf(composed) }).toEqual({ size, ...answerOf(searched) });
      }
    },
  );

  it.each([
    [[5, 1, 2], "search"],
    [[6, 1, 2], "search"],
    [[5, 2, 3], "composition"],
    [[6, 2, 2], "composition"],
  ] as const)("for %s is %s, by the number of strategies", (size, method) => {
    expect(planOf(instanceOf(model, { parameters: parameters(size) }), undefined).method).toBe(
      method,
    );
  });

  it.each(sizes([3, 4, 5, 6]).map((size): [string, Size] => [size.join(), size]))(
    "covers as many strategies in %s by its recursion as loyal generals have to say",
    (_, size) => {
      const instance = instanceOf(model, { parameters: parameters(size) });
      const counted = size[1] === 0 ? 1 : planOf(instance, "composition").adversary!.strategies;
      expect(size[1] === 0 ? 1 : strategiesOfRun(instance)).toBe(counted);
    },
  );

  it("is not composition where a bug replaces rules alone", async () => {
    const bug = "believes-any-relayer";
    const options = { bug, parameters: { nodes: 7, traitors: 2 } };
    await expect(check(model, { ...options, method: "composition" })).rejects.toThrow(
      "the bug believes-any-relayer replaces rules, and does not say what becomes of the recursion",
    );
    const report = await check(model, { ...options, maxStrategies: 2_000_000 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "strategies", states: 0 });
  });
});

describe("the bugs", () => {
  const verdict = async (bug: string, nodes: number, traitors: number): Promise<unknown> => {
    const { property, counterexample } = await check(model, {
      bug,
      parameters: { nodes, traitors },
    });
    return [property, counterexample?.lies ?? 0];
  };

  it("of the tie is hidden where the number of votes is odd", async () => {
    const bug = "keeps-own-order-on-a-tie";
    expect(await verdict(bug, 4, 1)).toEqual([null, 0]);
    expect(await verdict(bug, 5, 1)).toEqual(["ic1", 2]);
    expect(await verdict(bug, 6, 1)).toEqual([null, 0]);
    expect(await verdict(bug, 7, 1)).toEqual(["ic1", 3]);
  });

  it("of the missing round breaks each of the smallest sizes that hold", async () => {
    const bug = "one-round-too-few";
    expect(await verdict(bug, 4, 1)).toEqual(["ic1", 1]);
    expect(await verdict(bug, 7, 2)).toEqual(["ic1", 3]);
    expect(await verdict(bug, 10, 3)).toEqual(["ic1", 8]);
  });

  it("of the sender that is not checked lets one general speak for others", async () => {
    expect(await verdict("believes-any-relayer", 4, 1)).toEqual(["ic2", 2]);
  });
});

describe("what the theory says", () => {
  it("is what is found, also with more or fewer rounds than traitors", async () => {
    const words = { holds: "holds-within-bounds", violated: "violated" } as const;
    for (const size of sizes([3, 4, 5, 6, 7, 8, 9, 10])) {
      const given = parameters(size);
      const expected = words[model.predicts!(given) as keyof typeof words];
      const found = await check(model, { parameters: given, method: "composition" });
      expect({ ...given, verdict: found.verdict }).toEqual({ ...given, verdict: expected });
    }
  });
});
