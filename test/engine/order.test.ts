/** Which trace is shown, which property is named, and what does not depend on either. */
import { Schema as S } from "@effect/schema";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { always, atQuiescence, become, int, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import {
  avoids,
  counted,
  counter,
  graph,
  logged,
  mail,
  places,
  seen,
  statusOf,
  stepsOf,
  type Edges,
  type Place,
} from "./toys.ts";

const wide = { a: ["b", "c"], b: ["d", "e"], c: ["e", "f"], d: ["g"], e: ["g"], f: ["g"] } as const;

describe("the trace that is shown", () => {
  it("is the shortest", async () => {
    const report = await check(
      graph({ a: ["b", "d"], b: ["c"], c: ["d"] }, { properties: { dry: avoids("d") } }),
    );
    expect(stepsOf(report)).toEqual(["walker request Go d"]);
  });

  it("is the least of the shortest by the values of a request", async () => {
    const report = await check(graph(wide, { properties: { dry: avoids("g") } }));
    expect(stepsOf(report)).toEqual(["b", "d", "g"].map((to) => `walker request Go ${to}`));
    const through = await check(graph(wide, { properties: { dry: avoids("e") } }));
    expect(stepsOf(through)).toEqual(["b", "e"].map((to) => `walker request Go ${to}`));
  });

  it("lets the first node act before the second", async () => {
    const apart = always(seen, ({ walker }) => walker.join("") !== "bb");
    const report = await check(graph({ a: ["b"] }, { walkers: 2, properties: { apart } }));
    expect(stepsOf(report)).toEqual(["walker1 request Go b", "walker2 request Go b"]);
  });

  it("prefers a timer to a request, whatever either does", async () => {
    const still = always(counted, ({ counter: counts }) => counts[0] === 0);
    const report = await check(counter({ tick: 1, add: 1, properties: { still } }));
    expect(stepsOf(report)).toEqual(["counter timer Tick"]);
  });

  it("prefers the message of the first sender, and of one sender the least", async () => {
    const unread = always(logged, ({ reader }) => reader[0]!.length === 0);
    const report = await check(mail([[], [3, 1, 2], [0]], { properties: { unread } }));
    expect(stepsOf(report)).toEqual(["reader deliver Note 1 from sender2"]);
  });

  it("of a FIFO network keeps the order of what was sent", async () => {
    const unread = always(logged, ({ reader }) => reader[0]!.length === 0);
    const notes = [[], [3, 1, 2], [0]];
    const report = await check(mail(notes, { network: "fifo", properties: { unread } }));
    expect(stepsOf(report)).toEqual(["reader deliver Note 3 from sender2"]);
  });

  it("starts from the least initial state, however they were listed", async () => {
    const properties = { dry: avoids("d") };
    const both = { b: ["d"], c: ["d"] } as const;
    const reports = await Promise.all(
      [["c", "b"] as const, ["b", "c"] as const].map((from) =>
        check(graph(both, { from, properties })),
      ),
    );
    for (const { counterexample } of reports)
      expect(counterexample?.initial).toEqual({ walker: { at: "b" } });
  });
});

describe("deliver, timer, request, crash", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ from: int(0, 3) }),
    roles: {
      cat: {
        state: S.Struct({ awake: S.Boolean, from: int(0, 3) }),
        receives: { Call: {} },
        timers: { Alarm: {} },
        requests: { Stretch: {} },
      },
    },
  });
  type Cat = { readonly awake: boolean; readonly from: number };
  const wakes = (least: number) => (node: Cat) =>
    node.from <= least ? become({ ...node, awake: true }) : null;
  const cat = model({
    name: "cat",
    source: "a basket",
    population: () => ({ cat: 1 }),
    initial: {
      cat: ({ self, parameters }) => [
        become({ awake: false, from: parameters.from }, to(self, "Call")),
      ],
    },
    rules: { cat: rules.cat({ Call: wakes(0), Alarm: wakes(1), Stretch: wakes(2) }) },
    properties: {
      sleeps: always(
        observe({ cat: ({ awake }, { up }) => awake || !up }),
        ({ cat: [woke] }) => !woke,
      ),
    },
    scenarios: { only: { parameters: { from: 0 }, faults: { crash: 1 } } },
    bugs: {},
  });

  it.each([
    [0, "cat deliver Call from cat"],
    [1, "cat timer Alarm"],
    [2, "cat request Stretch"],
    [3, "cat crash"],
  ])("are tried in this order: from number %i on it is %s", async (from, step) => {
    expect(stepsOf(await check(cat, { parameters: { from } }))).toEqual([step]);
  });
});

/** The least of the shortest ways from a to a place, or null: a search by hand. */
const wayTo = (edges: Edges, goal: Place): readonly Place[] | null => {
  const ways = new Map<Place, readonly Place[]>([["a", []]]);
  for (const [place, way] of ways)
    for (const next of places)
      if (edges[place]?.includes(next) && !ways.has(next)) ways.set(next, [...way, next]);
  return ways.get(goal) ?? null;
};

describe("any graph of eight places", () => {
  const drawings = fc.record(
    Object.fromEntries(places.map((place) => [place, fc.subarray([...places], { maxLength: 3 })])),
    { noNullPrototype: true },
  ) as fc.Arbitrary<Edges>;

  it("has the trace of a search by hand", async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async (edges) => {
        const report = await check(graph(edges, { properties: { dry: avoids("h") } }));
        const way = wayTo(edges, "h");
        expect(stepsOf(report)).toEqual(way && way.map((to) => `walker request Go ${to}`));
      }),
      { numRuns: 100 },
    );
  });
});

describe("the counts of a check that is violated", () => {
  const figuresOf = ({ states, generated, depth }: Awaited<ReturnType<typeof check>>) => ({
    states,
    generated,
    depth,
  });

  it("do not depend on where in its level the violation was found", async () => {
    // All pairs of places where two walkers may be after two steps.
    const level: readonly string[] = ["da", "ea", "fa", "bb", "bc", "cb", "cc", "ad", "ae", "af"];
    const reports = await Promise.all(
      level.map(async (pair) => {
        const apart = always(seen, ({ walker }) => walker.join("") !== pair);
        return check(graph(wide, { walkers: 2, properties: { apart } }));
      }),
    );
    for (const report of reports) {
      expect(report).toMatchObject({ verdict: "violated", counterexample: { length: 2 } });
      expect(figuresOf(report)).toEqual(figuresOf(reports[0]!));
    }
  });

  it("take in all of the level before, and nothing of that of the violation", async () => {
    const report = await check(graph(wide, { properties: { dry: avoids("d") } }));
    // From a, b and c: two edges each; d, e and f are not expanded.
    expect(figuresOf(report)).toEqual({ states: 6, generated: 1 + 6, depth: 3 });
  });

  it("take in the whole level of a violation that shows by what can happen", async () => {
    const ends = atQuiescence(seen, () => false);
    const edges = { a: ["b", "c", "d"], c: ["e"], d: ["f", "g"] } as const;
    const report = await check(graph(edges, { properties: { ends } }));
    expect(stepsOf(report)).toEqual(["walker request Go b"]);
    expect(figuresOf(report)).toEqual({ states: 7, generated: 1 + 3 + 0 + 1 + 2, depth: 3 });
  });
});

describe("the property that is named", () => {
  const dry = (at: Place) => avoids(at);

  it("is that of the shallowest violation, not the first that was declared", async () => {
    const report = await check(graph(wide, { properties: { deep: dry("d"), flat: dry("c") } }));
    expect(report).toMatchObject({ property: "flat", counterexample: { length: 1 } });
    expect(statusOf(report)).toEqual({ deep: "unknown", flat: "violated at 2" });
  });

  it("is of those on one level the first that was declared, not found", async () => {
    const report = await check(graph(wide, { properties: { second: dry("c"), first: dry("b") } }));
    expect(report.property).toBe("second");
    expect(stepsOf(report)).toEqual(["walker request Go c"]);
    expect(statusOf(report)).toEqual({ second: "violated at 2", first: "violated at 2" });
  });

  it("is that of a quiet state before that of any state that comes after it", async () => {
    const properties = {
      dry: dry("c"),
      ends: atQuiescence(seen, ({ walker }) => walker[0] !== "b"),
    };
    const report = await check(graph({ a: ["b", "d"], d: ["c"] }, { properties }));
    expect(report).toMatchObject({ property: "ends", counterexample: { length: 1 } });
    expect(statusOf(report)).toEqual({ dry: "violated at 3", ends: "violated at 2" });
  });
});
