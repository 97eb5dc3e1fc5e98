/** The reference against answers that were counted by hand, and against published ones. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  always,
  atQuiescence,
  become,
  int,
  sometimes,
  vocabulary,
  within,
  type Model,
  type Scenario,
} from "../../models/protocol.ts";
import paxos from "../reference/paxos.ts";
import twoPhase from "../reference/two-phase.ts";
import { answerIn, answerTo } from "./answers.ts";

/** Nodes that count to `most`, one request a step. */
const { model, observe, rules } = vocabulary({
  parameters: S.Struct({ nodes: int(1, 3), most: int(0, 5) }),
  roles: {
    counter: { state: S.Struct({ count: int(0, 5) }), requests: { Count: {} } },
  },
});
const counter = rules.counter({
  Count: ({ count }, _, { parameters }) =>
    count < parameters.most ? become({ count: count + 1 }) : null,
});
const counts = observe({ counter: ({ count }) => count });
const counting = (nodes: number, most: number, properties: Model["properties"] = {}): Model =>
  model({
    name: "counting",
    source: "none",
    population: (parameters) => ({ counter: parameters.nodes }),
    initial: { counter: () => [become({ count: 0 })] },
    rules: { counter },
    properties,
    scenarios: { only: { parameters: { nodes, most } } },
    bugs: {},
  });

describe("the reference counts", () => {
  it("a diamond: two orders of two steps", () => {
    expect(answerTo(counting(2, 1))).toMatchObject({
      states: 4,
      initial: 1,
      generated: 5,
      depth: 3,
    });
  });

  it("a crash of either of two nodes, before or after its step", () => {
    // 4 states without a crash; 2 nodes to crash, each after 0 or 1 steps, and the other likewise.
    // 1 initial state, 2 crashes in each of the 4, 4 steps there, and 1 step in half of the 8.
    expect(answerTo(counting(2, 1), { faults: { crash: 1 } })).toMatchObject({
      states: 12,
      generated: 17,
      depth: 4,
    });
    expect(answerTo(counting(2, 1), { faults: { crash: { counter: 0 } } })).toMatchObject({
      states: 4,
    });
  });

  it("what is left of a limit, over all nodes together", () => {
    expect(answerTo(counting(2, 5), { limits: { Count: 1 } })).toMatchObject({
      states: 3,
      generated: 3,
      depth: 2,
    });
  });

  it("states outside of a bound apart, and nothing after them", () => {
    const bound = within(counts, ({ counter }) => counter[0]! < 2);
    expect(answerTo(counting(1, 5), { within: bound })).toMatchObject({
      states: 2,
      generated: 3,
      cut: 1,
      depth: 2,
    });
  });
});

/** One node is sent `first` and then `then` by another, before anything happens. */
const mail = (network: Scenario["network"], first: "Put" | "Take", then: "Put" | "Take"): Model => {
  const language = vocabulary({
    parameters: S.Struct({}),
    roles: {
      reader: { state: S.Struct({ count: int(0, 2) }), receives: { Put: {}, Take: {} } },
      writer: { state: S.Struct({}) },
    },
  });
  return language.model({
    name: "mail",
    source: "none",
    population: () => ({ reader: 1, writer: 1 }),
    initial: {
      reader: () => [become({ count: 0 })],
      writer: ({ nodes }) => [
        become({}, language.to(nodes.reader, first), language.to(nodes.reader, then)),
      ],
    },
    rules: {
      reader: language.rules.reader({
        Put: ({ count }) => become({ count: Math.min(count + 1, 2) }),
        Take: ({ count }) => (count > 0 ? become({ count: count - 1 }) : null),
      }),
      writer: language.rules.writer({}),
    },
    properties: {},
    scenarios: { only: { parameters: {}, ...(network && { network }) } },
    bugs: {},
  });
};

describe("the reference delivers", () => {
  it("equal copies in a bag as one action, each of them once", () => {
    expect(answerTo(mail("bag", "Put", "Put"))).toMatchObject({
      states: 3,
      generated: 3,
      depth: 3,
    });
  });

  it("a message of a set again and again, even where that changes nothing", () => {
    expect(answerTo(mail("set", "Put", "Put"))).toMatchObject({
      states: 3,
      generated: 4,
      depth: 3,
    });
  });

  it("only the head of a queue, and discards it where its rule is null", () => {
    expect(answerTo(mail("fifo", "Take", "Put"))).toMatchObject({ states: 3, generated: 3 });
    expect(answerTo(mail(undefined, "Take", "Put"))).toMatchObject({ states: 3, generated: 3 });
    expect(answerTo(mail("fifo", "Put", "Take"))).toMatchObject({ states: 3, generated: 3 });
  });

  it("nothing to a node that is down, but keeps it", () => {
    const answer = answerTo(mail("bag", "Put", "Put"), { faults: { crash: { reader: 1 } } });
    // 0, 1 or 2 messages read, and the same again after a crash at each of these points.
    expect(answer).toMatchObject({ states: 6, generated: 6, depth: 4 });
  });
});

describe("the reference judges", () => {
  const atMost = (most: number): Model["properties"][string] =>
    always(counts, ({ counter }) => counter.every((count) => count <= most));

  it("an invariant on the level on which it breaks, and expands only those before it", () => {
    expect(answerTo(counting(2, 2, { low: atMost(1), lower: atMost(0) }))).toMatchObject({
      verdict: "violated",
      property: "lower",
      length: 1,
      states: 3,
      generated: 3,
      depth: 2,
      properties: { low: "unknown", lower: "violated 2" },
    });
  });

  it("quiescence when a state is expanded, with all of its level", () => {
    const rests = atQuiescence(counts, ({ counter }) => counter[0]! < 2);
    expect(answerTo(counting(1, 2, { rests }), { faults: { crash: 1 } })).toMatchObject({
      verdict: "violated",
      property: "rests",
      length: 2,
      states: 6,
      generated: 6,
      depth: 4,
    });
  });

  it("a witness that is missing, and one that should be", () => {
    const reached = sometimes(counts, ({ counter }) => counter[0] === 3);
    expect(answerTo(counting(1, 2, { reached }))).toMatchObject({ verdict: "vacuous" });
    expect(answerTo(counting(1, 2, { reached }), { outOfReach: ["reached"] })).toMatchObject({
      verdict: "holds-within-bounds",
      properties: { reached: "out-of-reach" },
    });
    expect(answerTo(counting(1, 3, { reached }), { outOfReach: ["reached"] })).toMatchObject({
      verdict: "violated",
      property: "reached",
      length: 3,
    });
  });

  it("nothing of a state outside of the bounds but invariants", () => {
    const reached = sometimes(counts, ({ counter }) => counter[0] === 2);
    const bound = within(counts, ({ counter }) => counter[0]! < 2);
    expect(answerTo(counting(1, 2, { reached }), { within: bound })).toMatchObject({
      verdict: "vacuous",
    });
    expect(answerTo(counting(1, 2, { low: atMost(1) }), { within: bound })).toMatchObject({
      verdict: "violated",
      length: 2,
      states: 2,
      depth: 2,
    });
  });
});

describe("the reference agrees with other checkers", () => {
  it.each([
    ["TLC", "rms-3", twoPhase],
    ["Stateright", "clients-1", paxos],
    ["Stateright", "clients-2", paxos],
  ] as const)("%s on %s", (_, name, published) => {
    const scenario = published.scenarios[name]!;
    expect(answerIn(published, scenario)).toMatchObject({ ...scenario.expect });
  });
});
