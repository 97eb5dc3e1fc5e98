/** Graphs that can be counted on fingers: distinct states, generated, and levels. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { figures, graph, mail, places, type Edges, type Place } from "./toys.ts";

describe("states, generated and depth", () => {
  it("of a single place are 1, 1, 1", async () => {
    expect(await figures(graph({}))).toEqual([1, 1, 1]);
  });

  it("of a chain count every edge once", async () => {
    expect(await figures(graph({ a: ["b"], b: ["c"], c: ["d"] }))).toEqual([4, 4, 4]);
  });

  it("of a diamond count both ways to a state that is stored once", async () => {
    expect(await figures(graph({ a: ["b", "c"], b: ["d"], c: ["d"] }))).toEqual([4, 5, 3]);
  });

  it("of a self-loop count the action that changes nothing", async () => {
    expect(await figures(graph({ a: ["a"] }))).toEqual([1, 2, 1]);
  });

  it("of a cycle count the way back, which opens no new level", async () => {
    expect(await figures(graph({ a: ["b"], b: ["c"], c: ["a"] }))).toEqual([3, 4, 3]);
  });

  it("of a dead end count what leads there", async () => {
    expect(await figures(graph({ a: ["b", "c"], c: ["a"] }))).toEqual([3, 4, 2]);
  });

  it("of two nodes are those of the product", async () => {
    const [both, loops] = [{ a: ["b"] }, { a: ["a"] }] as const;
    expect(await figures(graph(both, { walkers: 2 }))).toEqual([4, 5, 3]);
    expect(await figures(graph(loops, { walkers: 2 }))).toEqual([1, 3, 1]);
  });

  it("do not count a place that nothing leads to", async () => {
    expect(await figures(graph({ c: ["d"] }))).toEqual([1, 1, 1]);
  });
});

describe("initial states", () => {
  it("are all combinations of how the nodes may start", async () => {
    const report = await check(graph({}, { from: ["a", "b", "c"], walkers: 2 }));
    expect(report).toMatchObject({ initial: 9, states: 9, generated: 9, depth: 1 });
  });

  it("count once where two ways to start are the same", async () => {
    const report = await check(graph({ a: ["b"] }, { from: ["a", "b", "a"] }));
    expect(report).toMatchObject({ initial: 2, states: 2, generated: 3, depth: 1 });
  });

  it("hold what was sent by then", async () => {
    const report = await check(mail([[1]]));
    expect(report).toMatchObject({ initial: 1, states: 2, generated: 2, depth: 2 });
  });
});

/** Breadth-first search over a drawing, in the fewest words. */
const counted = (edges: Edges): readonly [number, number, number] => {
  const levels = new Map<Place, number>([["a", 1]]);
  for (const [place, level] of levels)
    for (const next of edges[place] ?? []) if (!levels.has(next)) levels.set(next, level + 1);
  const actions = [...levels.keys()].reduce((sum, place) => sum + (edges[place]?.length ?? 0), 0);
  return [levels.size, 1 + actions, Math.max(...levels.values())];
};

const drawings = fc.record(
  Object.fromEntries(places.map((place) => [place, fc.subarray([...places])])),
  { noNullPrototype: true },
) as fc.Arbitrary<Edges>;

describe("any graph of eight places", () => {
  it("has the figures of a search by hand", async () => {
    await fc.assert(
      fc.asyncProperty(drawings, async (edges) => {
        expect(await figures(graph(edges))).toEqual(counted(edges));
      }),
      { numRuns: 100 },
    );
  });
});
