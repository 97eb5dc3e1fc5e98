/** `strategos bounds MODEL`: where a claim holds, by the number of nodes and of traitors. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { MOST_SEARCHED } from "../answer/plan.ts";
import { unknownName } from "../names.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import type { Cell } from "../reports/documents.ts";
import type { Grid } from "../reports/grid.ts";
import { gridMarkdown } from "../reports/grid-markdown.ts";
import { gridText } from "../reports/grid-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { rangesOf } from "../schema/parameters.ts";
import { chosenParameters, type Assignment } from "./assignments.ts";
import { cellOf, questionsOf, statusOfCell, type CellQuestion } from "./cells.ts";
import { commandLine } from "./command-lines.ts";
import { complaint, faultOf } from "./complaints.ts";
import { worstOf, type ExitStatus } from "./expectation.ts";
import { explore, onInterrupt } from "./explore.ts";
import type { LimitFlags } from "./limit-flags.ts";
import { loadModel } from "./load-model.ts";
import { axesOf } from "./ranges.ts";
import { assignmentWords } from "./short-forms.ts";

type Format = "text" | "json" | "markdown";

/** As `commander` gives them. */
export interface BoundsFlags extends LimitFlags {
  readonly nodes?: string;
  readonly traitors?: string;
  readonly param?: readonly Assignment[];
  readonly bug?: string;
  readonly format?: Format;
  readonly json?: true;
}

export const runBounds = async (name: string, flags: BoundsFlags): Promise<ExitStatus> => {
  const format = formatOf(flags);
  const grid = await gridOf(name, (await loadModel(name)).model, flags);
  if (grid === null) return 2;
  const { model, bug, cells } = grid;
  if (format === "json") process.stdout.write(jsonText({ version: 1, model, bug, cells }));
  else process.stdout.write(format === "text" ? gridText(grid) : gridMarkdown(grid));
  return worstOf(cells.map(statusOfCell));
};

/** Null where the model is invalid. @param name by which commands call the model. */
export const gridOf = async (
  name: string,
  model: Model,
  flags: BoundsFlags,
): Promise<Grid | null> => {
  assertVaried(model, flags);
  const others = chosenParameters(model, flags.param ?? []);
  const questions = questionsOf(model, flags.bug, axesOf(model, flags, others), others);
  const cells = await answered(model, flags, questions);
  if (cells === null) return null;
  const bug = flags.bug ?? null;
  return { model: model.name, bug, cells, ...surroundingsOf(name, model, flags) };
};

const formatOf = ({ format, json }: BoundsFlags): Format => {
  if (json !== true) return format ?? "text";
  if (format === undefined || format === "json") return "json";
  throw new UsageError(`--json is --format json; drop it, or --format ${format}`);
};

/** Before anything is computed: a grid needs its two axes, and somebody who may lie. */
const assertVaried = (model: Model, { bug, param = [] }: BoundsFlags): void => {
  const known = new Set(rangesOf(model).map(({ name }) => name));
  const missing = ["nodes", "traitors"].filter((axis) => !known.has(axis));
  if (missing.length > 0)
    throw new UsageError(
      `bounds varies the parameters nodes and traitors, and ${model.name} has no ` +
        missing.join(" and no "),
    );
  if (model.traitors !== "traitors")
    throw new UsageError(
      `${model.name} has no traitors: it does not say which parameter counts them ` +
        '(traitors: "traitors")',
    );
  if (bug !== undefined && !Object.hasOwn(model.bugs, bug))
    throw new UsageError(unknownName("bug", bug, Object.keys(model.bugs), model.name));
  for (const [name] of param)
    if (name === "nodes" || name === "traitors")
      throw new UsageError(`--param ${name}: here it is a range, such as --${name} 3..4`);
};

/** Null where the model is invalid, of which standard error is told. */
const answered = async (
  model: Model,
  flags: BoundsFlags,
  questions: readonly CellQuestion[],
): Promise<readonly Cell[] | null> => {
  const { signal, ignore } = onInterrupt();
  try {
    const cells: Cell[] = [];
    for (const question of questions) {
      const cell = await answer(model, flags, question, signal);
      if (cell === null) return null;
      cells.push(cell);
    }
    return cells;
  } finally {
    ignore();
  }
};

const answer = async (
  model: Model,
  flags: BoundsFlags,
  question: CellQuestion,
  signal: AbortSignal,
): Promise<Cell | null> => {
  const { blank, isEmpty, nodes, traitors, replaced } = question;
  if (isEmpty) return blank;
  if (signal.aborted) return { ...blank, verdict: "budget-exceeded" };
  const what = `${model.name}, nodes ${nodes}, traitors ${traitors}`;
  const report = await explore(
    model,
    { parameters: replaced, ...optionsOf(model, flags) },
    signal,
    what,
  );
  const { verdict, problem } = report;
  if (verdict !== "invalid-model") return cellOf(question, report, verdict);
  process.stderr.write(complaint(report, problem === null ? verdict : faultOf(problem), what));
  return null;
};

/** The same of every cell: limits apply to each of them by itself. */
const optionsOf = (model: Model, flags: BoundsFlags): object => {
  const { bug, maxStates, maxDepth, maxMemory } = flags;
  const timeout = flags.timeout ?? (losesComposition(model, flags) ? PATIENCE_S : undefined);
  const maxStrategies = MOST_SEARCHED;
  const given = Object.entries({ bug, maxStates, maxDepth, maxMemory, timeout, maxStrategies });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
};

/** For a cell that may be beyond any search, in seconds, unless a limit is given. */
const PATIENCE_S = 10;

/** Whether a bug replaces rules alone, so that the recursion is not that of the variant. */
const losesComposition = (model: Model, { bug = "" }: BoundsFlags): boolean => {
  const { rules, recursion } = model.bugs[bug] ?? {};
  return model.recursion !== undefined && rules !== undefined && recursion === undefined;
};

const surroundingsOf = (
  name: string,
  model: Model,
  flags: BoundsFlags,
): Pick<Grid, "bounds" | "unit" | "commandOf"> => {
  const { bug, param = [], timeout } = flags;
  const [first = ""] = Object.keys(model.scenarios);
  const patience =
    timeout === undefined && losesComposition(model, flags)
      ? [`${PATIENCE_S} s a cell, for this bug leaves no composition`]
      : [];
  const scenario = model.bugs[bug ?? ""]?.in ?? first;
  const choices = [...assignmentWords(param), ...(bug === undefined ? [] : ["--bug", bug])];
  return {
    bounds: [...boundsOf(model, scenario), ...patience],
    unit: model.vocabulary.synchronous ? "message" : "action",
    commandOf: ({ nodes, traitors }) => {
      const size = ["--nodes", String(nodes), "--traitors", String(traitors)];
      return commandLine("check", name, ...size, ...choices);
    },
  };
};
