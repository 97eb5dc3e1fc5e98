/** That the mutants still fit the engine; `npm run mutants` is what runs tests against them. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MUTANTS } from "./mutants/catalogue.ts";
import { CLASSES, mistaken, StaleMutant, type Mutant } from "./mutants/mutant.ts";
import { readArguments } from "./mutants/request.ts";
import { outcomeOf, type Told } from "./mutants/tests.ts";
import { lineOf, summary } from "./mutants/text.ts";
import type { Trial } from "./mutants/trial.ts";

const pathOf = (file: string): string => fileURLToPath(new URL(`../${file}`, import.meta.url));
const textOf = ({ file }: Mutant): string => readFileSync(pathOf(file), "utf8");

describe("the mutants", () => {
  it.each(MUTANTS.map((mutant) => [mutant.name, mutant] as const))(
    "change one line of the engine as it is now: %s",
    (_, mutant) => {
      const sound = textOf(mutant).split("\n");
      const wrong = mistaken(mutant, textOf(mutant)).split("\n");
      expect(wrong).toHaveLength(sound.length);
      expect(wrong.filter((line, at) => line !== sound[at])).toHaveLength(1);
    },
  );

  it("have names of their own, which people can type", () => {
    const names = MUTANTS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z]+(?:-[a-z]+)+$/.test(name))).toEqual([]);
  });

  it("show every class of mistakes", () => {
    const shown = new Set(MUTANTS.map(({ class: kind }) => kind));
    expect(CLASSES.filter((kind) => !shown.has(kind))).toEqual([]);
  });

  it("are mistakes of the engine or of its pages, and name tests that are there", () => {
    expect(MUTANTS.filter(({ file }) => !/^(?:checks|pages)\//.test(file))).toEqual([]);
    const tests = new Set(MUTANTS.flatMap((mutant) => mutant.tests));
    expect([...tests].filter((file) => !existsSync(pathOf(file)))).toEqual([]);
    expect(MUTANTS.filter(({ tests: own }) => own.length === 0)).toEqual([]);
  });
});

describe("a mutant whose text has moved on", () => {
  const mutant: Mutant = { ...MUTANTS[0]!, name: "one", file: "a.ts", find: "b", replace: "c" };

  it.each([
    ["ac", "not at all"],
    ["abab", "2 times"],
  ])("is told by name: of %s", (text, count) => {
    expect(() => mistaken(mutant, text)).toThrow(
      new StaleMutant(`mutant one: its text occurs ${count} in a.ts, instead of once`),
    );
  });

  it("is one that fits, where its text occurs once", () => {
    expect(mistaken({ ...mutant, replace: "$&" }, "abd")).toBe("a$&d");
  });
});

describe("a report of tests", () => {
  const failed = { fullName: "holds", status: "failed", failureMessages: ["expected 1"] };
  const passed = { fullName: "is", status: "passed", failureMessages: [] };
  const told = (results: Partial<Told["testResults"][number]>, rest: Partial<Told> = {}): Told => ({
    success: false,
    numPassedTests: 0,
    testResults: [
      {
        name: "/copy/test/a.test.ts",
        status: "failed",
        message: "",
        assertionResults: [],
        ...results,
      },
    ],
    ...rest,
  });
  const outcome = (it: Told) => outcomeOf(it, "/copy", "out of memory");

  it("names the test that failed, and whether it was only late", () => {
    const named = { kind: "failed", test: "holds", file: "test/a.test.ts" };
    const assertionResults = [passed, failed];
    expect(outcome(told({ assertionResults }))).toEqual({ ...named, late: false });
    const late = { ...failed, failureMessages: ["Error: Test timed out in 30000ms."] };
    expect(outcome(told({ assertionResults: [late] }))).toEqual({ ...named, late: true });
  });

  it("of a file that cannot be imported is no failure of a test", () => {
    const message = "\nSyntaxError: unexpected }\n  at a.ts";
    const why = "SyntaxError: unexpected }";
    expect(outcome(told({ message }))).toEqual({ kind: "broken", why });
  });

  it("is none where a worker has died, or there was nothing to run", () => {
    const dead = told({ status: "passed", assertionResults: [passed] }, { numPassedTests: 1 });
    expect(outcome(dead)).toEqual({ kind: "broken", why: "out of memory" });
    expect(
      outcomeOf({ ...dead, testResults: [], numPassedTests: 0, success: true }, "/copy", ""),
    ).toEqual({ kind: "broken", why: "there was no test" });
    expect(outcome({ ...dead, success: true })).toEqual({ kind: "passed", tests: 1 });
  });
});

describe("npm run mutants", () => {
  const [first, second] = MUTANTS;

  it("tries all mutants, or those that are named", () => {
    const asked = (...args: readonly string[]) => {
      const request = readArguments(args, MUTANTS);
      return typeof request === "string" ? request : request.mutants;
    };
    expect(asked()).toEqual(MUTANTS);
    expect(asked("--only", second!.name, "--only", first!.name)).toEqual([first, second]);
    expect(asked("--only", `${first!.name}s`)).toBe(
      `unknown mutant "${first!.name}s"; did you mean "${first!.name}"? (see --list)`,
    );
    expect(asked("--quick")).toMatch(/^Unknown option '--quick'[^\n]*$/);
  });

  it("prints a line for each, and how many were killed", () => {
    const killed: Trial = {
      name: "every-row-is-new",
      class: "deduplication dropped",
      file: "checks/a.ts",
      outcome: "killed",
      test: "a store holds",
      in: "test/a.test.ts",
      late: false,
      elsewhere: false,
      why: null,
      seconds: 1.23,
    };
    const line = "every-row-is-new  (deduplication dropped)";
    expect(lineOf(killed)).toBe(`killed    ${line}  by "a store holds" in test/a.test.ts, 1.2 s`);
    expect(lineOf({ ...killed, late: true })).toContain('by the time limit of "a store holds"');
    const lives: Trial = { ...killed, outcome: "survived", test: null, in: null };
    expect(lineOf(lives)).toBe(
      `survived  ${line}  no test notices it; it is in checks/a.ts, 1.2 s`,
    );
    expect(summary([killed, lives])).toBe("1 of 2 mutants killed");
  });
});
