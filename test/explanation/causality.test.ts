import { describe, expect, it } from "vitest";
import { causesOf, predecessorsOf } from "../../checks/explanation/causality.ts";
import { heardIn, pastOf } from "../../checks/explanation/past.ts";
import { asks, befalls, gets, step, suffers, turns, under, way } from "./steps.ts";

const abc = ["a", "b", "c"];

describe("a relay of three nodes", () => {
  const relay = way(abc, [
    asks("a", "b Ping"),
    asks("c"),
    gets("b", "a", "Ping", "c Ping"),
    gets("c", "b", "Ping"),
    asks("a"),
  ]);
  const predecessors = predecessorsOf(relay);

  it("leads each step back to what sent its message, and to the one before at its node", () => {
    expect(predecessors).toEqual([[], [], [1], [2, 3], [1]]);
  });

  it("has beside its past what has no bearing on it", () => {
    expect(pastOf([3], predecessors)).toEqual([1, 3]);
    expect(pastOf([4], predecessors)).toEqual([1, 2, 3, 4]);
    expect(pastOf([], predecessors)).toEqual([]);
  });

  it("lets nobody know what it has not heard of", () => {
    expect(heardIn(relay, predecessors)).toEqual({
      a: { b: 0, c: 0 },
      b: { a: 1, c: 0 },
      c: { a: 1, b: 3 },
    });
  });
});

describe("equal messages", () => {
  const twice = [asks("a", "b Ping"), asks("a", "b Ping")];

  it("are taken in the order in which they were sent", () => {
    const trace = way(abc, [...twice, gets("b", "a", "Ping"), gets("b", "a", "Ping")]);
    expect(predecessorsOf(trace).slice(2)).toEqual([[1], [2, 3]]);
  });

  it("follow nothing if they were there at first", () => {
    const trace = way(
      abc,
      [...twice, gets("b", "a", "Ping"), gets("b", "a", "Ping")],
      ["a b Ping"],
    );
    expect(predecessorsOf(trace).slice(2)).toEqual([[], [1, 3]]);
  });

  it("are no longer there once they are lost or discarded", () => {
    const after = (action: "drop" | "discard") => {
      const lost = befalls(action, "b", "a", "Ping");
      return predecessorsOf(way(abc, [...twice, lost, gets("b", "a", "Ping")])).slice(2);
    };
    expect(after("discard")).toEqual([[1], [2, 3]]);
    // A loss is at no node.
    expect(after("drop")).toEqual([[1], [2]]);
  });

  it("are one more after a copy was made, which takes none away", () => {
    const copied = befalls("duplicate", "b", "a", "Ping");
    const read = gets("b", "a", "Ping");
    const trace = way(abc, [asks("a", "b Ping"), copied, asks("c"), read, read]);
    expect(predecessorsOf(trace)).toEqual([[], [1], [], [1], [2, 4]]);
  });

  it("stay in a set, however often they are delivered", () => {
    const read = gets("b", "a", "Ping");
    const trace = way(abc, [asks("a", "b Ping"), read, asks("a", "b Ping"), read]);
    expect(predecessorsOf(trace, under({ network: () => "set" }))[3]).toEqual([1, 2]);
    expect(predecessorsOf(trace)[3]).toEqual([2, 3]);
  });

  it("take the place of older ones in a register", () => {
    const sends = [asks("a", "b Ping"), asks("a", "b Ping"), gets("b", "a", "Ping")];
    expect(predecessorsOf(way(abc, sends), under({ network: () => "latest" }))[2]).toEqual([2]);
  });

  it("are lost with a crash that resets links, and while the node is down", () => {
    const trace = way(abc, [
      asks("a", "b Ping"),
      suffers("crash", "b"),
      asks("a", "b Ping"),
      suffers("restart", "b"),
      asks("a", "b Ping"),
      gets("b", "a", "Ping"),
    ]);
    expect(predecessorsOf(trace, under({ resetsLinks: true }))[5]).toEqual([4, 5]);
    expect(predecessorsOf(trace)[5]).toEqual([1, 4]);
  });

  it("of a joint step may be of each who takes part", () => {
    const together = (node: string, partner: string) =>
      step({
        action: "joint",
        node,
        partners: [{ node: partner, state: null }],
        sends: [{ to: "c", tag: "Ping", payload: {} }],
      });
    const trace = way(abc, [together("a", "b"), together("b", "a"), gets("c", "b", "Ping")]);
    expect(predecessorsOf(trace)).toEqual([[], [1], [1, 2]]);
  });
});

describe("losses and copies on the way", () => {
  const lost = befalls("drop", "b", "a", "Ping");
  const sends = [asks("a", "b Ping"), asks("a", "b Pong")];

  it("let nobody hear of what is lost, nor of a copy before it arrives", () => {
    const heardAfter = (action: "drop" | "duplicate") => {
      const trace = way(abc, [asks("a", "b Ping"), befalls(action, "b", "a", "Ping"), asks("b")]);
      return heardIn(trace, predecessorsOf(trace))["b"];
    };
    expect(heardAfter("drop")).toEqual({ a: 0, c: 0 });
    expect(heardAfter("duplicate")).toEqual({ a: 0, c: 0 });
  });

  it("come before what stood behind them in a queue", () => {
    const trace = way(abc, [...sends, lost, gets("b", "a", "Pong")]);
    expect(predecessorsOf(trace, under({ network: () => "fifo" }))[3]).toEqual([2, 3]);
    expect(predecessorsOf(trace)[3]).toEqual([2]);
  });

  it("come before a timer that waits until nothing of its peer is on its way", () => {
    const waits = [null, null, null, { peer: "a", seesCuts: false }];
    const silent = [asks("a", "b Ping"), suffers("crash", "a"), lost, suffers("timer", "b")];
    expect(predecessorsOf(way(abc, silent), under({ waits }))[3]).toEqual([2, 3]);
  });

  it("follow the restart of their receiver, which has to be up", () => {
    const trace = way(abc, [asks("a", "b Ping"), suffers("restart", "b"), lost]);
    expect(predecessorsOf(trace)[2]).toEqual([1, 2]);
  });

  it("count where somebody looks at what is on its way", () => {
    const { waitingFor } = causesOf(way(abc, [...sends, lost]), under());
    expect(waitingFor("b")).toEqual([2, 3]);
  });
});

describe("crashes", () => {
  const waits = [null, null, null, { peer: "a", seesCuts: false }];

  it("come before the timer that reports them", () => {
    const steps = [asks("a"), suffers("crash", "a"), asks("c"), suffers("timer", "b")];
    const trace = way(abc, steps);
    expect(predecessorsOf(trace, under({ waits }))[3]).toEqual([2]);
    expect(predecessorsOf(trace)[3]).toEqual([]);
  });

  it("in the middle of a step do so too", () => {
    const stops = step({ node: "a", unsent: [] });
    const trace = way(abc, [asks("c"), asks("c"), stops, suffers("timer", "b")]);
    expect(predecessorsOf(trace, under({ waits }))[3]).toEqual([3]);
  });

  it("come before the restart, after which they are no reason any more", () => {
    const trace = way(abc, [
      suffers("power-loss", "a"),
      suffers("restart", "a"),
      step({ action: "one-way", side: ["a"] }),
      suffers("timer", "b"),
    ]);
    const seesCuts = [null, null, null, { peer: "a", seesCuts: true }];
    expect(predecessorsOf(trace, under({ waits: seesCuts }))).toEqual([[], [1], [], [3]]);
  });
});

describe("cuts", () => {
  const cut = step({ action: "partition", side: ["a"] });
  const heal = step({ action: "heal" });

  it("make a delivery over their links follow the heal, and no other", () => {
    const trace = way(abc, [
      cut,
      asks("b", "a Ping", "c Ping"),
      heal,
      gets("a", "b", "Ping"),
      gets("c", "b", "Ping"),
    ]);
    expect(predecessorsOf(trace)).toEqual([[], [], [1], [2, 3], [2]]);
  });

  it("of one way leave the other way alone", () => {
    const oneWay = step({ action: "one-way", side: ["a"] });
    const sends = [asks("a", "b Ping"), asks("b", "a Ping")];
    const reads = [gets("b", "a", "Ping"), gets("a", "b", "Ping")];
    const trace = way(abc, [oneWay, ...sends, heal, ...reads]);
    expect(predecessorsOf(trace).slice(4)).toEqual([
      [2, 3, 4],
      [2, 3],
    ]);
  });

  it("follow the heal of what they cut again", () => {
    expect(predecessorsOf(way(abc, [cut, heal, cut, heal]))).toEqual([[], [1], [2], [3]]);
  });
});

describe("rounds", () => {
  const trace = way(
    ["t", "a", "b"],
    [
      turns("a", 0, ["t Order"], "b Order"),
      turns("b", 0, ["t Order"], "a Order"),
      turns("a", 1, ["t", "b Order"]),
      turns("b", 1, ["t Order", "a Order"]),
    ],
  );

  it("lead a turn back to the turns in which was sent what it reads", () => {
    expect(predecessorsOf(trace)).toEqual([[], [], [1, 2], [1, 2]]);
  });

  it("let nobody know anything of a traitor", () => {
    expect(heardIn(trace, predecessorsOf(trace))).toEqual({
      t: { a: 0, b: 0 },
      a: { t: 0, b: 2 },
      b: { t: 0, a: 1 },
    });
  });
});

describe("what is on its way in the end", () => {
  it("was sent by the steps that have not been followed", () => {
    const steps = [asks("a", "b Ping"), asks("a", "b Ping"), gets("b", "a", "Ping")];
    const { waitingFor } = causesOf(way(abc, steps, ["c b Ping"]), under());
    expect(waitingFor("b")).toEqual([2]);
    expect(waitingFor("c")).toEqual([]);
  });
});
