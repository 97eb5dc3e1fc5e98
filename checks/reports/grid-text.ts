/** The grid of `bounds` on a terminal. */
import type { Cell } from "./documents.ts";
import {
  agreementOf,
  boundsOf,
  columnsOf,
  differingOf,
  failingOf,
  failureOf,
  legendOf,
  placeOf,
  rowsOf,
  SUBJECT,
  timeOf,
  titleOf,
  wordOf,
  type Grid,
} from "./grid.ts";
import { harmlessGrid } from "./harmless-report.ts";
import { aligned, paint, wrapped, type Style } from "./terminal.ts";

export const gridText = (drawn: Grid): string => {
  const grid = harmlessGrid(drawn);
  const parts = [
    [
      `${paint("strong", titleOf(grid))}: ${SUBJECT}`,
      wrapped("bounds  ", boundsOf(grid).join("; ")),
    ],
    tableOf(grid),
    legendOf(grid).map((line) => wrapped("", line, 2)),
    [timeOf(grid), ...agreementLines(grid)],
    failureLines(grid),
  ];
  const filled = parts.filter((lines) => lines.length > 0);
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const tableOf = (grid: Grid): readonly string[] => {
  const rows = rowsOf(grid).map(([nodes, cells]) => [
    String(nodes),
    ...cells.map((cell) => paint(styleOf[cell.verdict], wordOf(cell))),
  ]);
  const head = ["nodes", ...columnsOf(grid).map((traitors) => `${traitors}`)];
  const faint = (cell: string): string => paint("faint", cell);
  const table = [["", "traitors"], head].map((row) => row.map(faint));
  return aligned([...table, ...rows]).map((line) => `  ${line}`);
};

const styleOf: Readonly<Record<Cell["verdict"], Style>> = {
  "holds-within-bounds": "good",
  violated: "bad",
  "budget-exceeded": "doubtful",
  vacuous: "doubtful",
  "n/a": "faint",
};

const agreementLines = (grid: Grid): readonly string[] => {
  const [sentence, ...differing] = agreementOf(grid);
  if (differing.length === 0) return [sentence];
  const wrong = differingOf(grid).some(({ verdict }) => verdict !== "budget-exceeded");
  return [
    paint(wrong ? "bad" : "doubtful", sentence),
    ...differing.map((line) => wrapped("  ", line)),
  ];
};

const failureLines = (grid: Grid): readonly string[] => {
  const rows = failingOf(grid).map((cell) => [
    `  ${placeOf(cell)}`,
    failureOf(grid, cell),
    grid.commandOf(cell),
  ]);
  return rows.length === 0 ? [] : [paint("strong", "counterexamples"), ...aligned(rows)];
};
