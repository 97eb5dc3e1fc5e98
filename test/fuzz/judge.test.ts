/** What the reference says of steps, of ends, and of what was never used, counted by hand. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  always,
  alwaysStep,
  atQuiescence,
  become,
  int,
  noDeadlock,
  sometimes,
  vocabulary,
  within,
  type Model,
} from "../../models/protocol.ts";
import { answerTo } from "./answers.ts";

const { model, observe, rules } = vocabulary({
  parameters: S.Struct({ most: int(0, 5) }),
  roles: {
    counter: {
      state: S.Struct({ count: int(0, 5) }),
      durable: ["count"],
      requests: { Count: {}, Idle: {} },
    },
  },
});
const counts = observe({ counter: ({ count }) => count });
/** A node that counts to `most` from one of these, and idles there if it may. */
const counting = (
  most: number,
  properties: Model["properties"],
  { starts = [0], idles = false }: { starts?: readonly number[]; idles?: boolean } = {},
): Model =>
  model({
    name: "counting",
    source: "none",
    population: () => ({ counter: 1 }),
    initial: { counter: () => starts.map((count) => become({ count })) },
    rules: {
      counter: rules.counter({
        Count: ({ count }) => (count < most ? become({ count: count + 1 }) : null),
        Idle: (state) => (idles && state.count === most ? become(state) : null),
      }),
    },
    properties,
    scenarios: { only: { parameters: { most } } },
    bugs: {},
  });

describe("the reference asks of each step", () => {
  const small = alwaysStep(counts, ({ counter: [before] }, { counter: [after] }) => {
    if (before === after) throw new Error("no step");
    return after! < 2 || after! - before! !== 1;
  });

  it("that changes what is seen, where it leads", () => {
    expect(answerTo(counting(3, { small }, { idles: true }))).toMatchObject({
      verdict: "violated",
      length: 2,
      states: 3,
      generated: 3,
      depth: 3,
      properties: { small: "violated 3" },
    });
    const faults = { crash: 1 };
    expect(answerTo(counting(1, { small }, { idles: true }), { faults })).toMatchObject({
      verdict: "holds-within-bounds",
    });
  });

  it("also into what is known already, and out of the bounds", () => {
    // 1 and 2 are both initial, so the step between them leads to no new state.
    expect(answerTo(counting(2, { small }, { starts: [1, 2] }))).toMatchObject({
      length: 1,
      states: 2,
      depth: 1,
      properties: { small: "violated 2" },
    });
    const bound = within(counts, ({ counter: [count] }) => count! < 2);
    expect(answerTo(counting(3, { small }), { within: bound })).toMatchObject({
      length: 2,
      states: 2,
      cut: 1,
      depth: 2,
      properties: { small: "violated 3" },
    });
  });
});

describe("the reference finds deadlocks", () => {
  const ends = (at: number): Model["properties"][string] =>
    noDeadlock(counts, ({ counter: [count] }) => count === at);
  const rests = (at: number): Model["properties"][string] =>
    atQuiescence(counts, ({ counter: [count] }) => count === at);

  it("where nothing but a fault is enabled, and a run may not end", () => {
    expect(answerTo(counting(2, { ends: ends(2) }))).toMatchObject({
      verdict: "holds-within-bounds",
    });
    expect(answerTo(counting(2, { ends: ends(1) }))).toMatchObject({
      length: 2,
      properties: { ends: "violated 3" },
    });
    expect(answerTo(counting(2, { ends: ends(2) }), { faults: { crash: 1 } })).toMatchObject({
      length: 1,
      properties: { ends: "violated 2" },
    });
  });

  it("not where something goes on that changes nothing, which is quiescence", () => {
    const idling = counting(1, { ends: ends(0), rests: rests(0) }, { idles: true });
    expect(answerTo(idling)).toMatchObject({
      property: "rests",
      properties: { ends: "holds", rests: "violated 2" },
    });
  });

  it("not where a node may still come up, or a network be healed", () => {
    const claims = { ends: ends(1), rests: rests(1) };
    const faults = { crash: 1, restart: 1 };
    expect(answerTo(counting(1, claims), { faults })).toMatchObject({
      verdict: "holds-within-bounds",
    });
    const other = { ...counting(0, { ends: ends(1) }), population: () => ({ counter: 2 }) };
    const cut = { faults: { partition: 1 }, within: within(counts, () => true) };
    expect(answerTo(other, cut)).toMatchObject({ length: 0, properties: { ends: "violated 1" } });
    expect(answerTo(other, cut, true)).toMatchObject({ states: 3, generated: 3 });
  });
});

describe("the reference goes on", () => {
  const most = (count: number): Model["properties"][string] =>
    always(counts, ({ counter }) => counter[0]! <= count);

  it("beyond a violation, where it is told to", () => {
    const reached = sometimes(counts, ({ counter: [count] }) => count === 4);
    const missed = sometimes(counts, ({ counter: [count] }) => count === 5);
    const claims = { two: most(2), one: most(1), four: most(4), reached, missed };
    expect(answerTo(counting(4, claims), { faults: { crash: 1 } }, true)).toMatchObject({
      verdict: "violated",
      property: "one",
      length: 2,
      states: 10,
      depth: 6,
      properties: {
        two: "violated 4",
        one: "violated 3",
        four: "holds",
        reached: "met 5",
        missed: "not-met",
      },
      vacuity: ["missed is never met"],
    });
  });
});

describe("the reference begins", () => {
  it("only in those of the ways to start that may be", () => {
    const some: Model = {
      ...counting(2, {}, { starts: [0, 1, 1] }),
      initially: within(counts, ({ counter: [count] }) => count! > 0),
    };
    expect(answerTo(some)).toMatchObject({ initial: 1, states: 2, generated: 2 });
  });
});

describe("the reference calls vacuous", () => {
  it("what misses a witness, or never uses a budget or a limit", () => {
    const never = sometimes(counts, () => false);
    const bounds = {
      faults: { crash: { counter: 1 }, drop: 1, partition: 0, restart: { counter: 0 } },
      limits: { Count: 1, Idle: 2 },
    };
    expect(answerTo(counting(2, { never }), bounds)).toMatchObject({
      verdict: "vacuous",
      property: null,
      vacuity: [
        "never is never met",
        "the budget of drop is never used",
        "the limit of Idle is never used",
      ],
    });
    const unused = ["drop", "Idle"] as const;
    expect(answerTo(counting(2, {}), { ...bounds, unused: [...unused] })).toMatchObject({
      verdict: "holds-within-bounds",
      vacuity: [],
    });
  });

  it("nothing that is violated, nor a search that broke off", () => {
    const zero = always(counts, ({ counter: [count] }) => count === 0);
    expect(answerTo(counting(2, { zero }), { faults: { drop: 1 } })).toMatchObject({
      verdict: "violated",
      vacuity: [],
    });
  });
});
