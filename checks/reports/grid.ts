/** A grid of verdicts, and what its text and its Markdown say alike. */
import { match } from "ts-pattern";
import type { CheckReport } from "../report.ts";
import { print } from "../schema/print.ts";
import type { Cell } from "./documents.ts";
import { counted, grouped, liesText, secondsText } from "./figures.ts";

export interface Grid {
  readonly model: string;
  readonly bug: string | null;
  readonly cells: readonly Cell[];
  /** Network and faults. */
  readonly bounds: readonly string[];
  /** Of the length of a counterexample: messages in rounds, and otherwise actions. */
  readonly unit: string;
  /** The command line that shows the counterexample of a cell. */
  readonly commandOf: (cell: Cell) => string;
}

type Cells = Pick<Grid, "cells">;

/** What a check says of its cell, but for the verdict. */
export const answerOf = ({
  method,
  states,
  seconds,
  property,
  counterexample,
  adversary,
}: CheckReport): Omit<Cell, "nodes" | "traitors" | "parameters" | "verdict" | "expected"> => ({
  method,
  states,
  seconds,
  lies: counterexample?.lies ?? null,
  length: counterexample?.length ?? null,
  property,
  strategies: adversary?.strategies ?? null,
});

/** `holds`, `violated: 1 lie`; with a mark where it was composed. */
export const wordOf = ({ verdict, lies, method }: Cell): string => {
  const word = match(verdict)
    .with("holds-within-bounds", () => "holds")
    .with("violated", () => (lies === null ? "violated" : `violated: ${liesText(lies)}`))
    .with("budget-exceeded", () => "unknown")
    .with("vacuous", "n/a", (same) => same)
    .exhaustive();
  return method === "composition" ? `${word}*` : word;
};

/** By nodes, each with its cells by traitors. */
export const rowsOf = ({ cells }: Cells): readonly (readonly [number, readonly Cell[]])[] => {
  const nodes = [...new Set(cells.map((cell) => cell.nodes))];
  return nodes.map((count) => [count, cells.filter((cell) => cell.nodes === count)]);
};

export const columnsOf = ({ cells }: Cells): readonly number[] => [
  ...new Set(cells.map(({ traitors }) => traitors)),
];

export const titleOf = ({ model, bug }: Grid): string =>
  `${model}${bug === null ? "" : ` with the bug ${bug}`}`;

export const SUBJECT = "verdicts by nodes and traitors";

/** Parameters that are on no axis, and the bounds that all cells share. */
export const boundsOf = (grid: Grid): readonly string[] => {
  const names = Object.keys(grid.cells[0]?.parameters ?? {});
  const others = names.filter((name) => name !== "nodes" && name !== "traitors");
  return [...others.map((name) => parameterText(grid, name)), ...grid.bounds];
};

/** `m = 1` where it is the same in every cell, `m = traitors` where it follows an axis. */
const parameterText = ({ cells }: Grid, name: string): string => {
  const values = cells.map(({ parameters }) => print(parameters[name]));
  const [first = ""] = values;
  if (values.every((value) => value === first)) return `${name} = ${first}`;
  const followed = (["traitors", "nodes"] as const).find((axis) =>
    cells.every((cell, index) => String(cell[axis]) === values[index]),
  );
  return followed === undefined ? `${name}: the model's default` : `${name} = ${followed}`;
};

/** What the words and marks of the grid mean, of those that are in it. */
export const legendOf = ({ cells }: Cells): readonly string[] => {
  const has = (verdict: Cell["verdict"]): boolean => cells.some((it) => it.verdict === verdict);
  const composed = cells.filter(({ method }) => method === "composition");
  const vectors = composed.reduce((sum, { states }) => sum + states, 0);
  const others = cells.some(({ method }) => method === "search") ? "; the others by search" : "";
  return [
    ...(composed.length === 0
      ? []
      : [
          `* by composition of sub-instances, ${counted(vectors, "outcome vector")} in all` +
            others,
        ]),
    ...(has("holds-within-bounds")
      ? ["holds: within the bounds of its cell, which say nothing about larger ones"]
      : []),
    ...(has("n/a") ? ["n/a: fewer than two loyal nodes, so there is nobody to agree with"] : []),
    ...(has("vacuous")
      ? ["vacuous: nothing is violated, but too little happens for that to count"]
      : []),
    ...(has("budget-exceeded") ? [UNKNOWN] : []),
  ];
};

export const timeOf = ({ cells }: Grid): string => {
  const seconds = cells.reduce((sum, cell) => sum + cell.seconds, 0);
  return `${counted(cells.length, "cell")} in ${secondsText(seconds)}`;
};

/** How far theory and practice agree: a sentence, and a line for each cell where they differ. */
export const agreementOf = (grid: Cells & Pick<Grid, "bug">): readonly [string, ...string[]] => {
  const { cells, bug } = grid;
  const predicted = cells.filter(({ expected }) => expected !== null);
  if (predicted.length === 0) return ["the model predicts nothing, so nothing was compared"];
  const differing = differingOf(grid);
  const theory = `theory predicts${bug === null ? "" : " of the model without the bug"}`;
  const all = counted(predicted.length, "verdict");
  const same = predicted.filter(({ verdict, expected }) => verdict === expected).length;
  const unknown = predicted.filter(({ verdict }) => verdict === "budget-exceeded").length;
  if (differing.length === 0 && unknown > 0)
    return [`as ${theory}: ${grouped(same)} of ${all}; the others are unknown`];
  if (differing.length === 0)
    return [
      predicted.length === 1
        ? `the verdict is the one that ${theory}`
        : `all ${all} are those that ${theory}`,
    ];
  return [
    `as ${theory}: ${grouped(same)} of ${all}; not so:`,
    ...differing.map((cell) => `${placeOf(cell)}: ${differenceText(cell)}`),
  ];
};

const UNKNOWN =
  "unknown: stopped before its end; or not begun, for more than 2,000,000 strategies or no end";

export const differenceText = ({ expected, verdict }: Cell): string =>
  `expected ${expected}, actual ${verdict}`;

/** Where nothing is claimed, or nothing was found, nothing can differ. */
export const differs = ({ expected, verdict }: Cell): boolean =>
  expected !== null && expected !== "n/a" && expected !== verdict && verdict !== "budget-exceeded";

export const differingOf = <C extends Cell>({
  cells,
}: {
  readonly cells: readonly C[];
}): readonly C[] => cells.filter(differs);

export const failingOf = ({ cells }: Grid): readonly Cell[] =>
  cells.filter(({ verdict }) => verdict === "violated");

export const placeOf = ({ nodes, traitors }: Cell): string =>
  `nodes ${nodes}, traitors ${traitors}`;

/** `ic2, 1 lie, 2 messages` */
export const failureOf = ({ unit }: Grid, { property, lies, length }: Cell): string =>
  [
    property ?? "violated",
    ...(lies === null ? [] : [liesText(lies)]),
    ...(length === null ? [] : [counted(length, unit)]),
  ].join(", ");
