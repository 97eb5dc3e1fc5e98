/** What each kind of property asks, and the verdicts that come of it. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { always, atQuiescence, sometimes, within, type Observed } from "../../models/protocol.ts";
import { avoids, counted, counter, graph, seen, statusOf, stepsOf, type Place } from "./toys.ts";

const reaches = (place: Place) => sometimes(seen, ({ walker }) => walker.includes(place));
const endsAt = (...ends: readonly Place[]) =>
  atQuiescence(seen, ({ walker }) => walker.every((place) => ends.includes(place)));
const chain = { a: ["b"], b: ["c"], c: ["d"] } as const;

describe("a verdict", () => {
  it("is violated where an invariant breaks, by the shortest way", async () => {
    const report = await check(graph(chain, { properties: { dry: avoids("c") } }));
    expect(report).toMatchObject({ verdict: "violated", property: "dry" });
    expect(stepsOf(report)).toEqual(["walker request Go b", "walker request Go c"]);
  });

  it("is violated in the initial state by no action at all", async () => {
    const report = await check(graph(chain, { properties: { dry: avoids("a") } }));
    expect(report).toMatchObject({ verdict: "violated", states: 1, generated: 1, depth: 1 });
    expect(report.counterexample).toMatchObject({
      length: 0,
      steps: [],
      initial: { walker: { at: "a" } },
    });
  });

  it("is vacuous where a witness is not met", async () => {
    const properties = { dry: avoids("h"), there: reaches("h") };
    const report = await check(graph(chain, { properties }));
    expect(report).toMatchObject({ verdict: "vacuous", property: null, counterexample: null });
    expect(statusOf(report)).toEqual({ dry: "holds", there: "not-met" });
  });

  it("is no worse for a witness that the scenario says is out of reach", async () => {
    const properties = { there: reaches("h") };
    const report = await check(graph(chain, { properties, outOfReach: ["there"] }));
    expect(report.verdict).toBe("holds-within-bounds");
    expect(statusOf(report)).toEqual({ there: "out-of-reach" });
  });

  it("is violated where a witness that is said to be out of reach is met", async () => {
    const properties = { there: reaches("c") };
    const report = await check(graph(chain, { properties, outOfReach: ["there"] }));
    expect(report).toMatchObject({ verdict: "violated", property: "there" });
    expect(statusOf(report)).toEqual({ there: "violated at 3" });
    expect(report.counterexample?.length).toBe(2);
  });

  it("rests on those properties alone that were asked for", async () => {
    const properties = { there: reaches("h"), here: reaches("a") };
    const report = await check(graph(chain, { properties }), { properties: ["here"] });
    expect(report.verdict).toBe("holds-within-bounds");
    expect(statusOf(report)).toEqual({ here: "met at 1" });
  });

  it("says on which level each property was settled", async () => {
    const properties = { there: reaches("d"), dry: avoids("e") };
    expect(statusOf(await check(graph(chain, { properties })))).toEqual({
      there: "met at 4",
      dry: "holds",
    });
  });
});

describe("quiescence", () => {
  it("is judged where nothing can happen any more", async () => {
    const forked = { a: ["b", "c"], b: ["d"] } as const;
    const report = await check(graph(forked, { properties: { ends: endsAt("d") } }));
    expect(stepsOf(report)).toEqual(["walker request Go c"]);
    const both = await check(graph(forked, { properties: { ends: endsAt("c", "d") } }));
    expect(both.verdict).toBe("holds-within-bounds");
  });

  it("is not reached while any one node can still move", async () => {
    const ends = atQuiescence(seen, ({ walker }) => walker.every((place) => place === "b"));
    for (const walkers of [2, 3, 4]) {
      const report = await check(graph({ a: ["b"] }, { walkers, properties: { ends } }));
      expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 2 ** walkers });
    }
  });

  it("is reached where all that can happen changes nothing", async () => {
    const report = await check(
      graph({ a: ["a", "b"], b: ["b"] }, { properties: { ends: endsAt() } }),
    );
    expect(stepsOf(report)).toEqual(["walker request Go b"]);
  });

  it("is never reached in a cycle", async () => {
    const properties = { ends: endsAt() };
    const report = await check(graph({ a: ["b"], b: ["a"] }, { properties }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("is not put off by a crash that may still come", async () => {
    const report = await check(graph({}, { faults: { crash: 1 }, properties: { ends: endsAt() } }));
    expect(report).toMatchObject({ verdict: "violated", counterexample: { length: 0 } });
  });

  it("comes earlier where a node has crashed", async () => {
    const properties = { ends: endsAt("d") };
    const report = await check(graph(chain, { faults: { crash: 1 }, properties }));
    expect(stepsOf(report)).toEqual(["walker crash"]);
  });

  it("waits until a limited action is used up", async () => {
    const properties = { ends: endsAt() };
    const report = await check(graph({ a: ["a"] }, { limits: { Go: 2 }, properties }));
    expect(stepsOf(report)).toEqual(["walker request Go a", "walker request Go a"]);
  });
});

describe("within", () => {
  const below = (bound: number) => within(counted, ({ counter: [count] }) => count! < bound);
  const never = (count: number) =>
    always(counted, ({ counter: counts }) => !counts.includes(count));
  const once = (count: number) =>
    sometimes(counted, ({ counter: counts }) => counts.includes(count));

  it("cuts states off: counted apart, generated, and not expanded", async () => {
    const report = await check(counter({ add: 9, within: below(3) }));
    expect(report).toMatchObject({ states: 3, cut: 1, generated: 4, depth: 3 });
  });

  it("leaves a state that is cut to be judged by always", async () => {
    const properties = { low: never(3), high: never(4) };
    const report = await check(counter({ add: 9, within: below(3), properties }));
    expect(statusOf(report)).toEqual({ low: "violated at 4", high: "holds" });
  });

  it("does not let a witness be met outside", async () => {
    const properties = { there: once(3) };
    const missed = await check(counter({ add: 9, within: below(3), properties }));
    expect(missed.verdict).toBe("vacuous");
    const beyond = await check(
      counter({ add: 9, within: below(3), properties, outOfReach: ["there"] }),
    );
    expect(beyond.verdict).toBe("holds-within-bounds");
  });

  it("does not make a state quiescent by cutting what follows from it", async () => {
    const ends = atQuiescence(counted, () => false);
    const report = await check(counter({ add: 9, within: below(3), properties: { ends } }));
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("may leave out initial states too", async () => {
    const inside = within(seen, ({ walker }) => !walker.includes("c"));
    const report = await check(graph({ a: ["b"], c: ["d"] }, { from: ["c", "a"], within: inside }));
    expect(report).toMatchObject({ initial: 2, states: 2, cut: 1, generated: 3, depth: 2 });
  });
});

describe("an observation", () => {
  it("of structures tells them apart by their contents", async () => {
    const nested = { walker: ({ at }: { at: Place }): Observed => ({ at: [at, { deep: at }] }) };
    const properties = {
      dry: always(nested as typeof seen, ({ walker }) => !JSON.stringify(walker).includes("c")),
    };
    const report = await check(graph(chain, { properties }));
    expect(report.counterexample?.length).toBe(2);
  });

  it("of no role at all is still judged", async () => {
    const nothing = {} as typeof seen;
    const report = await check(graph(chain, { properties: { no: always(nothing, () => false) } }));
    expect(report).toMatchObject({ verdict: "violated", counterexample: { length: 0 } });
  });

  it("of a role without nodes is an empty list", async () => {
    const none = always(seen, ({ walker }) => walker.length === 0);
    const report = await check(graph(chain, { walkers: 0, properties: { none } }));
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 1, generated: 1 });
  });

  it("shared by more properties than fit one word of answers answers each of them", async () => {
    const words = Array.from({ length: 40 }, (_, at) => `p${at}`);
    const properties = Object.fromEntries(
      words.map((word, at) => [word, at === 37 ? avoids("c") : avoids("h")]),
    );
    const report = await check(graph(chain, { properties }));
    expect(report).toMatchObject({ verdict: "violated", property: "p37" });
    expect(Object.values(statusOf(report)).filter((status) => status !== "unknown")).toEqual([
      "violated at 3",
    ]);
  });
});
