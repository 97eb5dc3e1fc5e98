/** Steps of several nodes at once, bounds on what is on its way, and how nodes start together. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import {
  always,
  become,
  int,
  sometimes,
  vocabulary,
  within,
  type Joint,
  type Scenario,
} from "../../models/protocol.ts";
import { figures, logged, mail, statusOf, stepsOf } from "./toys.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({}),
  roles: {
    gossip: { state: S.Struct({ news: int(0, 3) }), receives: { Hint: { news: int(0, 3) } } },
  },
});
const news = observe({ gossip: ({ news }) => news });

type Bounds = Pick<Scenario, "faults" | "limits">;

/** Nodes with some news each; whoever knows less learns from another. */
const gossip = (
  known: readonly number[],
  { partners = 1, hints = false, ...bounds }: Bounds & { partners?: number; hints?: boolean } = {},
  properties = {},
) => {
  const Learn: Joint<"gossip", "gossip", { news: number }, { news: number }> = {
    role: "gossip",
    with: "gossip",
    partners,
    rule: (node, others, together) => {
      const most = Math.max(...others.map((other) => other.news));
      if (most <= node.news) return null;
      const sends = hints ? [to(together.partners, "Hint", { news: most })] : [];
      return { node: become({ news: most }, ...sends), partners: others.map((it) => become(it)) };
    },
  };
  return model({
    name: "gossip",
    source: "a market",
    population: () => ({ gossip: known.length }),
    initial: {
      gossip: ({ self, nodes }) => [become({ news: known[nodes.gossip.indexOf(self)]! })],
    },
    rules: { gossip: rules.gossip({ Hint: (node) => become(node) }) },
    joint: { Learn } as never,
    properties,
    scenarios: { only: { parameters: {}, ...(bounds as object) } },
  });
};

describe("a joint step", () => {
  it("changes its nodes at once, and is one action for each node and set of partners", async () => {
    // Two of three know nothing: each may learn from the third, and then from the other as well.
    expect(await figures(gossip([0, 0, 1]))).toEqual([4, 7, 3]);
    // Both others at once: the sets of two, of which one is there for each node.
    expect(await figures(gossip([0, 0, 1], { partners: 2 }))).toEqual([4, 5, 3]);
  });

  it("is told with its partners and their states", async () => {
    const properties = { ignorant: always(news, ({ gossip: [one] }) => one !== 1) };
    const { counterexample } = await check(gossip([0, 0, 1], {}, properties));
    expect(counterexample!.steps).toMatchObject([
      {
        action: "joint",
        node: "gossip1",
        message: { tag: "Learn", payload: {} },
        rule: "joint.Learn",
        state: { news: 1 },
        partners: [{ node: "gossip3", state: { news: 1 } }],
      },
    ]);
  });

  it("sends, and needs all who take part up, and their links", async () => {
    const all = sometimes(news, ({ gossip }) => gossip.every((it) => it === 1));
    const learns = sometimes(news, ({ gossip: [one] }) => one === 1);
    expect(await figures(gossip([0, 1], { hints: true }))).toEqual([3, 3, 3]);
    // Either may be down before, and then nothing is learnt.
    const crashing = gossip([0, 1], { faults: { crash: 1 } }, { all, learns });
    expect(await figures(crashing)).toEqual([6, 6, 3]);
    const faults = { oneWay: { times: 1, sides: [["gossip2"]] } };
    expect(await figures(gossip([0, 1], { faults }))).toEqual([6, 7, 4]);
  });

  it("may be limited; a limit that no step has charged was not used", async () => {
    expect(await figures(gossip([0, 1, 2], { limits: { Learn: 1 } }))).toEqual([4, 4, 2]);
    const idle = await check(gossip([1, 1], { limits: { Learn: 1 } }));
    expect(idle.vacuity).toEqual(["the limit of Learn is never used"]);
  });
});

describe("caps", () => {
  it("leave out states with more messages on their way, or more copies of one", async () => {
    const read = { "reads-one": sometimes(logged, ({ reader: [log] }) => log!.length === 1) };
    const two = [[1, 2]];
    const inFlight = (most: number) =>
      check(mail(two, { caps: { inFlight: most }, properties: read }));
    expect(await inFlight(2)).toMatchObject({ states: 5, cut: 0 });
    expect(await inFlight(1)).toMatchObject({ states: 0, cut: 1, verdict: "vacuous" });
    const faults = { duplicate: 3 };
    const takes = (): boolean => false;
    const copies = await check(mail([[1]], { takes, faults, caps: { copies: 2 } }));
    expect(copies).toMatchObject({ states: 2, cut: 1, generated: 3 });
  });

  it.each([-1, 0.5])("of %d are misuse", async (inFlight) => {
    await expect(check(mail([[1]], { caps: { inFlight } }))).rejects.toThrow(
      /^scenario only: caps\.inFlight: expected a whole number/,
    );
  });
});

describe("how nodes start together", () => {
  const ring = vocabulary({
    parameters: S.Struct({}),
    roles: { seat: { state: S.Struct({ next: int(0, 2) }) } },
  });
  const seats = ring.observe({ seat: ({ next }) => next });
  const inRing = (holds: (next: readonly number[]) => boolean) =>
    ring.model({
      name: "ring",
      source: "a table",
      population: () => ({ seat: 3 }),
      initial: { seat: () => [0, 1, 2].map((next) => become({ next })) },
      initially: within(seats, ({ seat }) => holds(seat)),
      rules: { seat: ring.rules.seat({}) },
      properties: {},
      scenarios: { only: { parameters: {} } },
    });
  const isRing = (next: readonly number[]): boolean =>
    new Set([0, next[0]!, next[next[0]!]!]).size === 3 && next[next[next[0]!]!] === 0;

  it("may be said of all of them: of 27 ways, two are rings", async () => {
    expect(await figures(inRing(() => true))).toEqual([27, 27, 1]);
    expect(await figures(inRing(isRing))).toEqual([2, 2, 1]);
  });

  it("has to leave a way", async () => {
    expect(await check(inRing(() => false))).toMatchObject({
      verdict: "invalid-model",
      problem: { rule: "initially", message: "there is no way in which all nodes may start" },
    });
  });

  it("is told in a trace, which is the first of the ways", async () => {
    const report = await check(
      ring.model({
        ...inRing(isRing),
        properties: { never: always(seats, () => false) },
      } as never),
    );
    expect(stepsOf(report)).toEqual([]);
    expect(statusOf(report)).toEqual({ never: "violated at 1" });
    expect(Object.values(report.counterexample!.initial)).toEqual([
      { next: 1 },
      { next: 2 },
      { next: 0 },
    ]);
  });
});
