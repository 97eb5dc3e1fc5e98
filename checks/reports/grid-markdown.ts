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
  timeOf,
  titleOf,
  wordOf,
  type Grid,
} from "./grid.ts";
import { harmlessGrid } from "./harmless-report.ts";
import { markdownCode, markdownText } from "./markdown.ts";

export const gridMarkdown = (drawn: Grid): string => {
  const grid = harmlessGrid(drawn);
  const [sentence, ...differing] = agreementOf(grid);
  const parts = [
    [markdownText(`## ${titleOf(grid)}: verdicts by nodes and traitors`)],
    [markdownText(boundsOf(grid).join("; "))],
    tableOf(grid),
    legendOf(grid).map((line) => `- ${markdownText(line)}`),
    [markdownText(`${timeOf(grid)}; ${sentence}`)],
    differing.map((line) => `- ${markdownText(line)}`),
    failuresOf(grid),
  ];
  const filled = parts.filter((lines) => lines.some((line) => line !== ""));
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const tableOf = (grid: Grid): readonly string[] => {
  const row = (cells: readonly string[]): string => `| ${cells.map(markdownText).join(" | ")} |`;
  const columns = columnsOf(grid);
  return [
    row(["nodes", ...columns.map((traitors) => `traitors ${traitors}`)]),
    `| ---: |${columns.map(() => " --- |").join("")}`,
    ...rowsOf(grid).map(([nodes, cells]) => row([String(nodes), ...cells.map(wordOf)])),
  ];
};

const failuresOf = (grid: Grid): readonly string[] => {
  const failing = failingOf(grid).map((cell) => {
    const what = markdownText(`${placeOf(cell)}: ${failureOf(grid, cell)}`);
    return `- ${what}: ${markdownCode(grid.commandOf(cell))}`;
  });
  return failing.length === 0 ? [] : ["Counterexamples:", "", ...failing];
};
