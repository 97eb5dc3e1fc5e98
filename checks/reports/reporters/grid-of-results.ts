/** The scenarios of a model with traitors as a grid: what was checked, and nothing besides. */
import type { Cell } from "../documents.ts";
import {
  agreementOf,
  answerOf,
  columnsOf,
  differingOf,
  legendOf,
  rowsOf,
  wordOf,
} from "../grid.ts";
import { cellCode, code, escaped } from "../markdown.ts";
import type { Result } from "./reporter.ts";

interface ResultCell extends Cell {
  readonly scenario: string;
}

/** Lines of Markdown; none where there are not two cells to compare. */
export const gridOfResults = (results: readonly Result[]): readonly string[] => {
  const cells = results
    .flatMap(cellsOf)
    .toSorted((a, b) => a.nodes - b.nodes || a.traitors - b.traitors);
  const grid = { cells, bug: null };
  const columns = columnsOf(grid).toSorted((a, b) => a - b);
  const rows = rowsOf(grid);
  if (rows.length * columns.length < 2) return [];
  const [sentence] = agreementOf(grid);
  return [
    `| nodes |${columns.map((traitors) => ` traitors ${traitors} |`).join("")}`,
    `| ---: |${columns.map(() => " --- |").join("")}`,
    ...rows.map(([nodes]) => {
      const told = columns.map((traitors) =>
        cellText(cells.filter((cell) => cell.nodes === nodes && cell.traitors === traitors)),
      );
      return `| ${nodes} | ${told.join(" | ")} |`;
    }),
    "",
    ...legendOf(grid).map((line) => `- ${escaped(line)}`),
    `- ${escaped(sentence)}`,
    ...differingOf(grid).map(
      ({ scenario, expected, verdict }) =>
        `  - ${code(scenario)}: expected ${expected}, actual ${verdict}`,
    ),
  ];
};

const cellsOf = (result: Result): readonly ResultCell[] => {
  const { predicted, bug, verdict, parameters, scenario } = result;
  const { nodes, traitors } = parameters;
  if (predicted === undefined || bug !== null || verdict === "invalid-model") return [];
  if (typeof nodes !== "number" || typeof traitors !== "number") return [];
  const answer = answerOf(result);
  return [{ scenario, nodes, traitors, parameters, verdict, expected: predicted, ...answer }];
};

/** Scenarios of the same size may differ in other bounds, so each answers for itself. */
const cellText = (cells: readonly ResultCell[]): string => {
  const [first, ...others] = cells;
  if (first === undefined) return "not checked";
  if (others.length === 0) return escaped(wordOf(first));
  return cells.map((cell) => `${cellCode(cell.scenario)} ${escaped(wordOf(cell))}`).join("<br>");
};
