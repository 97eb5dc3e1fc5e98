import { describe, expect, it } from "vitest";
import { differencesOf, expectationOf, statusOf, worstOf } from "../../checks/cli/expectation.ts";
import type { CheckOptions, CheckReport } from "../../checks/index.ts";
import { silentRules, withSilence } from "../../checks/cli/silence.ts";
import type { Result } from "../../checks/reports/reporters/reporter.ts";
import { strategosHere } from "./strategos.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";

const shown = async (...args: readonly string[]): Promise<string> =>
  (await strategosHere(["check", "two-phase-commit", ...args])).out;

describe("the report of the first scenario of several", () => {
  const line = "one of 4 scenarios; npx strategos check --all two-phase-commit checks them all\n";

  it("says that there are others where none was chosen", async () => {
    expect(await shown()).toContain(`\nas expected of scenario nobody-crashes\n${line}`);
  });

  it.each([
    [["--scenario", "nobody-crashes"]],
    [["--bug", "decides-on-first-vote"]],
    [["--expect", "holds-within-bounds"]],
    [["--json"]],
  ])("does not say so with %j", async (args) => {
    expect(await shown(...args)).not.toContain("one of 4 scenarios");
  });

  it("names a model by its path as it was given", async () => {
    const { out } = await strategosHere(["check", "models/two-phase-commit.ts"]);
    expect(out).toContain("; npx strategos check --all models/two-phase-commit.ts checks them all");
  });
});

const expected = (options: CheckOptions, scenario: string) => {
  const { verdict, property, figures } = expectationOf(twoPhaseCommit, { options }, scenario);
  return { verdict, property, figures: Object.keys(figures) };
};

describe("what is expected", () => {
  it("of a scenario is what it pins, figures included", () => {
    expect(expected({}, "nobody-crashes")).toEqual({
      verdict: "holds-within-bounds",
      property: undefined,
      figures: ["states", "generated", "depth"],
    });
    expect(expected({}, "coordinator-crashes")).toEqual({
      verdict: "violated",
      property: "nobody-blocked",
      figures: ["length"],
    });
  });

  it("of a bug is that it breaks its property, at its length in its own scenario", () => {
    const bug = { bug: "decides-on-first-vote" };
    const broken = { verdict: "violated", property: "atomicity" };
    expect(expected(bug, "nobody-crashes")).toEqual({ ...broken, figures: ["length"] });
    expect(expected(bug, "participants-crash")).toEqual({ ...broken, figures: [] });
    const smaller = { ...bug, parameters: { participants: 2 } };
    expect(expected(smaller, "nobody-crashes")).toEqual({ ...broken, figures: [] });
  });

  it("of other parameters is that all holds, even where they equal the scenario's", () => {
    const options = { parameters: { participants: 2 } };
    const { verdict, figures } = expected(options, "coordinator-crashes");
    expect({ verdict, figures }).toEqual({ verdict: "holds-within-bounds", figures: [] });
  });

  it.each<CheckOptions>([
    { maxStates: 9 },
    { maxDepth: 9 },
    { maxMemory: 9 },
    { timeout: 9 },
    { properties: ["atomicity"] },
  ])("has no figures with %j", (options) => {
    expect(expected(options, "nobody-crashes").figures).toEqual([]);
  });
});

describe("an answer", () => {
  const report = {
    verdict: "holds-within-bounds",
    property: null,
    states: 5,
    generated: 9,
    depth: 3,
  };
  const answer = (part: Partial<CheckReport>): CheckReport =>
    ({ stopped: null, counterexample: null, ...report, ...part }) as CheckReport;

  it("differs by verdict, then property, then figures", () => {
    const holds = {
      verdict: "holds-within-bounds",
      figures: { states: 6, depth: 3 },
      of: "",
    } as const;
    expect(differencesOf(holds, answer({}))).toEqual(["states: expected 6, actual 5"]);
    expect(differencesOf(holds, answer({ verdict: "vacuous" }))).toEqual([
      "verdict: expected holds-within-bounds, actual vacuous",
    ]);
    const violated = { verdict: "violated", property: "a", figures: {}, of: "" } as const;
    expect(differencesOf(violated, answer({ verdict: "violated", property: "b" }))).toEqual([
      "property: expected a, actual b",
    ]);
  });

  it("of a composition is compared by length, and not by states, of which it counts none", () => {
    const figures = { states: 6, length: 3 };
    const violated = { verdict: "violated", figures, of: "" } as const;
    const found = { verdict: "violated", counterexample: { length: 2 } } as Partial<CheckReport>;
    expect(differencesOf(violated, answer({ ...found, method: "composition" }))).toEqual([
      "length: expected 3, actual 2",
    ]);
  });

  it.each([
    [0, "violated", [], null],
    [1, "vacuous", ["x"], null],
    [2, "invalid-model", ["x"], null],
    [3, "budget-exceeded", ["x"], "states"],
    [3, "budget-exceeded", [], "interrupt"],
    [0, "budget-exceeded", [], "states"],
  ] as const)("ends with %i: %s, differences %j", (status, verdict, differences, stopped) => {
    expect(statusOf(answer({ verdict, stopped }), differences)).toBe(status);
  });

  it("of many is the worst: 2, 1, 3, 0", () => {
    expect([[0, 3, 1, 2], [3, 1, 0], [0, 3], [0], []].map((all) => worstOf(all as 0[]))).toEqual([
      2, 1, 3, 0, 0,
    ]);
  });
});

describe("a rule that fires in no scenario", () => {
  const result = (bug: string | null, verdict: Result["verdict"], ...fired: string[]): Result =>
    ({
      bug,
      verdict,
      ok: true,
      differences: [],
      rules: ["a.Go", "a.Stop"].map((rule) => ({ rule, fired: fired.includes(rule) })),
    }) as unknown as Result;

  it("makes vacuous what holds in its model, whatever fires in a bug", () => {
    const results = [
      result(null, "holds-within-bounds", "a.Go"),
      result(null, "violated"),
      result("late", "violated", "a.Stop"),
    ];
    const silent = silentRules(results);
    expect(silent).toEqual([{ rule: "a.Stop", source: null }]);
    expect(withSilence(results, silent).map(({ verdict, ok }) => [verdict, ok])).toEqual([
      ["vacuous", false],
      ["violated", true],
      ["violated", true],
    ]);
  });

  it("is none where each fires somewhere, or where a search was cut short", () => {
    const go = result(null, "holds-within-bounds", "a.Go");
    expect(silentRules([go, result(null, "violated", "a.Stop")])).toEqual([]);
    expect(silentRules([go, result(null, "budget-exceeded")])).toEqual([]);
    expect(withSilence([go], [])).toEqual([go]);
  });
});
