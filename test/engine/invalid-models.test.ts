/** A model that is at fault is told where: which rule, on which event, in which field. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  always,
  become,
  int,
  list,
  NodeId,
  vocabulary,
  type Model,
  type Outcome,
} from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";

const State = S.Struct({
  count: int(0, 2),
  log: list(int(0, 9), 3),
  seen: S.ReadonlySet(NodeId),
  votes: S.ReadonlyMap({ key: NodeId, value: int(0, 9) }),
  nested: S.Struct({ deep: S.Struct({ flag: S.Boolean }) }),
});
const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ size: int(-9, 9) }),
  history: S.Struct({ total: int(0, 2) }),
  roles: {
    node: { state: State, receives: { Note: { n: int(0, 2), tags: S.Array(S.String) } } },
    mute: { state: S.Struct({}), requests: { Hum: {} } },
  },
});
const first = {
  count: 0,
  log: [1, 2],
  seen: new Set<NodeId>(),
  votes: new Map<NodeId, number>(),
  nested: { deep: { flag: false } },
};

/** As a user without a compiler would write it. */
type Loose = (state: never, event: never, context: never) => unknown;
type Parts = { readonly rule?: Loose } & { readonly [P in keyof Model]?: unknown };

/** A node that has had one message, and reacts to it by the rule; or another part that is wrong. */
const asked = ({ rule = () => null, ...parts }: Parts) => {
  const sound = model({
    name: "sound",
    source: "a textbook",
    population: ({ size }) => ({ node: size, mute: 1 }),
    initial: {
      node: ({ self }) => [become(first, to(self, "Note", { n: 1, tags: ["x"] }))],
      mute: () => [become({})],
    },
    rules: {
      node: rules.node({ Note: rule as () => Outcome<typeof first> | null }),
      mute: rules.mute({ Hum: () => null }),
    },
    history: { initial: { total: 0 }, record: {} },
    properties: {},
    scenarios: { only: { parameters: { size: 1 } } },
    bugs: {},
  });
  return check({ ...sound, ...parts } as Model);
};

type Writable = {
  count: number;
  log: number[];
  seen: Set<string>;
  votes: Map<string, number>;
  nested: { deep: { flag: boolean } };
};
type Event = { n: number; tags: string[]; from: string };
const EVENT = "Note {n: 1, tags: [x], from: node}";

describe("a rule that mutates", () => {
  type Change = (state: Writable, event: Event, context: { peers: string[] }) => unknown;

  it.each<[string, Change, string | null]>([
    ["a field of the state", (state) => (state.count = 2), "count"],
    ["a field deep inside", ({ nested }) => (nested.deep.flag = true), "flag"],
    ["an item of an array", ({ log }) => (log[0] = 7), "0"],
    ["an array's end", ({ log }) => log.push(7), "2"],
    ["an array's order", ({ log }) => log.reverse(), "0"],
    ["a set", ({ seen }) => seen.add("node"), null],
    ["a set that it empties", ({ seen }) => seen.clear(), null],
    ["a map", ({ votes }) => votes.set("node", 1), null],
    ["a map, where it deletes", ({ votes }) => votes.delete("node"), null],
    ["its event", (_, event) => (event.n = 2), "n"],
    ["what its event holds", (_, { tags }) => tags.push("y"), "1"],
    ["its context", (_, __, { peers }) => peers.push("stranger"), "0"],
    ["its state by a new field", (state) => Object.assign(state, { more: 1 }), "more"],
  ])("%s is invalid", async (_, change, field) => {
    const report = await asked({
      rule: (state, event, context) => (change(state, event, context), become(state)),
    });
    expect(report).toMatchObject({
      verdict: "invalid-model",
      problem: { rule: "node.Note", event: EVENT, field },
    });
    expect(report.problem?.message).toMatch(/^it mutates its input: Cannot /);
  });
});

describe("a rule that is no pure function of what it is given", () => {
  it("because it throws, is invalid, and its words are told", async () => {
    const report = await asked({
      rule: () => {
        throw new Error("not today");
      },
    });
    expect(report).toMatchObject({
      verdict: "invalid-model",
      property: null,
      counterexample: null,
      problem: { message: "it throws: not today", rule: "node.Note", event: EVENT, field: null },
    });
    expect(report.problem?.source).toMatch(/test\/engine\/invalid-models\.test\.ts:\d+$/);
  });

  it("because it throws something else than an error, is invalid", async () => {
    const thrower = Function("throw 'a string'") as Loose;
    expect((await asked({ rule: thrower })).problem?.message).toBe("it throws: a string");
  });

  it("because it counts its calls in its state, is not deterministic", async () => {
    let calls = 0;
    const report = await asked({ rule: () => become({ ...first, count: calls++ % 3 }) });
    expect(report.problem).toMatchObject({
      message: "it is not deterministic: two runs on equal input differ",
      rule: "node.Note",
      event: EVENT,
    });
  });

  it("because what it sends, or whether it is enabled, changes, is not deterministic", async () => {
    let [calls, guards] = [0, 0];
    const sends = await asked({
      rule: (_, __, { self }: { self: NodeId }) =>
        become(first, to(self, "Note", { n: calls++ % 3, tags: [] })),
    });
    const guarded = await asked({ rule: () => (guards++ % 2 === 0 ? null : become(first)) });
    for (const { problem } of [sends, guarded])
      expect(problem?.message).toBe("it is not deterministic: two runs on equal input differ");
  });

  it("because it is asynchronous, is invalid", async () => {
    const report = await asked({ rule: async () => null });
    expect(report.problem).toMatchObject({ message: "it is asynchronous", rule: "node.Note" });
  });
});

describe("an answer that is none", () => {
  it.each([
    [undefined, "undefined"],
    ["done", "done"],
    [true, "true"],
    [7, "7"],
    [{ count: 1 }, "{count: 1}"],
    [[], "[]"],
    [{ state: first, sends: [null] }, "sends: [null]"],
    [{ state: first, sends: "Note" }, "sends: Note"],
    [become(first, { to: "node", tag: "Note", payload: {} } as never), "to: node"],
  ])("%o is told as it is", async (answer, shown) => {
    const { verdict, problem } = await asked({ rule: () => answer });
    expect(verdict).toBe("invalid-model");
    expect(problem).toMatchObject({ rule: "node.Note", event: EVENT });
    expect(problem?.message).toMatch(/^expected null or become\(\.\.\.\), actual /);
    expect(problem?.message).toContain(shown);
  });

  it.each([
    [{ ...first, count: 3 }, "state.count"],
    [{ ...first, count: 0.5 }, "state.count"],
    [{ ...first, log: [1, 10] }, "state.log[1]"],
    [{ ...first, log: [1, 2, 3, 4] }, "state.log"],
    [{ ...first, seen: new Set(["stranger"]) }, "state.seen[0]"],
    [{ ...first, nested: { deep: {} } }, "state.nested.deep.flag"],
    [{ ...first, nested: null }, "state.nested"],
    [{ ...first, more: 1 }, "state.more"],
    [null, "state"],
    ["idle", "state"],
  ])("a state outside its schema, such as %o, is told by field", async (state, field) => {
    const { verdict, problem } = await asked({ rule: () => ({ state, sends: [] }) });
    expect(verdict).toBe("invalid-model");
    expect(problem).toMatchObject({ rule: "node.Note", event: EVENT });
    expect(problem?.field).toBe(field);
    expect(problem?.message).toMatch(/^state is outside its schema: .*expected .*, actual /);
  });
});

describe("a send that cannot be delivered", () => {
  const sending = (receivers: readonly string[], tag: string, payload: unknown) =>
    asked({ rule: () => ({ state: first, sends: [{ to: receivers, tag, payload }] }) });
  const sound = { n: 1, tags: [] };

  it.each([
    ["to a node that is none", ["nobody"], "Note", "it sends Note to nobody"],
    ["to a role that does not receive it", ["mute"], "Note", "it sends Note to mute"],
    ["of a tag that is none", ["node"], "Letter", "it sends Letter to node"],
    ["of a request", ["mute"], "Hum", "it sends Hum to mute"],
    ["to two, of whom one is none", ["node", "nobody"], "Note", "Note to nobody"],
  ])("%s is invalid", async (_, receivers, tag, message) => {
    const { verdict, problem } = await sending(receivers, tag, sound);
    expect(verdict).toBe("invalid-model");
    expect(problem).toMatchObject({ rule: "node.Note", event: EVENT, field: "sends[0]" });
    expect(problem?.message).toContain(message);
  });

  it.each([
    [{ n: 3, tags: [] }, "sends[0].n"],
    [{ n: 1 }, "sends[0].tags"],
    [{ n: 1, tags: ["x", 1] }, "sends[0].tags[1]"],
    [undefined, "sends[0]"],
    [{ ...sound, from: "node" }, "sends[0].from"],
  ])("with a payload outside its schema, %o, is told by field", async (payload, field) => {
    const { verdict, problem } = await sending(["node"], "Note", payload);
    expect(verdict).toBe("invalid-model");
    expect(problem).toMatchObject({ rule: "node.Note", event: EVENT, field });
  });
});

describe("what is wrong outside the rules", () => {
  const throws = () => {
    throw new Error("not today");
  };
  const only = (over: object) => ({ only: { parameters: { size: 1 }, ...over } });
  const mute = () => [become({})];
  const hums = { Hum: (): null => null };
  const record = (recorder: unknown) => ({
    rule: () => become(first),
    history: { initial: { total: 0 }, record: { node: { Note: recorder } } },
    properties: { read: always(observe({ history: ({ total }) => total }), () => true) },
  });

  it.each([
    [
      "a population below zero",
      { scenarios: only({ parameters: { size: -1 } }) },
      "population",
      "node",
    ],
    [
      "a population of halves",
      { population: () => ({ node: 0.5, mute: 1 }) },
      "population",
      "node",
    ],
    ["a role without a population", { population: () => ({ node: 1 }) }, "population", "mute"],
    [
      "an initial state outside its schema",
      { initial: { node: () => [become({ count: 0 })], mute } },
      "initial.node",
      "state.log",
    ],
    [
      "an initial list that is none",
      { initial: { node: () => become(first), mute } },
      "initial.node",
      null,
    ],
    [
      "an initial state that is none",
      { initial: { node: () => [null], mute } },
      "initial.node",
      null,
    ],
    ["an initial function that throws", { initial: { node: throws, mute } }, "initial.node", null],
    ["no initial function", { initial: { node: () => [become(first)] } }, "initial.mute", null],
    ["a missing rule", { rules: { node: {}, mute: hums } }, "node.Note", null],
    ["a missing table of rules", { rules: { mute: hums } }, "node.Note", null],
    ["a recorder that throws", record(throws), "history.node.Note", null],
    ["a recorder that strays", record(() => ({ total: 3 })), "history.node.Note", "history.total"],
    [
      "a recorder that mutates",
      record((past: { total: number }) => (past.total++, past)),
      "history.node.Note",
      "total",
    ],
    [
      "an initial history that strays",
      { ...record(null), history: { initial: { total: -1 }, record: {} } },
      "history",
      "initial.total",
    ],
    [
      "an observation that throws",
      { properties: { odd: always(observe({ node: throws }), () => true) } },
      "observation of node",
      null,
    ],
    ["a predicate that throws", { properties: { odd: always({}, throws) } }, "property odd", null],
    [
      "a bound that throws",
      { scenarios: only({ within: { observation: {}, holds: throws } }) },
      "within",
      null,
    ],
  ] as const)("%s is invalid, and told by name", async (_, parts, rule, field) => {
    const report = await asked(parts);
    expect(report).toMatchObject({
      verdict: "invalid-model",
      problem: { rule, event: null, field },
    });
    expect(report.problem?.message).toMatch(/^[a-z][^\n]+$/);
  });
});
