/** The page of a grid: its cells, each with its counterexample if it fails. */
import type { Instance } from "../../model/instance.ts";
import type { Counterexample } from "../../report.ts";
import { strategiesText } from "../adversary-text.ts";
import type { Cell } from "../documents.ts";
import { secondsText, statesText } from "../figures.ts";
import {
  agreementOf,
  boundsOf,
  columnsOf,
  differenceText,
  differs,
  failureOf,
  legendOf,
  placeOf,
  rowsOf,
  SUBJECT,
  timeOf,
  titleOf,
  wordOf,
  type Grid,
} from "../grid.ts";
import { harmlessGrid } from "../harmless-report.ts";
import type { BoundsPage, CellView, TraceView } from "./document.ts";
import { excerptsIn } from "./trace-page.ts";
import { traceView } from "./trace-view.ts";

/** What was found where a cell fails. */
export interface Failure {
  readonly instance: Instance;
  readonly trace: Counterexample;
}

/** @param failures of the cells of the grid, in their order. */
export const pageOfGrid = (drawn: Grid, failures: readonly (Failure | null)[]): BoundsPage => {
  const grid = harmlessGrid(drawn);
  const traces = new Map(
    grid.cells.map((cell, at) => [cell, traceOf(grid, cell, failures[at] ?? null)]),
  );
  return {
    kind: "bounds",
    title: `${titleOf(grid)}: ${SUBJECT}`,
    bounds: boundsOf(grid),
    traitors: columnsOf(grid),
    rows: rowsOf(grid).map(([nodes, cells]) => ({
      nodes,
      cells: cells.map((cell) => cellView(grid, cell, traces.get(cell) ?? null)),
    })),
    legend: legendOf(grid),
    summary: [timeOf(grid), ...agreementOf(grid)],
    excerpts: excerptsIn([...traces.values()].flatMap((trace) => trace ?? [])),
  };
};

const traceOf = (grid: Grid, cell: Cell, failure: Failure | null): TraceView | null =>
  failure &&
  traceView(failure.trace, failure.instance, {
    title: "counterexample",
    end: `violates ${cell.property ?? "nothing"}`,
    isBad: true,
    commands: [grid.commandOf(cell)],
  });

const cellView = (grid: Grid, cell: Cell, counterexample: TraceView | null): CellView => {
  const { nodes, traitors, verdict } = cell;
  return {
    nodes,
    traitors,
    verdict,
    place: placeOf(cell),
    word: wordOf(cell),
    details: detailsOf(grid, cell),
    difference: differs(cell) ? differenceText(cell) : null,
    counterexample,
  };
};

const detailsOf = (grid: Grid, cell: Cell): readonly string[] => {
  const { verdict, method, states, seconds, strategies } = cell;
  return [
    ...(verdict === "violated" ? [failureOf(grid, cell)] : []),
    ...(method === null ? [] : [`${statesText(states, method)} by ${method}`]),
    ...(strategies === null ? [] : [strategiesText(strategies)]),
    ...(method === null ? [] : [secondsText(seconds)]),
  ];
};
