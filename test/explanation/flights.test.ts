import { describe, expect, it } from "vitest";
import type { Circumstances } from "../../checks/explanation/causality.ts";
import { flightsOf } from "../../checks/explanation/flights.ts";
import type { Message, Step } from "../../checks/trace.ts";
import { asks, befalls, gets, step, suffers, turns, under, way } from "./steps.ts";

interface Else {
  readonly sent?: readonly string[];
  readonly pending?: readonly string[];
  readonly traitors?: readonly string[];
  readonly circumstances?: Partial<Circumstances>;
}

const messageOf = (text: string): Message => {
  const [from = "", to = "", tag = ""] = text.split(" ");
  return { from, to, tag, payload: {} };
};

/** Each as `a b Ping 1>2 delivered`: sender, receiver, what, the two steps, and its fate. */
const told = (steps: readonly Step[], others: Else = {}): readonly string[] => {
  const { sent = [], pending = [], traitors = [], circumstances = {} } = others;
  const trace = { ...way(["a", "b", "c"], steps, sent), pending: pending.map(messageOf), traitors };
  return flightsOf(trace, under(circumstances)).map(
    ({ from, to, tag, sent, ended, fate, lie, again }) =>
      `${from} ${to} ${tag} ${sent}>${ended} ${fate}${lie ? " lie" : ""}${again ? " again" : ""}`,
  );
};

describe("a message is followed", () => {
  it("from the step that sends it to the one that takes it", () => {
    const steps = [asks("a", "b Ping"), asks("c"), gets("b", "a", "Ping", "c Ping")];
    expect(told([...steps, gets("c", "b", "Ping")])).toEqual([
      "a b Ping 1>3 delivered",
      "b c Ping 3>4 delivered",
    ]);
  });

  it("from the start, where it was there at first", () => {
    expect(told([gets("b", "a", "Ping")], { sent: ["a b Ping"] })).toEqual([
      "a b Ping 0>1 delivered",
    ]);
  });

  it("each of equal ones by itself, in the order in which they were sent", () => {
    const twice = [asks("a", "b Ping"), asks("a", "b Ping"), gets("b", "a", "Ping")];
    expect(told(twice, { pending: ["a b Ping"] })).toEqual([
      "a b Ping 1>3 delivered",
      "a b Ping 2>null pending",
    ]);
    expect(told(twice.slice(0, 2), { pending: ["a b Ping", "a b Ping"] })).toEqual([
      "a b Ping 1>null pending",
      "a b Ping 2>null pending",
    ]);
  });

  it("to where it is lost or discarded", () => {
    expect(told([asks("a", "b Ping"), befalls("drop", "b", "a", "Ping")])).toEqual([
      "a b Ping 1>2 lost",
    ]);
    expect(told([asks("a", "b Ping"), befalls("discard", "b", "a", "Ping")])).toEqual([
      "a b Ping 1>2 discarded",
    ]);
  });

  it("as a copy from where the original was sent", () => {
    const copied = [asks("a", "b Ping"), befalls("duplicate", "b", "a", "Ping")];
    expect(told([...copied, gets("b", "a", "Ping"), gets("b", "a", "Ping")])).toEqual([
      "a b Ping 1>3 delivered",
      "a b Ping 1>4 delivered",
    ]);
  });

  it("once, though two nodes may have sent it together", () => {
    const together = step({
      action: "joint",
      node: "a",
      partners: [{ node: "b", state: null }],
      sends: [{ to: "c", tag: "Ping", payload: {} }],
    });
    const circumstances = { resetsLinks: true };
    expect(told([together, suffers("crash", "c")], { circumstances })).toEqual([
      "a c Ping 1>2 lost",
    ]);
  });

  it("until a later one takes its place in a register", () => {
    const circumstances: Partial<Circumstances> = { network: () => "latest" };
    expect(told([asks("a", "b Ping"), asks("a", "b Ping")], { circumstances })).toEqual([
      "a b Ping 1>2 replaced",
    ]);
  });

  it("again and again out of a set, which keeps it", () => {
    const circumstances: Partial<Circumstances> = { network: () => "set" };
    const steps = [asks("a", "b Ping"), gets("b", "a", "Ping"), gets("b", "a", "Ping")];
    expect(told(steps, { circumstances, pending: ["a b Ping"] })).toEqual([
      "a b Ping 1>2 delivered",
      "a b Ping 1>3 delivered again",
      "a b Ping 1>null pending",
    ]);
  });

  it("until its receiver crashes, where a crash resets links", () => {
    const steps = [asks("a", "b Ping"), suffers("crash", "b"), asks("c", "b Ping")];
    expect(told(steps, { circumstances: { resetsLinks: true } })).toEqual([
      "a b Ping 1>2 lost",
      "c b Ping 3>3 lost",
    ]);
    expect(told(steps, { pending: ["a b Ping", "c b Ping"] })).toEqual([
      "a b Ping 1>null pending",
      "c b Ping 3>null pending",
    ]);
  });
});

describe("in rounds", () => {
  it("what nobody sent comes from a traitor, and has no step of its own", () => {
    const lie = step({ ...turns("b", 1, ["a Order", "c Order"]) });
    const reads = lie.reads.map((read) => ({ ...read, rule: "b.Order", lie: read.from === "c" }));
    const trace = [turns("a", 0, [], "b Order"), { ...lie, reads }];
    expect(told(trace, { traitors: ["c"] })).toEqual([
      "a b Order 1>2 delivered",
      "c b Order null>2 delivered lie",
    ]);
  });

  it("a silence that is noticed is told, and what no rule takes is discarded", () => {
    const turn = turns("b", 1, ["a Order", "c"]);
    const reads = turn.reads.map((read) => ({ ...read, lie: read.from === "c" }));
    expect(told([turns("a", 0, [], "b Order"), { ...turn, reads }])).toEqual([
      "a b Order 1>2 discarded",
      "c b  null>2 silence lie",
    ]);
  });

  it("a traitor gets what is sent to it when the next round begins, if one does", () => {
    const rounds = [turns("a", 0, [], "c Order"), turns("a", 1, []), turns("b", 1, [], "c Order")];
    expect(told(rounds, { traitors: ["c"] })).toEqual(["a c Order 1>2 delivered"]);
  });
});
