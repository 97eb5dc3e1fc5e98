/** `strategos bounds MODEL`: where a claim holds, by the number of nodes and of traitors. */
import { match } from "ts-pattern";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { MOST_SEARCHED } from "../answer/plan.ts";
import { instanceOf, type Instance } from "../model/instance.ts";
import { unknownName } from "../names.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import type { Cell } from "../reports/documents.ts";
import type { Grid } from "../reports/grid.ts";
import { gridMarkdown } from "../reports/grid-markdown.ts";
import { gridText } from "../reports/grid-text.ts";
import { pageOfGrid, type Failure } from "../reports/page/bounds-page.ts";
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
import { leaving } from "./destination.ts";
import { assertForced, destinationOf, writePage, type OutFlags } from "./page-files.ts";
import { axesOf } from "./ranges.ts";
import { assignmentWords } from "./short-forms.ts";
import { writtenText } from "./trace-files.ts";

type Format = "text" | "json" | "markdown";

/** As `commander` gives them. */
export interface BoundsFlags extends LimitFlags, OutFlags {
  readonly nodes?: string;
  readonly traitors?: string;
  readonly param?: readonly Assignment[];
  readonly bug?: string;
  readonly format?: Format;
  readonly json?: true;
}

export const runBounds = async (name: string, flags: BoundsFlags): Promise<ExitStatus> => {
  const format = formatOf(flags);
  assertForced(flags);
  const { model } = await loadModel(name);
  const questions = asked(model, flags);
  const destination = destinationOf("bounds", flags);
  const found = await leaving(destination, () => filled(name, model, flags, questions));
  if (found === null) {
    destination?.leave();
    return 2;
  }
  const { grid, failures } = found;
  const { bug, cells } = grid;
  const document = { version: 1, model: model.name, bug, cells };
  if (destination !== null) writePage(destination, document, pageOfGrid(grid, failures));
  process.stdout.write(
    match(format)
      .with("json", () => jsonText(document))
      .with("text", () => gridText(grid) + (destination === null ? "" : writtenText(destination)))
      .with("markdown", () => gridMarkdown(grid))
      .exhaustive(),
  );
  return worstOf(cells.map(statusOfCell));
};

/** Null where the model is invalid. @param name by which commands call the model. */
export const gridOf = async (
  name: string,
  model: Model,
  flags: BoundsFlags,
): Promise<Grid | null> => (await filled(name, model, flags, asked(model, flags)))?.grid ?? null;

const asked = (model: Model, flags: BoundsFlags): readonly CellQuestion[] => {
  assertVaried(model, flags);
  const others = chosenParameters(model, flags.param ?? []);
  return questionsOf(model, flags.bug, axesOf(model, flags, others), others);
};

interface Filled {
  readonly grid: Grid;
  /** Of its cells, in their order. */
  readonly failures: readonly (Failure | null)[];
}

const filled = async (
  name: string,
  model: Model,
  flags: BoundsFlags,
  questions: readonly CellQuestion[],
): Promise<Filled | null> => {
  const answers = await answered(model, flags, questions);
  if (answers === null) return null;
  const cells = answers.map(({ cell }) => cell);
  const bug = flags.bug ?? null;
  return {
    grid: { model: model.name, bug, cells, ...surroundingsOf(name, model, flags) },
    failures: answers.map(({ failure }) => failure),
  };
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

interface Answer {
  readonly cell: Cell;
  /** Null where nothing fails. */
  readonly failure: Failure | null;
}

/** Null where the model is invalid, of which standard error is told. */
const answered = async (
  model: Model,
  flags: BoundsFlags,
  questions: readonly CellQuestion[],
): Promise<readonly Answer[] | null> => {
  const { signal, ignore } = onInterrupt();
  try {
    const answers: Answer[] = [];
    for (const question of questions) {
      const answer = await answerTo(model, flags, question, signal);
      if (answer === null) return null;
      answers.push(answer);
    }
    return answers;
  } finally {
    ignore();
  }
};

const answerTo = async (
  model: Model,
  flags: BoundsFlags,
  question: CellQuestion,
  signal: AbortSignal,
): Promise<Answer | null> => {
  const { blank, isEmpty, nodes, traitors, replaced } = question;
  if (isEmpty) return { cell: blank, failure: null };
  if (signal.aborted) return { cell: { ...blank, verdict: "budget-exceeded" }, failure: null };
  const what = `${model.name}, nodes ${nodes}, traitors ${traitors}`;
  const report = await explore(
    model,
    { parameters: replaced, ...optionsOf(model, flags) },
    signal,
    what,
  );
  const { verdict, problem, counterexample: trace } = report;
  if (verdict !== "invalid-model") {
    const cell = cellOf(question, report, verdict);
    return { cell, failure: trace && { trace, instance: instanceIn(model, flags, question) } };
  }
  process.stderr.write(complaint(report, problem === null ? verdict : faultOf(problem), what));
  return null;
};

const instanceIn = (model: Model, { bug }: BoundsFlags, { replaced }: CellQuestion): Instance =>
  instanceOf(model, { parameters: replaced, ...(bug !== undefined && { bug }) });

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
