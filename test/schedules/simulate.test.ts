/** Random schedules: what they find, and what they say of what they have covered. */
import { describe, expect, it } from "vitest";
import { replay } from "../../checks/index.ts";
import { follow } from "../../checks/schedules/follow.ts";
import { simulate } from "../../checks/schedules/simulate.ts";
import { catalogue } from "../../models/index.ts";
import { always, atQuiescence, within, type Model } from "../../models/protocol.ts";
import { avoids, counted, counter, graph, seen } from "../engine/toys.ts";

const named = (name: string): Model => catalogue.find((one) => one.name === name)!;

/** By none of 500 schedules of seed 1: each needs many actions in one order, or many lies. */
const NOT_FOUND: ReadonlySet<string> = new Set([
  "token-ring-election believes-an-old-lap",
  "presumed-abort tells-before-it-logs",
  "three-phase-commit bare-timeouts",
  "three-phase-commit moves-nobody",
  "three-phase-commit heeds-a-former-leader",
]);
const bugs = catalogue.flatMap(({ name, bugs }) => Object.keys(bugs).map((bug) => ({ name, bug })));

describe("500 schedules of seed 1", () => {
  const random = { seed: 1, runs: 500, steps: 60 } as const;

  it.each(bugs)("of $name with $bug find it, or it is known that they do not", async (of) => {
    const { bug } = of;
    const model = named(of.name);
    const report = await simulate(model, { bug, ...random });
    if (NOT_FOUND.has(`${of.name} ${bug}`)) {
      expect(report).toMatchObject({ verdict: "nothing-found", random: { done: 500 } });
      return;
    }
    expect(report).toMatchObject({ verdict: "violated", property: model.bugs[bug]!.breaks });
    const counterexample = report.counterexample!;
    const trace = { ...report, counterexample };
    expect(replay(model, trace).outcome).toBe("violates");
    expect(follow(model, counterexample.path!, { bug }).trace).toEqual(counterexample);
  });
});

describe("a simulation", () => {
  it("says what it has found, and after how many schedules", async () => {
    const report = await simulate(named("two-phase-commit"), {
      bug: "decides-by-majority",
      runs: 500,
      steps: 60,
    });
    expect(report).toMatchObject({
      verdict: "violated",
      property: "validity-commit",
      random: { seed: 1, runs: 500, steps: 60, done: 5 },
      stopped: null,
      problem: null,
      counterexample: { length: 7, faults: 0, minimal: false, path: "0.0.1.3.1.0.1.0" },
    });
  });

  it("of the same seed says the same again, and of another one something else", async () => {
    const model = named("presumed-abort");
    const once = async (seed: number) => {
      const { seconds: _, ...report } = await simulate(model, { seed, runs: 50, steps: 40 });
      return JSON.stringify({ ...report, random: null });
    };
    expect(await once(3)).toBe(await once(3));
    expect(await once(4)).not.toBe(await once(3));
  });

  it("adds up what was covered", async () => {
    // Each rule fires in one action, and nothing else can happen.
    const model = counter({ nodes: 2, tick: 1, add: 2 });
    const { verdict, coverage, random } = await simulate(model, { runs: 300, steps: 50 });
    expect({ verdict, random }).toEqual({
      verdict: "nothing-found",
      random: { seed: 1, runs: 300, steps: 50, done: 300 },
    });
    expect(coverage.rules.map(({ rule }) => rule)).toEqual(["counter.Tick", "counter.Add"]);
    expect(coverage.rules.reduce((sum, { times }) => sum + times, 0)).toBe(coverage.steps);
    expect(coverage.longest).toBe(4);
    expect(coverage.states).toBe(9);
    expect(coverage.wrongs).toBe(0);
    expect(coverage.ended).toBeGreaterThan(0);
    expect(coverage.ended).toBeLessThanOrEqual(300);
    expect(coverage.steps).toBeGreaterThanOrEqual(4 * coverage.ended);
  });

  it("walks no further than the scenario's bounds", async () => {
    const near = within(counted, ({ counter: [count] }) => count! < 3);
    const { coverage } = await simulate(counter({ add: 9, within: near }), { runs: 100 });
    expect([coverage.longest, coverage.states]).toEqual([3, 4]);
  });

  it("takes no more steps than it may, and none if it may take none", async () => {
    const model = counter({ add: 9 });
    const short = await simulate(model, { runs: 1_000, steps: 3 });
    expect(short.coverage).toMatchObject({ longest: 3, states: 4, ended: 0 });
    const none = await simulate(model, { runs: 10, steps: 0 });
    expect(none.coverage).toMatchObject({ steps: 0, longest: 0, states: 1, ended: 0 });
  });

  it("leaves out of what it has found all that it does not need", async () => {
    // Seven walkers may go about, and two of them have to be at e.
    const holds = always(seen, ({ walker }) => walker.filter((at) => at === "e").length < 2);
    const edges = { a: ["b", "c"], b: ["a", "d"], c: ["a"], d: ["e"] } as const;
    const model = graph(edges, { walkers: 7, properties: { holds } });
    const { counterexample, random } = await simulate(model, { runs: 2_000 });
    expect(random.done).toBeLessThan(2_000);
    expect(counterexample!.length).toBe(6);
    const asked = counterexample!.steps.map(({ node, message }) => `${node} ${message?.tag}`);
    expect(new Set(asked).size).toBe(2);
  });

  it("asks what has to hold in the end only in the end", async () => {
    const rests = atQuiescence(seen, ({ walker: [at] }) => {
      if (at === "a") throw new Error("it is not over");
      return at !== "c";
    });
    const model = graph({ a: ["b", "c"] }, { properties: { rests } });
    const report = await simulate(model, { runs: 100 });
    expect(report).toMatchObject({ verdict: "violated", counterexample: { path: "0.1" } });
  });

  it("of a model that is at fault names the place", async () => {
    const throws = always(seen, ({ walker: [at] }) => {
      if (at === "b") throw new Error("no bees");
      return true;
    });
    const report = await simulate(graph({ a: ["b"] }, { properties: { throws } }), { runs: 100 });
    expect(report).toMatchObject({
      verdict: "invalid-model",
      counterexample: null,
      problem: { message: "it throws: no bees", rule: "property throws" },
    });
  });

  it("ends when its time is up, or when it is told to", async () => {
    const model = graph({ a: ["b"], b: ["a"] }, { walkers: 3, properties: { no: avoids("c") } });
    const long = { runs: 1_000_000, steps: 200 } as const;
    const late = await simulate(model, { ...long, timeout: 0.2 });
    expect(late).toMatchObject({ verdict: "budget-exceeded", stopped: "time", property: null });
    expect(late.random.done).toBeGreaterThan(0);
    const told = new AbortController();
    const ended = simulate(model, { ...long, signal: told.signal, onRuns: () => told.abort() });
    expect(await ended).toMatchObject({ verdict: "budget-exceeded", stopped: "interrupt" });
  });
});
