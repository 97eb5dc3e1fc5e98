/** Models that need more room than the first layout gives them. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import {
  always,
  atQuiescence,
  become,
  int,
  list,
  sometimes,
  vocabulary,
} from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { counted, counter, graph, seen, statusOf, stepsOf } from "./toys.ts";

describe("a row of more than two words", () => {
  it("holds twenty nodes, each in one of two places", async () => {
    const inPairs = { a: ["b"] } as const;
    const few = await check(graph(inPairs, { walkers: 12 }));
    expect(few).toMatchObject({ states: 2 ** 12, generated: 1 + 12 * 2 ** 11, depth: 13 });
  });

  it("holds twenty nodes, of which three may move", async () => {
    const report = await check(graph({ a: ["b"], b: ["c"] }, { walkers: 20, limits: { Go: 3 } }));
    // All multisets of at most three moves, of which two may be of one node.
    const states = 1 + 20 + (190 + 20) + (1140 + 20 * 19);
    expect(report).toMatchObject({ states, depth: 4 });
  });

  it("holds sixty nodes, and one crash of each", async () => {
    const report = await check(graph({}, { walkers: 60, faults: { crash: 2 } }));
    const pairs = (60 * 59) / 2;
    expect(report).toMatchObject({ states: 1 + 60 + pairs, generated: 1 + 60 + 60 * 59 });
  });
});

describe("quiescence in a row of more than two words", () => {
  const rests = atQuiescence(seen, ({ walker }) => walker.every((place) => place === "b"));
  it("is not put off by a crash that may still come", async () => {
    const report = await check(
      graph({}, { walkers: 60, faults: { crash: 1 }, properties: { rests } }),
    );
    expect(report).toMatchObject({ verdict: "violated", counterexample: { length: 0 } });
  });

  it("waits until all that may be done is done", async () => {
    const one = graph({ a: ["b"] }, { walkers: 60, properties: { rests }, limits: { Go: 1 } });
    const report = await check(one);
    expect(report).toMatchObject({ states: 61, generated: 61, counterexample: { length: 1 } });
    expect(stepsOf(report)).toEqual(["walker1 request Go b"]);
  });
});

describe("a column that outgrows its bits", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ letters: int(1, 8), words: int(1, 8) }),
    roles: {
      source: {
        state: S.Struct({ sent: int(0, 8) }),
        requests: { Post: { n: int(1, "letters") } },
      },
      log: { state: S.Struct({ read: list(int(1, 8), 8) }), receives: { Note: { n: int(1, 8) } } },
    },
  });
  const writing = model({
    name: "writing",
    source: "a log",
    population: () => ({ source: 1, log: 1 }),
    initial: { source: () => [become({ sent: 0 })], log: () => [become({ read: [] })] },
    rules: {
      source: rules.source({
        Post: ({ sent }, { n }, { parameters, nodes }) =>
          sent < parameters.words ? become({ sent: sent + 1 }, to(nodes.log, "Note", { n })) : null,
      }),
      log: rules.log({ Note: ({ read }, { n }) => become({ read: [...read, n] }) }),
    },
    properties: {
      "writes-it-all": sometimes(
        observe({ log: ({ read }) => read.length, source: ({ sent }) => sent }),
        ({ log, source }) => log[0] === source[0] && source[0]! > 3,
      ),
      "never-writes-the-last": always(
        observe({ log: ({ read }) => read }),
        ({ log }) => log[0]!.join("") !== "6665",
      ),
    },
    scenarios: {
      fifo: { parameters: { letters: 6, words: 4 }, network: "fifo", outOfReach: [] },
    },
    bugs: {},
  });

  it("is given more, in mid-row, and nothing is lost: one cell for each state", async () => {
    const report = await check(writing, { properties: ["writes-it-all"] });
    // Of k notes that were posted, in some order, from 0 to k have been read.
    const states = [0, 1, 2, 3, 4].reduce((sum, k) => sum + (k + 1) * 6 ** k, 0);
    const posts = [0, 1, 2, 3].reduce((sum, k) => sum + (k + 1) * 6 ** (k + 1), 0);
    const reads = [1, 2, 3, 4].reduce((sum, k) => sum + k * 6 ** k, 0);
    expect(report).toMatchObject({ states, generated: 1 + posts + reads, depth: 9 });
  });

  it("is given more where the states that may be stored run out too", async () => {
    const limits = [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 100, 511, 512, 513, 1_024, 2_000, 5_000];
    for (const maxStates of limits) {
      const report = await check(writing, { properties: ["writes-it-all"], maxStates });
      expect(report).toMatchObject({ stopped: "states", states: maxStates });
    }
  });

  it("may have more numbers than tables are kept for: a log of all that was said", async () => {
    const asked = { properties: ["writes-it-all"], parameters: { words: 6 } };
    const report = await check(writing, asked);
    const states = [0, 1, 2, 3, 4, 5, 6].reduce((sum, k) => sum + (k + 1) * 6 ** k, 0);
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states, depth: 13 });
  });

  it("still leads back to the initial state, by the least of the shortest ways", async () => {
    const report = await check(writing);
    expect(report.property).toBe("never-writes-the-last");
    expect(stepsOf(report)).toEqual([
      ...["6", "6", "6", "5"].map((n) => `source request Post ${n}`),
      ...["6", "6", "6", "5"].map((n) => `log deliver Note ${n} from source`),
    ]);
  });
});

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe("a projection whose combinations take more than 22 bits", () => {
  it("is judged as exactly as a narrow one", async () => {
    const properties = {
      few: always(counted, ({ counter: counts }) => total(counts) < 5 || counts[8] !== 2),
      "three-of-one": sometimes(counted, ({ counter: counts }) => counts.includes(3)),
      "none-but-the-last": sometimes(
        counted,
        ({ counter: counts }) => total(counts) === counts[8]! && counts[8] === 3,
      ),
    };
    const report = await check(counter({ nodes: 9, add: 9, limits: { Add: 5 }, properties }));
    expect(report).toMatchObject({ verdict: "violated", property: "few" });
    const movers = ["counter1", "counter1", "counter1", "counter9", "counter9"];
    expect(stepsOf(report)).toEqual(movers.map((id) => `${id} request Add`));
  });

  it("takes no combination for another: each is met on the level of its sum", async () => {
    const tuples = Array.from({ length: 40 }, (_, seed) =>
      Array.from({ length: 9 }, (__, at) => [0, 0, 1, 0, 2, 0, 0, 3][(seed * (at + 3) + at) % 8]!),
    ).filter((tuple) => total(tuple) < 6);
    const named = tuples.map((tuple) => [tuple.join("-"), tuple] as const);
    const properties = Object.fromEntries(
      named.map(([name, tuple]) => [
        name,
        sometimes(counted, ({ counter: counts }) => counts.join() === tuple.join()),
      ]),
    );
    const report = await check(counter({ nodes: 9, add: 9, limits: { Add: 5 }, properties }));
    expect(tuples.length).toBeGreaterThan(9);
    expect(statusOf(report)).toEqual(
      Object.fromEntries(named.map(([name, tuple]) => [name, `met at ${total(tuple) + 1}`])),
    );
  });

  it("of many nodes sees each in its place", async () => {
    const last = always(seen, ({ walker }) => walker.indexOf("b") < 29);
    const report = await check(
      graph({ a: ["b"] }, { walkers: 30, limits: { Go: 2 }, properties: { last } }),
    );
    expect(report).toMatchObject({ verdict: "violated" });
    expect(stepsOf(report)).toEqual(["walker30 request Go b"]);
  });
});
