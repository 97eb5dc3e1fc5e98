/** What happens when states, levels, time, memory or patience run out. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, atQuiescence, become, int, sometimes, vocabulary } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";
import { limitsOf } from "../../checks/limits.ts";
import twoPhase from "../reference/two-phase.ts";
import { avoids, graph, seen, statusOf } from "./toys.ts";

const abortable = () => {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
};

const chain = { a: ["b"], b: ["c"], c: ["d"] } as const;

describe("a limit of states", () => {
  it.each([1, 2, 100, 287])("stores exactly %i, and says so", async (maxStates) => {
    const report = await check(twoPhase, { scenario: "rms-3", maxStates });
    expect(report).toMatchObject({
      verdict: "budget-exceeded",
      stopped: "states",
      states: maxStates,
    });
  });

  it("that is exactly what there is, is not exceeded", async () => {
    const report = await check(twoPhase, { scenario: "rms-3", maxStates: 288 });
    expect(report).toMatchObject({
      verdict: "holds-within-bounds",
      stopped: null,
      generated: 1_146,
    });
  });

  it("takes back that a state after it is quiescent", async () => {
    const properties = { ends: atQuiescence(seen, ({ walker }) => walker.includes("d")) };
    const forked = graph({ a: ["b", "c"], b: ["d"] }, { properties });
    // On the last level that is stored, c leads nowhere; but the search ends with b, before it.
    const report = await check(forked, { maxStates: 3 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "states", generated: 3 });
    expect(statusOf(report)).toEqual({ ends: "unknown" });
    expect((await check(forked, { maxStates: 4 })).verdict).toBe("violated");
  });

  it("counts initial states too", async () => {
    const start = graph({}, { from: ["a", "b", "c"] });
    expect(await check(start, { maxStates: 2 })).toMatchObject({ stopped: "states", states: 2 });
    expect(await check(start, { maxStates: 3 })).toMatchObject({ stopped: null, states: 3 });
  });
});

describe("a limit of levels", () => {
  it.each([1, 2, 5, 10])("keeps to the first %i, and says so", async (maxDepth) => {
    const report = await check(twoPhase, { scenario: "rms-3", maxDepth });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "depth", depth: maxDepth });
  });

  it("that is exactly what there is, is not exceeded", async () => {
    const report = await check(twoPhase, { scenario: "rms-3", maxDepth: 11 });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 288, generated: 1_146 });
  });

  it("is exceeded only where something is left to be explored", async () => {
    const cycle = graph({ a: ["b", "a"], b: ["a"] });
    expect(await check(cycle, { maxDepth: 2 })).toMatchObject({ stopped: null, generated: 4 });
    expect(await check(graph({ a: ["a"] }), { maxDepth: 1 })).toMatchObject({ stopped: null });
  });

  it("still judges the last of them", async () => {
    const report = await check(graph(chain, { properties: { dry: avoids("c") } }), { maxDepth: 3 });
    expect(report).toMatchObject({ verdict: "violated", property: "dry" });
    const before = await check(graph(chain, { properties: { dry: avoids("c") } }), { maxDepth: 2 });
    expect(before).toMatchObject({ verdict: "budget-exceeded", states: 2 });
  });
});

describe("a limit of time, of memory, or an interrupt", () => {
  it("of no time at all stops at once, with what there is", async () => {
    const report = await check(twoPhase, { scenario: "rms-9", timeout: 0 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "time" });
    expect(report.states).toBeGreaterThan(0);
  });

  it("of time stops soon after", async () => {
    const report = await check(twoPhase, { scenario: "rms-9", timeout: 0.2 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "time" });
    expect(report.seconds).toBeGreaterThanOrEqual(0.2);
    expect(report.seconds).toBeLessThan(2);
  });

  it("of time stops among the actions of one state too", async () => {
    const report = await check(slowFan, { timeout: 0.1 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "time", states: 1 });
    expect(report.seconds).toBeLessThan(2);
  });

  it("of memory that is used up stops", async () => {
    const report = await check(twoPhase, { scenario: "rms-9", maxMemory: 1 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "memory" });
  });

  it("of memory is told in the report, in MiB", async () => {
    const { memoryLimit } = await check(twoPhase, { scenario: "rms-9", maxMemory: 1 });
    expect(memoryLimit).toBe(1);
  });

  it("of memory is three quarters of what is free, unless another is asked for", () => {
    const host = { memory: () => 100, freeMemory: () => 400 };
    expect(limitsOf({}, host).maxMemory).toBe(400);
    expect(limitsOf({ maxMemory: 7 }, host).maxMemory).toBe(7 * 2 ** 20);
  });

  it("of memory that suffices changes nothing", async () => {
    const report = await check(twoPhase, { scenario: "rms-3", maxMemory: 1 << 20 });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", stopped: null, states: 288 });
  });

  it("by a signal stops, with what was covered until then", async () => {
    const { signal, abort } = abortable();
    const seenStates: number[] = [];
    const report = await check(twoPhase, {
      scenario: "rms-9",
      signal,
      onProgress: ({ states }) => {
        seenStates.push(states);
        if (states > 1_000) abort();
      },
    });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "interrupt" });
    expect(report.states).toBe(seenStates.at(-1));
    expect(report.states).toBeLessThan(10_340_352);
  });
});

describe("a row with a hundred thousand successors", () => {
  const { model, observe, rules } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      dial: { state: S.Struct({ at: int(0, 99_999) }), requests: { Turn: { to: int(0, 99_999) } } },
    },
  });
  const dial = model({
    name: "dial",
    source: "a safe",
    population: () => ({ dial: 1 }),
    initial: { dial: () => [become({ at: 0 })] },
    rules: { dial: rules.dial({ Turn: (_, { to }) => become({ at: to }) }) },
    properties: {
      closed: always(observe({ dial: ({ at }) => at }), ({ dial: [at] }) => at !== 70_000),
    },
    scenarios: { only: { parameters: {} } },
    bugs: {},
  });

  it("is left in the middle where states run out", async () => {
    const report = await check(dial, { maxStates: 5_000 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", states: 5_000, depth: 2 });
  });

  it("shows its violation, and all of its level", async () => {
    const report = await check(dial);
    expect(report).toMatchObject({ verdict: "violated", states: 100_000, generated: 100_001 });
    expect(report.counterexample?.steps[0]?.message?.payload).toEqual({ to: 70_000 });
  });

  it("is left when time runs out", async () => {
    const report = await check(dial, { timeout: 0.05 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", stopped: "time" });
    expect(report.states).toBeLessThan(70_000);
  });

  it("lets a signal be heard between two of its kind", async () => {
    const { signal, abort } = abortable();
    const onProgress = () => void setTimeout(abort, 10);
    const asked = { properties: [], signal, onProgress, timeout: 1 };
    expect(await check(dial, asked)).toMatchObject({ stopped: "interrupt" });
  });
});

describe("of several verdicts the worst is given", () => {
  const properties = {
    dry: avoids("b"),
    there: sometimes(seen, ({ walker }) => walker.includes("d")),
  };

  it("violated rather than budget-exceeded, if the violation was found before", async () => {
    const report = await check(graph(chain, { properties }), { maxStates: 2 });
    expect(report).toMatchObject({ verdict: "violated", property: "dry" });
    const wide = graph({ a: ["b", "c", "d"] }, { properties });
    expect(await check(wide, { maxStates: 2 })).toMatchObject({
      verdict: "violated",
      stopped: "states",
    });
  });

  it("budget-exceeded rather than vacuous: the witness may yet have come", async () => {
    const report = await check(graph(chain, { properties: { there: properties.there } }), {
      maxDepth: 3,
    });
    expect(report.verdict).toBe("budget-exceeded");
    expect(statusOf(report)).toEqual({ there: "unknown" });
  });

  it("vacuous rather than that all holds", async () => {
    const report = await check(graph({ a: ["c"] }, { properties }));
    expect(report.verdict).toBe("vacuous");
  });

  it("violated rather than vacuous", async () => {
    const report = await check(graph({ a: ["b"] }, { properties }));
    expect(report.verdict).toBe("violated");
  });
});

/** Its one state has a hundred thousand actions, each of which takes its time: some ten seconds. */
const slowFan = (() => {
  const { model, rules } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      asked: {
        state: S.Struct({ answer: int(0, 100_000) }),
        requests: { Choose: { number: int(1, 100_000) } },
      },
    },
  });
  const busy = (number: number): number =>
    Array.from({ length: 3_000 }, (_, at) => at % (number + 1)).reduce((a, b) => a ^ b, 0);
  return model({
    name: "slow-fan",
    source: "none",
    population: () => ({ asked: 1 }),
    initial: { asked: () => [become({ answer: 0 })] },
    rules: {
      asked: rules.asked({
        Choose: ({ answer }, { number }) =>
          answer === 0 && busy(number) >= 0 ? become({ answer: number }) : null,
      }),
    },
    properties: {},
    scenarios: { one: { parameters: {} } },
  });
})();
