import { describe, expect, it } from "vitest";
import { statusOfCell } from "../../checks/cli/cells.ts";
import { axesOf } from "../../checks/cli/ranges.ts";
import type { Cell } from "../../checks/reports/documents.ts";
import oralMessages from "../../models/oral-messages.ts";
import { document, strategos, strategosHere, temporaryFolder, write } from "./strategos.ts";

const model = "models/oral-messages.ts";
const generals = ["bounds", model];
const cellsOf = async (...args: readonly string[]): Promise<readonly Cell[]> =>
  (await document([...generals, ...args]))["cells"] as readonly Cell[];

describe("bounds", () => {
  it("prints the grid of the paper, and how to see each failure", async () => {
    const args = [...generals, "--nodes", "3..4", "--traitors", "0..2"];
    const { status, out, err } = await strategosHere(args);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("bounds  m = traitors; synchronous rounds\n");
    expect(out).toMatch(/ 3 +holds +violated: 1 lie +n\/a\n/);
    expect(out).toMatch(/ 4 +holds +holds +violated: 2 lies\n/);
    expect(out).toContain("all 6 verdicts are those that theory predicts\n");
    expect(out).toContain(
      `nodes 3, traitors 1  ic2, 1 lie, 2 messages   npx strategos check ${model} ` +
        "--nodes 3 --traitors 1\n",
    );
    expect(out).not.toMatch(/prove[dn]|\[\d+m/);
  });

  it("says the same as JSON, cells by nodes and then by traitors", async () => {
    const args = [...generals, "--nodes", "3..4", "--traitors", "1..2", "--format", "json"];
    const { out } = await strategosHere(args);
    const { cells, ...head } = JSON.parse(out) as { cells: readonly Cell[] };
    expect(head).toEqual({ version: 1, model: "oral-messages", bug: null });
    expect(cells.map(({ nodes, traitors }) => [nodes, traitors])).toEqual([
      [3, 1],
      [3, 2],
      [4, 1],
      [4, 2],
    ]);
    expect(cells[0]).toMatchObject({
      parameters: { nodes: 3, traitors: 1, m: 1 },
      verdict: "violated",
      expected: "violated",
      method: "search",
      lies: 1,
      length: 2,
      property: "ic2",
    });
    expect(cells[1]).toEqual({
      nodes: 3,
      traitors: 2,
      parameters: { nodes: 3, traitors: 2, m: 2 },
      verdict: "n/a",
      expected: "n/a",
      method: null,
      states: 0,
      seconds: 0,
      lies: null,
      length: null,
      property: null,
      strategies: null,
    });
    expect(cells[2]).toMatchObject({ verdict: "holds-within-bounds", lies: null, length: null });
  });

  it("says it as Markdown", async () => {
    const args = [...generals, "--nodes", "3..4", "--traitors", "1", "--format", "markdown"];
    const { status, out } = await strategosHere(args);
    expect(status).toBe(0);
    expect(out).toContain("| nodes | traitors 1 |\n| ---: | --- |\n| 3 | violated: 1 lie |\n");
    expect(out).toContain(`\`npx strategos check ${model} --nodes 3 --traitors 1\``);
  });

  it("takes other parameters, which follow neither axis then", async () => {
    const args = ["--nodes", "4..5", "--traitors", "1", "--param", "m=2"];
    const cells = await cellsOf(...args);
    expect(cells.map(({ verdict, lies }) => [verdict, lies])).toEqual([
      ["violated", 2],
      ["holds-within-bounds", null],
    ]);
    const { out } = await strategosHere([...generals, ...args]);
    expect(out).toContain("bounds  m = 2; ");
    expect(out).toContain(`check ${model} --nodes 4 --traitors 1 --param m=2\n`);
  });

  it("has more traitors than nodes in cells that say nothing", async () => {
    const cells = await cellsOf("--nodes", "3..4", "--traitors", "4");
    expect(cells.map(({ verdict, states }) => [verdict, states])).toEqual([
      ["n/a", 0],
      ["n/a", 0],
    ]);
  });
});

describe("the exit status of bounds", () => {
  const one = ["--nodes", "4", "--traitors", "1"];

  it("is 1 with a bug that changes the grid, which is still compared with the theory", async () => {
    const args = [...generals, ...one, "--bug", "one-round-too-few"];
    const { status, out } = await strategosHere(args);
    expect(status).toBe(1);
    expect(out).toContain("nodes 4, traitors 1: expected holds-within-bounds, actual violated");
    expect(out).toContain(`check ${model} --nodes 4 --traitors 1 --bug one-round-too-few\n`);
  });

  it("is 3 where a limit ends the search of a cell", async () => {
    const args = [...generals, ...one, "--max-states", "5"];
    const { status, out } = await strategosHere(args);
    expect(status).toBe(3);
    expect(out).toMatch(/ 4 +unknown\n/);
    expect(out).toContain("as theory predicts: 0 of 1 verdict; the others are unknown");
  });

  const cell = (verdict: Cell["verdict"], expected: Cell["expected"]): Cell =>
    ({ verdict, expected }) as Cell;

  it.each([
    [0, cell("violated", "violated")],
    [0, cell("violated", null)],
    [0, cell("violated", "n/a")],
    [0, cell("n/a", "n/a")],
    [1, cell("violated", "holds-within-bounds")],
    [1, cell("n/a", "violated")],
    [1, cell("vacuous", null)],
    [3, cell("budget-exceeded", "holds-within-bounds")],
    [3, cell("budget-exceeded", null)],
  ])("is %i for a cell %j", (status, judged) => {
    expect(statusOfCell(judged)).toBe(status);
  });
});

describe("the axes of bounds", () => {
  it("begin with the least that the model allows, unless they are given", () => {
    expect(axesOf(oralMessages, {}, {})).toEqual({
      nodes: { least: 3, most: 7 },
      traitors: { least: 0, most: 2 },
    });
    expect(axesOf(oralMessages, { nodes: "9", traitors: "0..9" }, {})).toEqual({
      nodes: { least: 9, most: 9 },
      traitors: { least: 0, most: 9 },
    });
  });
});

describe("bounds refuses with 2 and one line", () => {
  const nodes = (typed: string): string =>
    `--nodes: expected a range within 3..10 such as 3..7, actual "${typed}"`;
  const traitors = (typed: string, most = 7): string =>
    `--traitors: expected a range within 0..${most} such as 0..2, actual "${typed}"`;

  it.each([
    [["--nodes", "5..3"], nodes("5..3")],
    [["--nodes", "3.."], nodes("3..")],
    [["--nodes", "..5"], nodes("..5")],
    [["--nodes", "three"], nodes("three")],
    [["--nodes", "3...5"], nodes("3...5")],
    [["--nodes", "2..5"], nodes("2..5")],
    [["--nodes", "3..11"], nodes("3..11")],
    [["--nodes", ""], nodes("")],
    [["--nodes", "-1"], nodes("-1")],
    [["--traitors", "2..1"], traitors("2..1")],
    [["--traitors", "1.5"], traitors("1.5")],
    [["--nodes", "3..4", "--traitors", "0..5"], traitors("0..5", 4)],
    [["--nodes", "3", "--nodes", "4"], "--nodes is given twice"],
    [["--param", "nodes=4"], "--param nodes: here it is a range, such as --nodes 3..4"],
    [["--param", "m=11"], "--param m: expected a whole number from 0 to 10, actual 11"],
    [["--param", "m=1", "--param", "m=2"], 'parameter "m" is given twice'],
    [
      ["--bug", "one-round-too-fw"],
      'unknown bug "one-round-too-fw" of oral-messages; did you mean "one-round-too-few"? ' +
        "(known: keeps-own-order-on-a-tie, one-round-too-few, believes-any-relayer)",
    ],
    [["--format", "html"], '--format: expected one of text, json, markdown, actual "html"'],
    [["--format", "text", "--json"], "--json is --format json; drop it, or --format text"],
    [["--max-states", "0"], '--max-states: expected a whole number of at least 1, actual "0"'],
    [["--scenario", "x"], 'unknown option "--scenario" of bounds'],
  ])("%j", async (args, message) => {
    const { status, out, err } = await strategosHere([...generals, ...args]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(/^strategos: [^\n]*\n$/);
    expect(err).toContain(`strategos: ${message}`);
  });

  it("a model without the two axes", async () => {
    const { status, err } = await strategosHere(["bounds", "two-phase-commit"]);
    expect(status).toBe(2);
    expect(err).toBe(
      "strategos: bounds varies the parameters nodes and traitors, and two-phase-commit has no " +
        "nodes and no traitors\n",
    );
  });
});

describe("bounds of a model of one's own", () => {
  const folder = temporaryFolder();
  const voters = (counted: string, rule: string, most = 1): readonly string[] => [
    'import { Schema as S } from "@effect/schema";',
    'import { always, become, int, sometimes, vocabulary } from "strategos/model";',
    "const { model, observe, rules } = vocabulary({",
    "  parameters: S.Struct({ nodes: int(2, 9), traitors: int(0, 1) }),",
    "  synchronous: true,",
    "  roles: { voter: { state: S.Struct({ voted: int(0, 1), seed: int(0, 9) }) } },",
    "});",
    `const voter = rules.voter({ Round: ${rule} });`,
    "const votes = observe({ voter: ({ voted }) => voted });",
    "export default model({",
    '  name: "voters", source: "none", population: ({ nodes }) => ({ voter: nodes }),',
    `  ${counted}`,
    "  initial: {",
    `    voter: () => Array.from({ length: ${most} }, (_, seed) => become({ voted: 0, seed })),`,
    "  },",
    "  rules: { voter },",
    "  properties: {",
    "    low: always(votes, ({ voter }) => voter.every((voted) => voted < 2)),",
    "    all: sometimes(votes, ({ voter }) => voter.every((voted) => voted === 1)),",
    "  },",
    "  scenarios: { two: { parameters: { nodes: 2, traitors: 0 } } }, bugs: {},",
    "});",
  ];
  const vote = "(node, { round }) => round === 0 ? become({ ...node, voted: 1 }) : null";

  it("is refused where nothing says who the traitors are", async () => {
    write(folder, "nobody.ts", ...voters("", vote));
    const { status, err } = await strategosHere(["bounds", "./nobody.ts"], { cwd: folder });
    expect(status).toBe(2);
    expect(err).toBe(
      "strategos: voters has no traitors: it does not say which parameter counts them " +
        '(traitors: "traitors")\n',
    );
  });

  it("compares nothing where nothing is predicted", async () => {
    write(folder, "voters.ts", ...voters('traitors: "traitors",', vote));
    const args = ["bounds", "./voters.ts", "--nodes", "2..4"];
    const { status, out } = await strategosHere(args, { cwd: folder });
    expect(status).toBe(0);
    expect(out).toContain("the model predicts nothing, so nothing was compared");
    expect(out).toMatch(/ 2 +holds +n\/a\n +3 +holds +holds\n +4 +holds +holds\n/);
  });

  it("ends with 2 and one line where a rule strays", async () => {
    const strays = "(node, { round }) => round === 0 ? become({ ...node, voted: 2 }) : null";
    write(folder, "strays.ts", ...voters('traitors: "traitors",', strays));
    const { status, out, err } = await strategosHere(["bounds", "./strays.ts"], { cwd: folder });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(
      /^strategos: voters, nodes 2, traitors \d: [^\n]*strays\.ts:8: voter\.Round: [^\n]*\n$/,
    );
  });

  it("ends with 3 after a Ctrl-C, with what was found and the rest unknown", async () => {
    write(folder, "slow.ts", ...voters('traitors: "traitors",', vote, 10));
    const args = ["bounds", "./slow.ts", "--nodes", "2..9", "--traitors", "0", "--json"];
    const { status, out } = await strategos(args, { cwd: folder, interruptAfter: 2_000 });
    const { cells } = JSON.parse(out) as { cells: readonly Cell[] };
    expect(status).toBe(3);
    expect([cells[0]!.verdict, cells.at(-1)!.verdict, cells.length]).toEqual([
      "holds-within-bounds",
      "budget-exceeded",
      8,
    ]);
  });
});
