import { describe, expect, it } from "vitest";
import { pageOfGrid } from "../../checks/reports/page/bounds-page.ts";
import type { BoundsPage, CellView } from "../../checks/reports/page/document.ts";
import { htmlOf } from "../../checks/reports/page/html.ts";
import { GRID, idOf } from "../../pages/bounds/ids.ts";
import { broken, cell, failureOf, gridOf, nothing } from "./grids.ts";
import { documentIn } from "./page-in.ts";

const cellsOf = ({ rows }: BoundsPage): readonly CellView[] => rows.flatMap(({ cells }) => cells);

describe("the page of a grid", () => {
  it("has rows by nodes, and of each cell what the terminal says", () => {
    const empty = cell(3, 2, { verdict: "n/a", expected: "n/a", ...nothing });
    const composed = cell(4, 2, { ...broken, expected: "violated", method: "composition" });
    const cells = [cell(3, 1, { ...broken, expected: "violated" }), empty, cell(4, 1), composed];
    const page = pageOfGrid(gridOf(cells), []);
    const shown = { difference: null, counterexample: null };
    const fails = { verdict: "violated" };
    const searched = ["1,234 states by search", "72 strategies", "0.25 s"];
    expect(page).toEqual({
      kind: "bounds",
      title: "oral-messages: verdicts by nodes and traitors",
      bounds: ["m = traitors", "synchronous rounds"],
      traitors: [1, 2],
      rows: [
        {
          nodes: 3,
          cells: [
            {
              ...shown,
              ...fails,
              nodes: 3,
              traitors: 1,
              place: "nodes 3, traitors 1",
              word: "violated: 1 lie",
              details: ["ic2, 1 lie, 2 messages", ...searched],
            },
            {
              ...shown,
              nodes: 3,
              traitors: 2,
              place: "nodes 3, traitors 2",
              verdict: "n/a",
              word: "n/a",
              details: [],
            },
          ],
        },
        {
          nodes: 4,
          cells: [
            {
              ...shown,
              nodes: 4,
              traitors: 1,
              place: "nodes 4, traitors 1",
              verdict: "holds-within-bounds",
              word: "holds",
              details: searched,
            },
            {
              ...shown,
              ...fails,
              nodes: 4,
              traitors: 2,
              place: "nodes 4, traitors 2",
              word: "violated: 1 lie*",
              details: [
                "ic2, 1 lie, 2 messages",
                "1,234 outcome vectors by composition",
                "72 strategies",
                "0.25 s",
              ],
            },
          ],
        },
      ],
      legend: [
        "* by composition of sub-instances, 1,234 outcome vectors in all; the others by search",
        "holds: within the bounds of its cell, which say nothing about larger ones",
        "n/a: fewer than two loyal nodes, so there is nobody to agree with",
      ],
      summary: ["4 cells in 0.75 s", "all 4 verdicts are those that theory predicts"],
      excerpts: {},
    });
  });

  it("marks a cell that differs from the theory, and none that is unknown", () => {
    const stopped = { verdict: "budget-exceeded", ...nothing } as const;
    const page = pageOfGrid(gridOf([cell(3, 1, broken), cell(4, 1, stopped)]), []);
    expect(cellsOf(page).map(({ word, difference }) => [word, difference])).toEqual([
      ["violated: 1 lie", "expected holds-within-bounds, actual violated"],
      ["unknown", null],
    ]);
    expect(page.summary.slice(1)).toEqual([
      "as theory predicts: 0 of 2 verdicts; not so:",
      "nodes 3, traitors 1: expected holds-within-bounds, actual violated",
    ]);
  });

  it("has the counterexample of a cell that fails, and the sources of its rules once", async () => {
    const failures = [await failureOf(3, 1), null];
    const page = pageOfGrid(gridOf([cell(3, 1, broken), cell(4, 1)]), failures);
    const [failing, holding] = cellsOf(page);
    expect(holding?.counterexample).toBeNull();
    expect(failing?.counterexample).toMatchObject({
      heading: "counterexample: 1 lie, 2 messages read; traitor: lieutenant2",
      end: "violates ic2",
      isBad: true,
      commands: ["check --nodes 3 --traitors 1"],
    });
    const places = failing?.counterexample?.steps.flatMap((step) => step.places) ?? [];
    const property = failing?.counterexample?.trace.why?.source ?? "";
    expect(Object.keys(page.excerpts).toSorted()).toEqual(
      [...new Set([...places, property])].toSorted(),
    );
  });

  it("counts the lies among many messages, which stand beside the sentence", async () => {
    const page = pageOfGrid(gridOf([cell(6, 2, broken)]), [await failureOf(6, 2)]);
    const { steps, lies } = cellsOf(page)[0]!.counterexample!;
    expect(lies).toHaveLength(6);
    expect(steps.at(-1)?.sentence).toBe("lieutenant3 reads 12 messages, 4 of them lies");
    expect(steps.map(({ sentence }) => sentence ?? "").join()).not.toContain("LIE");
  });
});

describe("the address of a cell", () => {
  it("names its nodes and traitors, and is never that of the grid", () => {
    expect(idOf({ nodes: 3, traitors: 1 })).toBe("nodes-3-traitors-1");
    expect(idOf({ nodes: 3, traitors: 1 })).not.toBe(GRID);
  });
});

describe("names in the page of a grid", () => {
  it("end no element, begin none, and hide nothing", () => {
    const evil = "</script><script>alert(1)</script>\u202e\u0007";
    const failing = cell(3, 1, { ...broken, property: evil, parameters: { [evil]: evil } });
    const page = pageOfGrid(gridOf([failing], { model: evil, bug: evil, bounds: [evil] }), []);
    const html = htmlOf(page);
    expect(documentIn(html)).toEqual(page);
    expect(html).not.toContain("<script>alert");
    expect(JSON.stringify(page)).not.toMatch(/\p{Cc}|\p{Cf}/u);
    expect(cellsOf(page)[0]?.details[0]).toBe(
      "</script><script>alert(1)</script>\\u{202e}\\u{7}, 1 lie, 2 messages",
    );
  });
});
