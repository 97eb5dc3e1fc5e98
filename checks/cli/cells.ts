/** The cells of a grid: what is asked of each, and what the answer is, compared with the theory. */
import type { Model, Prediction } from "../../models/protocol.ts";
import { FEWEST_LOYAL } from "../adversary/coalitions.ts";
import type { CheckReport } from "../report.ts";
import type { Cell } from "../reports/documents.ts";
import { answerOf } from "../reports/grid.ts";
import { UsageError } from "../errors.ts";
import { print } from "../schema/print.ts";
import { parametersOf } from "../schema/parameters.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import type { ExitStatus } from "./expectation.ts";
import { valuesOf, type Axes } from "./ranges.ts";

export interface CellQuestion {
  readonly nodes: number;
  readonly traitors: number;
  /** In place of those of the scenario. */
  readonly replaced: Readonly<Record<string, unknown>>;
  /** What is known of the answer beforehand: all but what has to be computed. */
  readonly blank: Cell;
  /** With one loyal node or none there is nothing to ask. */
  readonly isEmpty: boolean;
}

/** All of them before the first is answered: what is misused is told before an hour has passed. */
export const questionsOf = (
  model: Model,
  bug: string | undefined,
  axes: Axes,
  others: Readonly<Record<string, unknown>>,
): readonly CellQuestion[] => {
  const scenario = bug === undefined ? undefined : model.bugs[bug]?.in;
  const [first = ""] = Object.keys(model.scenarios);
  const given = model.scenarios[scenario ?? first]?.parameters ?? {};
  return valuesOf(axes.nodes).flatMap((nodes) =>
    valuesOf(axes.traitors).map((traitors) => {
      const replaced = { ...others, nodes, traitors };
      const isEmpty = traitors > 0 && nodes - traitors < FEWEST_LOYAL;
      const parameters = isEmpty
        ? completed(model, { ...given, ...replaced })
        : parametersOf(model, given, replaced);
      const blank = blankOf(model, nodes, traitors, parameters);
      return { nodes, traitors, replaced, blank, isEmpty };
    }),
  );
};

/** Without a judgement: more traitors than nodes are no parameters, and yet a cell of the grid. */
const completed = (
  model: Model,
  chosen: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const open = Object.entries(model.defaults ?? {}).filter(([name]) => chosen[name] === undefined);
  return { ...chosen, ...Object.fromEntries(open.map(([name, value]) => [name, value(chosen)])) };
};

const PREDICTIONS: ReadonlySet<unknown> = new Set(["holds", "violated", "n/a"]);

const predictionOf = (model: Model, parameters: object): Prediction | null => {
  const predicted: unknown = model.predicts?.(parameters) ?? null;
  if (predicted !== null && !PREDICTIONS.has(predicted))
    throw new UsageError(
      `predicts of ${model.name}: expected holds, violated or n/a, actual ${print(predicted)}`,
    );
  return predicted as Prediction | null;
};

/** The verdict by the theory. @throws UsageError if the model predicts something else than one. */
export const predictedOf = (model: Model, parameters: object): Cell["expected"] => {
  const predicted = predictionOf(model, parameters);
  return predicted === "holds" ? "holds-within-bounds" : predicted;
};

const blankOf = (model: Model, nodes: number, traitors: number, parameters: object): Cell => {
  return {
    nodes,
    traitors,
    parameters: toJsonRecord(parameters),
    verdict: "n/a",
    expected: predictedOf(model, parameters),
    method: null,
    states: 0,
    seconds: 0,
    lies: null,
    length: null,
    property: null,
    strategies: null,
  };
};

export const cellOf = (
  { blank }: CellQuestion,
  report: CheckReport,
  verdict: Cell["verdict"],
): Cell => {
  return { ...blank, ...answerOf(report), verdict };
};

export const statusOfCell = ({ verdict, expected }: Cell): ExitStatus => {
  if (verdict === "budget-exceeded") return 3;
  if (verdict === "vacuous") return 1;
  return expected === null || expected === "n/a" || expected === verdict ? 0 : 1;
};
