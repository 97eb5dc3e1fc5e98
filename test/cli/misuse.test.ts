import { describe, expect, it } from "vitest";
import { strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const twoPhase = "test/reference/two-phase.ts";
const generals = "models/oral-messages.ts";

describe("wrong usage ends with 2 and one line that says what is wrong", () => {
  it.each([
    [["lst"], 'unknown command "lst"; did you mean "list"?'],
    [["explore", "x"], 'unknown command "explore"'],
    [["check", "--hlp"], 'unknown option "--hlp" of check; did you mean "--help"?'],
    [["check", "x", "--symmetry"], 'unknown option "--symmetry" of check'],
    [["check"], "name a MODEL, or give --all"],
    [["check", "--all", "--bug", "x"], "--all takes no --bug"],
    [["check", "--all", "--max-states", "3"], "--all takes no --max-states"],
    [["check", "--all", "two-phase-comit"], 'did you mean "two-phase-commit"?'],
    [["check", "two-phase-commit", "--update"], "--update is for --all only"],
    [["check", "--all", "nowhere.ts", "--update"], "nowhere.ts: no such file"],
    [["check", "x", "--scenario"], "option '--scenario <S>' argument missing"],
    [["check", "a", "b"], "too many arguments for 'check'"],
    [["check", "x", "--max-states", "0"], "--max-states: expected a whole number of at least 1"],
    [
      ["check", "x", "--nodes", "three"],
      '--nodes: expected a whole number of at least 0, actual "t',
    ],
    [["check", "x", "--timeout", "-1"], "--timeout: expected a number of seconds above 0"],
    [["check", "x", "--param", "rms"], '--param: expected NAME=VALUE, actual "rms"'],
    [
      ["check", "x", "--method", "guess"],
      '--method: expected one of search, composition, actual "guess"',
    ],
    [["check", "x", "--method", "search", "--method", "search"], "--method is given twice"],
    [
      ["check", generals, "--nodes", "2"],
      "--nodes: expected a whole number from 3 to 10, actual 2",
    ],
    [
      ["check", generals, "--nodes", "4", "--traitors", "5"],
      "--traitors: expected a whole number from 0 to 4, actual 5",
    ],
    [["bounds"], "missing required argument 'MODEL'"],
    [["bounds", "two-phase-comit"], 'did you mean "two-phase-commit"?'],
    [["check", "x", "--expect", "pass"], "--expect: expected one of holds-within-bounds"],
    [["check", "x", "--force"], "--force is for --out and --dump only"],
    [["check", "x", "--out", "package.json"], "is a file, not a folder"],
    [["check", "two-phase-comit"], 'did you mean "two-phase-commit"?'],
    [["list", "two-phase-comit"], 'did you mean "two-phase-commit"?'],
    [["check", "test/reference/two-phase"], "test/reference/two-phase: no such file"],
    [["check", "vitest.config"], "ends as .ts or .js does: did you mean vitest.config.ts?"],
    [["check", "nowhere.ts"], "nowhere.ts: no such file"],
    [["check", "test/cli/"], "test/cli/: not a file"],
    [
      ["check", twoPhase, "--scenario", "rms-4"],
      'scenario "rms-4" of two-phase; did you mean "rms-',
    ],
    [["check", twoPhase, "--bug", "commits"], 'unknown bug "commits" of two-phase'],
    [["check", twoPhase, "--property", "commit"], 'of two-phase; did you mean "commits"?'],
    [["check", twoPhase, "--param", "rm=3"], 'unknown parameter "rm" of two-phase'],
    [["check", twoPhase, "--param", "rms=99"], "--param rms: expected a whole number from 1 to 9"],
    [["check", twoPhase, "--param", "rms=2", "--param", "rms=3"], '"rms" is given twice'],
    [["check", twoPhase, "--bug", "a", "--bug", "b"], "--bug is given twice"],
    [["check", twoPhase, "--max-states", "3", "--max-states", "4"], "--max-states is given twice"],
    [["check", twoPhase, "--nodes", "3"], 'unknown parameter "nodes" of two-phase'],
    [["replay"], "missing required argument 'FILE'"],
    [["replay", "nowhere.json"], "nowhere.json: no such file"],
    [["replay", "test"], "test: a folder, not a file"],
  ])("%j", async (args, message) => {
    const { status, out, err } = await strategos(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(/^strategos: [^\n]*\n$/);
    expect(err).toContain(message);
  });

  it("shows the commands where none is given", async () => {
    const { status, out, err } = await strategos([]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain("Commands:");
  });
});

describe("help", () => {
  it.each([[[]], [["list"]], [["check"]], [["bounds"]], [["replay"]], [["conform"]]])(
    "of %j has an example",
    async (command) => {
      const { status, out, err } = await strategos([...command, "--help"]);
      expect({ status, err }).toEqual({ status: 0, err: "" });
      expect(out).toContain(["Usage: strategos", ...command].join(" "));
      expect(out).toMatch(/Example:\n {2}\$ strategos \w/);
    },
  );
});

describe("a module that is no model", () => {
  const folder = temporaryFolder();
  write(folder, "beside.ts", "const fine = 1;", "const wrong = ;", "export default fine;");
  const language = 'import * as language from "strategos/model";';

  it.each([
    ["reads.ts", ["", "interface A {", "  x: 1;", "}", "const b: = 2;"], "reads.ts:5:9: "],
    [
      "throws.ts",
      ["", "type A = 1;", 'throw new Error("no\\u001b[31m");'],
      "throws.ts:3: no\\u{1b}[31m",
    ],
    ["type-error.ts", [language, "", "language.zork();"], "type-error.ts:3: TypeError: "],
    ["imports.ts", ['import "./nowhere.ts";'], "imports.ts:1: Cannot find module './nowhere.ts'"],
    ["through.ts", ['import "./beside.ts";'], "beside.ts:2:14: "],
    ["five.ts", ["throw 5;"], "five.ts: throws 5 while it is loaded"],
    ["none.ts", ["export const model = 1;"], "none.ts exports no model"],
    ["empty.ts", ["export default {};"], "empty.ts exports no model"],
    ["common.cjs", ["module.exports = 3;"], "common.cjs exports no model"],
  ])("is refused with its place: %s", async (name, lines, message) => {
    write(folder, name, ...lines);
    const { status, out, err } = await strategos(["check", `./${name}`], { cwd: folder });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(message);
  });
});
