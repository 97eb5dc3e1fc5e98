/** A rule that is at fault is told by name, with the event and the field. */
import { describe, expect, it } from "vitest";
import { always, become, type NodeId } from "../../models/protocol.ts";
import { asked, first, observe, to } from "./faulty.ts";

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
    ["a field of the state", (state) => (state.count = 2), "state.count"],
    ["a field deep inside", ({ nested }) => (nested.deep.flag = true), "state.nested.deep.flag"],
    ["an item of an array", ({ log }) => (log[0] = 7), "state.log[0]"],
    ["an array's end", ({ log }) => log.push(7), "state.log"],
    ["an array's items, in place", ({ log }) => log.copyWithin(0, 1), "state.log[0]"],
    ["a set", ({ seen }) => seen.add("node"), "state.seen"],
    ["a set that it empties", ({ seen }) => seen.clear(), null],
    ["a map", ({ votes }) => votes.set("node", 1), "state.votes"],
    ["a map, where it deletes", ({ votes }) => votes.delete("node"), null],
    ["its event", (_, event) => (event.n = 2), "event.n"],
    ["what its event holds", (_, { tags }) => tags.push("y"), "event.tags"],
    ["its context", (_, __, { peers }) => peers.push("stranger"), null],
    ["its state by a new field", (state) => Object.assign(state, { more: 1 }), "state.more"],
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
    expect(report.problem?.source).toMatch(/test\/engine\/invalid-rules\.test\.ts:\d+$/);
  });

  it("because it throws something else than an error, is invalid", async () => {
    const signal = AbortSignal.abort("a string");
    const report = await asked({ rule: () => signal.throwIfAborted() });
    expect(report.problem?.message).toBe("it throws: a string");
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

  it("because it remembers what it did before, is invalid", async () => {
    let runs = 0;
    const report = await asked({
      rule: () => (runs++ < 2 ? become({ ...first, count: 2 }) : null),
      properties: {
        low: always(observe({ node: ({ count }) => count }), ({ node }) => !node.includes(2)),
      },
    });
    expect(report).toMatchObject({ verdict: "invalid-model", problem: { rule: "node.Note" } });
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
