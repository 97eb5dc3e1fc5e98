/** The grid of `bounds` as GitHub shows it. */
import {
  agreementOf,
  boundsOf,
  columnsOf,
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
import { code, escaped } from "./markdown.ts";

export const gridMarkdown = (drawn: Grid): string => {
  const grid = harmlessGrid(drawn);
  const title = escaped(`## ${titleOf(grid)}: ${SUBJECT}`);
  const parts = partsOf(grid, (sentence) => `${timeOf(grid)}; ${sentence}`);
  return `${[title, ...parts].join("\n\n")}\n`;
};

/** Without a heading, and without the time that it took: the same on every machine. */
export const gridBody = (drawn: Grid): string =>
  partsOf(harmlessGrid(drawn), (sentence) =>
    sentence.replace(/^[a-z]/, (first) => first.toUpperCase()),
  ).join("\n\n");

const partsOf = (grid: Grid, told: (sentence: string) => string): readonly string[] => {
  const [sentence, ...differing] = agreementOf(grid);
  const parts = [
    [escaped(boundsOf(grid).join("; "))],
    tableOf(grid),
    legendOf(grid).map((line) => `- ${escaped(line)}`),
    [escaped(told(sentence))],
    differing.map((line) => `- ${escaped(line)}`),
    failuresOf(grid),
  ];
  const filled = parts.filter((lines) => lines.some((line) => line !== ""));
  return filled.map((lines) => lines.join("\n"));
};

const tableOf = (grid: Grid): readonly string[] => {
  const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(" | ")} |`;
  const columns = columnsOf(grid);
  return [
    row(["nodes", ...columns.map((traitors) => `traitors ${traitors}`)]),
    `| ---: |${columns.map(() => " --- |").join("")}`,
    ...rowsOf(grid).map(([nodes, cells]) => row([String(nodes), ...cells.map(wordOf)])),
  ];
};

const failuresOf = (grid: Grid): readonly string[] => {
  const failing = failingOf(grid).map((cell) => {
    const what = escaped(`${placeOf(cell)}: ${failureOf(grid, cell)}`);
    return `- ${what}: ${code(grid.commandOf(cell))}`;
  });
  return failing.length === 0 ? [] : ["Counterexamples:", "", ...failing];
};
