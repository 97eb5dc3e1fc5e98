import { describe, expect, it } from "vitest";
import type { Cell } from "../../checks/reports/documents.ts";
import type { Grid } from "../../checks/reports/grid.ts";
import { gridMarkdown } from "../../checks/reports/grid-markdown.ts";
import { gridText } from "../../checks/reports/grid-text.ts";

const cell = (nodes: number, traitors: number, part: Partial<Cell> = {}): Cell => ({
  nodes,
  traitors,
  parameters: { nodes, traitors, m: traitors },
  verdict: "holds-within-bounds",
  expected: "holds-within-bounds",
  method: "search",
  states: 10,
  seconds: 0.25,
  lies: null,
  length: null,
  property: null,
  strategies: null,
  ...part,
});

const broken = (lies: number, length: number): Partial<Cell> => ({
  verdict: "violated",
  expected: "violated",
  lies,
  length,
  property: "ic2",
});
const empty = { verdict: "n/a", expected: "n/a", method: null, states: 0, seconds: 0 } as const;

const gridOf = (cells: readonly Cell[], part: Partial<Grid> = {}): Grid => ({
  model: "oral-messages",
  bug: null,
  cells,
  bounds: ["synchronous rounds", "no crashes"],
  unit: "message",
  commandOf: ({ nodes, traitors }) => `check --nodes ${nodes} --traitors ${traitors}`,
  ...part,
});

const cells = [
  cell(3, 1, broken(1, 2)),
  cell(3, 2, empty),
  cell(4, 1),
  cell(4, 2, { ...broken(2, 8), method: "composition", states: 1234 }),
];

const linesOf = (text: string): readonly string[] => text.trimEnd().split("\n");

describe("the text of a grid", () => {
  it("has verdicts by nodes and traitors, what they mean, and how to see each failure", () => {
    expect(linesOf(gridText(gridOf(cells)))).toEqual([
      "oral-messages: verdicts by nodes and traitors",
      "bounds  m = traitors; synchronous rounds; no crashes",
      "",
      "         traitors",
      "  nodes  1                2",
      "  3      violated: 1 lie  n/a",
      "  4      holds            violated: 2 lies*",
      "",
      "* by composition of sub-instances, 1,234 outcome vectors in all; the others by search",
      "holds: within the bounds of its cell, which say nothing about larger ones",
      "n/a: fewer than two loyal nodes, so there is nobody to agree with",
      "",
      "4 cells in 0.75 s",
      "all 4 verdicts are those that theory predicts",
      "",
      "counterexamples",
      "  nodes 3, traitors 1  ic2, 1 lie, 2 messages   check --nodes 3 --traitors 1",
      "  nodes 4, traitors 2  ic2, 2 lies, 8 messages  check --nodes 4 --traitors 2",
    ]);
  });

  it("lists the cells that differ from the theory", () => {
    const stopped = { verdict: "budget-exceeded" } as const;
    const text = gridText(gridOf([cell(3, 1), cell(4, 1, broken(0, 3)), cell(5, 1, stopped)]));
    const surprising = { ...cell(4, 1, broken(0, 3)), expected: "holds-within-bounds" } as const;
    const worse = gridText(gridOf([cell(3, 1), surprising, cell(5, 1, stopped)], { bug: "tie" }));
    expect(text).toContain("as theory predicts: 2 of 3 verdicts; the others are unknown\n");
    expect(text).toContain("unknown: stopped before its end");
    expect(text).toContain("4      violated: no lies\n");
    expect(worse).toContain("oral-messages with the bug tie: verdicts");
    expect(worse).toContain(
      "as theory predicts of the model without the bug: 1 of 3 verdicts; not so:\n" +
        "  nodes 4, traitors 1: expected holds-within-bounds, actual violated\n",
    );
  });

  it("has words for a single cell too", () => {
    const text = gridText(gridOf([cell(4, 1, { method: "composition" })]));
    expect(text).toContain("* by composition of sub-instances, 10 outcome vectors in all\n");
    expect(text).toContain("1 cell in 0.25 s\nthe verdict is the one that theory predicts\n");
  });

  it("compares nothing where nothing is predicted", () => {
    const text = gridText(gridOf([cell(3, 1, { ...broken(1, 2), expected: null })]));
    expect(text).toContain("the model predicts nothing, so nothing was compared");
  });

  it.each([
    ["m = 1", [1, 1, 1, 1]],
    ["m = traitors", [1, 2, 1, 2]],
    ["m = nodes", [3, 3, 4, 4]],
    ["m: the model's default", [2, 1, 1, 2]],
  ])("says %s of a parameter that is on no axis", (wording, values) => {
    const with_ = cells.map((it, at) => ({
      ...it,
      parameters: { ...it.parameters, m: values[at]! },
    }));
    expect(gridText(gridOf(with_))).toContain(`bounds  ${wording}; synchronous rounds`);
  });

  it("never claims more than was checked, and cannot move the cursor", () => {
    const evil = "\u001b[2J|`";
    const failing = cell(3, 1, { ...broken(1, 2), property: evil, parameters: { [evil]: evil } });
    const grid = gridOf([failing], {
      model: evil,
      bug: evil,
      bounds: [evil],
      commandOf: () => evil,
    });
    for (const text of [gridText(grid), gridMarkdown(grid)]) {
      expect(text).not.toContain("\u001b");
      expect(text).not.toMatch(/prove[dn]/);
    }
  });
});

describe("the Markdown of a grid", () => {
  it("is a table, and a list of failures with their commands", () => {
    expect(linesOf(gridMarkdown(gridOf(cells)))).toEqual([
      "## oral-messages: verdicts by nodes and traitors",
      "",
      "m = traitors; synchronous rounds; no crashes",
      "",
      "| nodes | traitors 1 | traitors 2 |",
      "| ---: | --- | --- |",
      "| 3 | violated: 1 lie | n/a |",
      "| 4 | holds | violated: 2 lies\\* |",
      "",
      "- \\* by composition of sub-instances, 1,234 outcome vectors in all; the others by search",
      "- holds: within the bounds of its cell, which say nothing about larger ones",
      "- n/a: fewer than two loyal nodes, so there is nobody to agree with",
      "",
      "4 cells in 0.75 s; all 4 verdicts are those that theory predicts",
      "",
      "Counterexamples:",
      "",
      "- nodes 3, traitors 1: ic2, 1 lie, 2 messages: `check --nodes 3 --traitors 1`",
      "- nodes 4, traitors 2: ic2, 2 lies, 8 messages: `check --nodes 4 --traitors 2`",
    ]);
  });

  it("is not broken by a name with marks in it", () => {
    const failing = cell(3, 1, { ...broken(1, 2), property: "a|b_c" });
    const text = gridMarkdown(gridOf([failing], { commandOf: () => "check 'a`b'" }));
    expect(text).toContain(
      "- nodes 3, traitors 1: a\\|b\\_c, 1 lie, 2 messages: `` check 'a`b' ``",
    );
  });
});
