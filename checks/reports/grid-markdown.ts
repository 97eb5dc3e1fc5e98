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

export const gridMarkdown = (drawn: Grid): string => {
  const grid = harmlessGrid(drawn);
  const [sentence, ...differing] = agreementOf(grid);
  const parts = [
    [plain(`## ${titleOf(grid)}: verdicts by nodes and traitors`)],
    [plain(boundsOf(grid).join("; "))],
    tableOf(grid),
    legendOf(grid).map((line) => `- ${plain(line)}`),
    [plain(`${timeOf(grid)}; ${sentence}`)],
    differing.map((line) => `- ${plain(line)}`),
    failuresOf(grid),
  ];
  const filled = parts.filter((lines) => lines.some((line) => line !== ""));
  return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const tableOf = (grid: Grid): readonly string[] => {
  const row = (cells: readonly string[]): string => `| ${cells.map(plain).join(" | ")} |`;
  const columns = columnsOf(grid);
  return [
    row(["nodes", ...columns.map((traitors) => `traitors ${traitors}`)]),
    `| ---: |${columns.map(() => " --- |").join("")}`,
    ...rowsOf(grid).map(([nodes, cells]) => row([String(nodes), ...cells.map(wordOf)])),
  ];
};

const failuresOf = (grid: Grid): readonly string[] => {
  const failing = failingOf(grid).map((cell) => {
    const what = plain(`${placeOf(cell)}: ${failureOf(grid, cell)}`);
    return `- ${what}: ${code(grid.commandOf(cell))}`;
  });
  return failing.length === 0 ? [] : ["Counterexamples:", "", ...failing];
};

/** Nothing in it is a mark of Markdown, except that of a heading at its start. */
const plain = (text: string): string => text.replaceAll(/[\\`*_|<>[\]~]/g, "\\$&");

/** A span of code ends at as many backticks as it began with. */
const code = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  const space = longest === 0 ? "" : " ";
  return `${ticks}${space}${text}${space}${ticks}`;
};
