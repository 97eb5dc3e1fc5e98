import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { destinationIn } from "../../checks/cli/destination.ts";
import { UsageError, type Step } from "../../checks/index.ts";
import { root, strategos, strategosHere, temporaryFolder, write } from "./strategos.ts";

const twoPhase = "test/reference/two-phase.ts";
const bug = ["--bug", "commits-when-one-is-prepared"];

describe("the report of a check", () => {
  it("tells bounds, verdict, counts and properties of what holds", async () => {
    const { status, out, err } = await strategos(["check", "two-phase-commit"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("two-phase-commit, scenario nobody-crashes");
    expect(out).toContain("holds within these bounds");
    expect(out).toMatch(/[\d,]+ states, [\d,]+ generated transitions, depth \d+, [\d.]+ s/);
    expect(out).toMatch(/atomicity +always +holds/);
    expect(out).toMatch(/commits +sometimes +met after \d+ actions/);
    expect(out).not.toMatch(/\bproved|\bproven|\[\d+m/);
  });

  it("tells a counterexample step by step, and the command that shows it again", async () => {
    const { status, out } = await strategos(["check", twoPhase, ...bug]);
    expect(status).toBe(0);
    expect(out).toContain("violated: consistent");
    expect(out).toMatch(
      / 1 .*● .* rm\d on request RMPrepare, sends Prepared .*\n.* working -> prepared/,
    );
    expect(out).toMatch(/ 2 .*○.* manager receives Prepared from rm\d\n.* prepared: \+ rm\d /);
    expect(out).toMatch(
      /violates consistent \(test\/reference\/two-phase.ts:\d+\), broken by rm\d and rm\d:\n/,
    );
    expect(out).toContain(`  npx strategos check ${twoPhase} ${bug.join(" ")}\n`);
    // A command stays in one line: it is to be pasted.
    const lines = out.split("\n").filter((line) => !line.startsWith("  npx "));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it("names the line of each rule, of built and of loaded models", async () => {
    const named = ["check", "two-phase-commit", "--bug", "decides-on-first-vote", "--json"];
    const built = await strategos(named);
    const loaded = await strategos(["check", twoPhase, ...bug, "--json"]);
    const here = await strategosHere(named);
    for (const { out } of [built, loaded, here]) {
      const { steps } = JSON.parse(out).counterexample as { steps: readonly Step[] };
      for (const { source, rule } of steps) {
        const [file = "", line = ""] = source!.split(":");
        const lines = readFileSync(join(root, file), "utf8").split("\n");
        expect(lines[Number(line) - 1]).toContain(`${rule!.split(".")[1]}: `);
      }
    }
  });
});

describe("the report of a check with traitors", () => {
  const generals = "models/oral-messages.ts";

  it("tells who lies to whom, and the command that shows it again", async () => {
    const { status, out, err } = await strategosHere(["check", generals]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("adversary  1 traitor among 3 nodes, in 3 coalitions; at most ");
    expect(out).toContain("counterexample: 1 lie, 2 messages read; traitor: lieutenant");
    expect(out).toMatch(
      / reads Report \{path: \[lieutenant\d\], order: \w+\} from \w+\n[ │]+<< LIE:/,
    );
    expect(out).toMatch(/\n {2}lieutenant\d +\(traitor\)\n/);
    expect(out).toContain(`  npx strategos check ${generals}\n`);
  });

  it("says that a composition is one, with the same lies as a search", async () => {
    const args = ["check", generals, "--nodes", "4", "--traitors", "1", "--param", "m=2"];
    const search = await strategosHere([...args, "--method", "search"]);
    const composed = await strategosHere([...args, "--method", "composition"]);
    expect([search.status, composed.status]).toEqual([1, 1]);
    expect(search.out).toContain("method     search\n");
    expect(composed.out).toContain("method     composition of sub-instances; its states are outc");
    expect(composed.out).toContain(" outcome vectors, ");
    expect(composed.out).toContain(" --param m=2\n");
    const headline = /counterexample: 2 lies, \d+ messages read/;
    expect(composed.out.match(headline)?.[0]).toBe(search.out.match(headline)?.[0]);
    expect(composed.out).toContain(`check ${generals} --method composition --param nodes=4`);
  });

  it("says that too few loyal nodes are vacuous", async () => {
    const args = ["check", generals, "--nodes", "3", "--traitors", "2"];
    const { status, out } = await strategosHere(args);
    expect(status).toBe(1);
    expect(out).toContain("fewer than two loyal nodes remain, and there is nobody to agree with");
  });

  it("refuses a composition of a model that declares none", async () => {
    const args = ["check", "two-phase-commit", "--method", "composition"];
    const { status, err } = await strategosHere(args);
    expect(status).toBe(2);
    expect(err).toMatch(/^strategos: method composition: [^\n]*\n$/);
  });
});

describe("the program", () => {
  it("may be executed as it was built", () => {
    accessSync(join(root, "dist/checks/cli/main.js"), constants.X_OK);
  });
});

describe("the exit status of a check", () => {
  it.each([
    [0, ["two-phase-commit", "--scenario", "coordinator-crashes"]],
    [0, ["two-phase-commit", "--scenario", "coordinator-crashes", "--property", "atomicity"]],
    [0, ["two-phase-commit", "--param", "participants=2"]],
    [0, ["two-phase-commit", "--max-states", "10", "--expect", "budget-exceeded"]],
    [1, ["two-phase-commit", "--expect", "violated"]],
    [1, ["two-phase-commit", "--scenario", "coordinator-crashes", "--param", "participants=2"]],
    [3, ["two-phase-commit", "--max-states", "10"]],
    [3, ["two-phase-commit", "--max-depth", "3"]],
    [3, ["two-phase-commit", "--timeout", "0.001"]],
    [3, ["two-phase-commit", "--max-memory", "1"]],
  ])("is %i: %j", async (expected, args) => {
    expect((await strategosHere(["check", ...args])).status).toBe(expected);
  });

  it("is 3 where three quarters of the free memory are used up, and says so", async () => {
    const args = ["check", twoPhase, "--scenario", "rms-9"];
    const { status, out } = await strategos(args, { freeMemory: 64 });
    expect(status).toBe(3);
    expect(out).toMatch(
      /Stopped by memory \(three quarters of what was free when it began, \d+ MiB in all\)/,
    );
  });

  it("is 3 after a first Ctrl-C, with what was covered", async () => {
    const args = ["check", twoPhase, "--scenario", "rms-9", "--json"];
    const { status, out } = await strategos(args, { interruptAfter: 1_500 });
    expect(status).toBe(3);
    const { verdict, stopped } = JSON.parse(out);
    expect({ verdict, stopped }).toEqual({ verdict: "budget-exceeded", stopped: "interrupt" });
  });

  it("is that of the answer where nobody reads it", async () => {
    const all = ["check", "two-phase-commit", "--json"];
    const { status, err } = await strategos(all, { closeOutput: true });
    expect({ status, err }).toEqual({ status: 0, err: "" });
  });
});

describe("--out", () => {
  const folder = temporaryFolder();

  it("writes the document, refuses to replace it, and replaces it with --force", async () => {
    const out = join(folder, "a/b");
    const file = join(out, "trace.json");
    const args = ["check", twoPhase, ...bug, "--out", out];
    const first = await strategosHere(args);
    const ends = ["json", "itf.json", "mmd", "shiviz.log", "test.ts", "html"];
    const names = ends.map((end) => `trace.${end}`);
    expect(first.out).toContain(names.map((name) => `wrote ${join(out, name)}\n`).join(""));
    expect(readdirSync(out).toSorted()).toEqual(names.toSorted());
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      $schema: "strategos/schemas/check.schema.json",
      version: 1,
      model: "two-phase",
      module: relative(out, join(root, twoPhase)),
      property: "consistent",
    });
    writeFileSync(file, "mine");
    const second = await strategosHere(args);
    expect(second).toMatchObject({ status: 2, out: "" });
    expect(second.err).toContain("--force");
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await strategosHere([...args, "--force", "--json"])).status).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ property: "consistent" });
  });

  it.each(["trace.itf.json", "trace.test.ts"])(
    "writes nothing where there is a %s",
    async (name) => {
      const out = temporaryFolder();
      write(out, name, "mine");
      const { status, err } = await strategosHere(["check", twoPhase, ...bug, "--out", out]);
      expect({ status, files: readdirSync(out) }).toEqual({ status: 2, files: [name] });
      expect(err).toContain(`${join(out, name)} exists; --force replaces it`);
      mkdirSync(join(out, "trace.json"));
      const forced = await strategosHere(["check", twoPhase, ...bug, "--out", out, "--force"]);
      expect(forced.err).toContain(`${join(out, "trace.json")} exists, and is not a file`);
      expect(readFileSync(join(out, name), "utf8")).toBe("mine\n");
    },
  );

  it("writes nothing where a file has come up while it searched", () => {
    const out = temporaryFolder();
    const destination = destinationIn(out, ["a", "b"], false);
    write(out, "b", "theirs");
    expect(() => destination.write(["1", "2"])).toThrow(UsageError);
    expect(readdirSync(out)).toEqual(["b"]);
    destinationIn(out, ["a", "b"], true).write(["1", "2"]);
    const texts = ["a", "b"].map((name) => readFileSync(join(out, name), "utf8"));
    expect({ texts, files: readdirSync(out) }).toEqual({ texts: ["1", "2"], files: ["a", "b"] });
  });

  it("says when there is nothing to write, and leaves no folder behind", async () => {
    const { out } = await strategosHere(["check", twoPhase, "--out", join(folder, "new/holds")]);
    expect(out).toContain("no counterexample, so --out had nothing to write");
    expect(existsSync(join(folder, "new"))).toBe(false);
  });
});

describe("a model of one's own", () => {
  const folder = temporaryFolder();
  const counter = (rule: string, initial: string): readonly string[] => [
    'import { Schema as S } from "@effect/schema";',
    'import { match } from "ts-pattern";',
    'import { always, become, int, sometimes, vocabulary } from "strategos/model";',
    "interface Unused { readonly of: typeof match }",
    "const { model, observe, rules } = vocabulary({",
    "  parameters: S.Struct({ most: int(1, 9) }),",
    '  roles: { one: { state: S.Struct({ count: int(0, "most") }), requests: { Add: {} } } },',
    "});",
    "const one = rules.one({",
    `  Add: ${rule},`,
    "});",
    "const counts = observe({ one: ({ count }) => count });",
    "export default model({",
    '  name: "counter\\u001b[31m", source: "none", population: () => ({ one: 1 }),',
    `  initial: { one: () => [become({ count: ${initial} })] }, rules: { one },`,
    "  properties: {",
    "    low: always(counts, ({ one }) => one.every((count) => count < 3)),",
    "    moves: sometimes(counts, ({ one }) => one.includes(1)),",
    "  },",
    "  scenarios: { few: { parameters: { most: 2 } } }, bugs: {},",
    "});",
  ];
  const add =
    "({ count }, _, c) => count < c.parameters.most ? become({ count: count + 1 }) : null";

  it("prints to standard error, whatever it prints while it is loaded", async () => {
    write(folder, "prints.ts", 'console.log("hello");', ...counter(add, "0"));
    const { out, err } = await strategos(["check", "./prints.ts", "--json"], { cwd: folder });
    expect(err).toBe("hello\n");
    expect(JSON.parse(out)).toMatchObject({ version: 1, module: "prints.ts" });
  });

  it("is loaded with nothing installed beside it, and cannot colour the terminal", async () => {
    write(folder, "counter.ts", ...counter(add, "0"));
    const { status, out } = await strategosHere(["check", "./counter.ts"], { cwd: folder });
    expect({ status, coloured: out.includes("\u001b") }).toEqual({ status: 0, coloured: false });
    expect(out).toContain("counter\\u{1b}[31m, scenario few");
  });

  it("is judged with other parameters, and its rule is found", async () => {
    write(folder, "counter.ts", ...counter(add, "0"));
    const args = ["check", "./counter.ts", "--param", "most=4"];
    const { status, out } = await strategosHere(args, { cwd: folder });
    expect(status).toBe(1);
    expect(out).toContain("counter.ts:10");
    expect(out).toContain("strategos check ./counter.ts --param most=4");
  });

  it("is invalid where a rule strays: 2, with a line that names rule and field", async () => {
    write(folder, "stray.ts", ...counter("(node) => become({ count: node.count + 1 })", "0"));
    const text = await strategosHere(["check", "./stray.ts"], { cwd: folder });
    const json = await strategosHere(["check", "./stray.ts", "--json"], { cwd: folder });
    expect([text.status, json.status]).toEqual([2, 2]);
    expect(text.out).toContain("invalid model");
    expect(text.err).toMatch(/^strategos: [^\n]*stray\.ts:10: one\.Add: [^\n]*count[^\n]*\n$/);
    expect(JSON.parse(json.out)).toMatchObject({ verdict: "invalid-model" });
  });

  it("is told of once where one terminal shows the report and the complaint", async () => {
    write(folder, "stray.ts", ...counter("(node) => become({ count: node.count + 1 })", "0"));
    const streams = [process.stdout, process.stderr];
    const before = streams.map(({ isTTY }) => isTTY);
    for (const stream of streams) stream.isTTY = true;
    try {
      const { status, out, err } = await strategosHere(["check", "./stray.ts"], { cwd: folder });
      // What is left of the line of progress, which is gone from the screen.
      expect({ status, err: stripVTControlCharacters(err).trim() }).toEqual({ status: 2, err: "" });
      expect(out).toMatch(/^problem +[^\n]*\n(?:[^\n]*\n)*place +\S*stray\.ts:10$/m);
    } finally {
      for (const [at, stream] of streams.entries()) stream.isTTY = before[at]!;
    }
  });

  it("is vacuous where too little happens: 1", async () => {
    write(folder, "idle.ts", ...counter("() => null", "0"));
    const { status, out } = await strategosHere(["check", "./idle.ts"], { cwd: folder });
    expect(status).toBe(1);
    expect(out).toContain("vacuous");
    expect(out).toContain("0 of 1 fired; never: one.Add");
  });
});
