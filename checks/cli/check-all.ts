/** `strategos check --all [MODEL]`: every scenario and bug against what is pinned. */
import { relative, resolve } from "node:path";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import type { CheckOptions, CheckReport } from "../report.ts";
import { grouped } from "../reports/figures.ts";
import type { Again, Fate, Result, Run, Shard } from "../reports/reporters/reporter.ts";
import { nameOf } from "../reports/reporters/wording.ts";
import { harmless, wrapped } from "../reports/terminal.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import { predictedOf } from "./cells.ts";
import { commandLine } from "./command-lines.ts";
import { leaving } from "./destination.ts";
import {
  differencesOf,
  expectationOf,
  figuresOff,
  isOfTheKind,
  statusOf,
  worstOf,
  type ExitStatus,
} from "./expectation.ts";
import { explore, onInterrupt } from "./explore.ts";
import { loadCatalogue, loadModel, type Loaded } from "./load-model.ts";
import { outputIn, type Output } from "./outputs.ts";
import type { Pin } from "./pins.ts";
import { reporterIn, type ReporterFlags } from "./reporter-flags.ts";
import { isInShard, type ShardChoice } from "./shards.ts";
import { located, silentRules, withPlaces, withSilence } from "./silence.ts";
import { sourceOf, update, type Source, type Update } from "./update.ts";

export interface AllFlags extends ReporterFlags {
  readonly update?: true;
  readonly shard?: ShardChoice;
}

/** @param name of one model; null for the catalogue. */
export const runAll = async (name: string | null, flags: AllFlags): Promise<ExitStatus> => {
  assertWhole(flags);
  const output = outputIn(flags, againOf(name));
  const run = await leaving(output, () => ran(name, flags, output));
  output.end(run);
  const statuses = run.results.map((result) => statusOf(result, result.differences));
  return worstOf(run.interrupted ? [...statuses, 3] : statuses);
};

const ran = async (name: string | null, flags: AllFlags, output: Output): Promise<Run> => {
  const all = (await loadedBy(name)).map((loaded) => subjectOf(loaded, flags));
  const shard = flags.shard === undefined ? null : shardOf(all, flags.shard);
  const subjects = shard === null ? all : partOf(all, shard);
  const results: Result[] = [];
  const updated: Update[] = [];
  const { signal, ignore } = onInterrupt();
  for (const subject of subjects) {
    const { source, model } = subject;
    const answers: Answer[] = [];
    for await (const answer of answersOf(subject, signal)) {
      answers.push(answer);
      output.say(output.answer(answer.result, fateOf(answer, source)));
    }
    const changes = source === null ? [] : update(source, pinsOf(answers));
    const accepted = acceptedOf(answers, changes);
    const own = withPlaces(accepted, located(model, silentRules(accepted)));
    // The rest of its scenarios is with other shards, or was never begun.
    const isWhole = shard === null && !signal.aborted;
    const silent = isWhole ? silentRules(own) : [];
    output.say(output.silence(model.name, silent));
    if (output.hasLines) output.say(changes.map(updateText).join(""));
    updated.push(...changes);
    results.push(...withSilence(own, silent));
    if (signal.aborted) break;
  }
  ignore();
  return { results, interrupted: signal.aborted, shard, updated: flags.update ? updated : null };
};

/** What is written into a source is told in lines, and needs all results. */
const assertWhole = (flags: AllFlags): void => {
  if (flags.update !== true) return;
  if (flags.shard !== undefined)
    throw new UsageError("--update takes no --shard: figures are written where all are known");
  const reporter = reporterIn(flags) ?? "text";
  if (reporter !== "text" && reporter !== "json")
    throw new UsageError(`--update is told by the reporters text and json, not by ${reporter}`);
};

const againOf =
  (name: string | null): Again =>
  ({ model, scenario, bug }) =>
    commandLine(
      "check",
      name ?? model,
      ...(bug === null ? ["--scenario", scenario] : ["--bug", bug]),
    );

const loadedBy = async (name: string | null): Promise<readonly Loaded[]> =>
  name === null
    ? (await loadCatalogue()).map((model) => ({ model, module: null }))
    : [await loadModel(name)];

interface Subject extends Loaded {
  readonly questions: readonly CheckOptions[];
  /** To be updated; null if it is not. */
  readonly source: Source | null;
}

const subjectOf = (loaded: Loaded, flags: AllFlags): Subject => ({
  ...loaded,
  questions: questionsOf(loaded.model),
  source: flags.update ? sourceOf(loaded) : null,
});

const questionsOf = (model: Model): readonly CheckOptions[] => [
  ...Object.keys(model.scenarios).map((scenario) => ({ scenario })),
  ...Object.keys(model.bugs).map((bug) => ({ bug })),
];

const shardOf = (subjects: readonly Subject[], choice: ShardChoice): Shard => ({
  ...choice,
  checks: subjects.reduce((sum, { questions }) => sum + questions.length, 0),
  models: subjects.map(({ model }) => model.name),
  labels: subjects.flatMap(({ model, questions }) =>
    questions.map(({ scenario = "", bug = null }) => nameOf({ model: model.name, scenario, bug })),
  ),
});

const partOf = (subjects: readonly Subject[], shard: ShardChoice): readonly Subject[] => {
  let place = 0;
  return subjects
    .map((subject) => ({
      ...subject,
      questions: subject.questions.filter(() => isInShard(place++, shard)),
    }))
    .filter(({ questions }) => questions.length > 0);
};

interface Answer {
  readonly result: Result;
  /** What is pinned otherwise, where verdict and property are the expected ones. */
  readonly pins: readonly Pin[];
}

async function* answersOf(subject: Subject, signal: AbortSignal): AsyncGenerator<Answer> {
  const { model, questions } = subject;
  for (const options of questions) {
    // One after the other: each of them may take all the memory there is.
    const report = await explore(model, options, signal);
    const { scenario, bug } = report;
    const expected = expectationOf(model, { options }, scenario);
    const differences = differencesOf(expected, report);
    const ok = differences.length === 0;
    const judged = { expected: expected.verdict, ok, differences };
    const result = { ...report, ...moduleOf(subject), ...judged, ...predictionFor(model, report) };
    const entry =
      bug === null
        ? { of: "scenarios" as const, name: scenario }
        : { of: "bugs" as const, name: bug };
    const off = isOfTheKind(expected, report) ? figuresOff(expected, report) : [];
    yield { result, pins: off.map((figure) => ({ ...entry, ...figure })) };
    if (signal.aborted) break;
  }
}

const moduleOf = ({ module }: Loaded): Pick<Result, "module"> =>
  module === null ? {} : { module: relative("", resolve(module)) };

/** Only where `bounds` would have a cell for it. */
const predictionFor = (
  model: Model,
  { bug, parameters, verdict }: CheckReport,
): Pick<Result, "predicted"> => {
  const hasAxes = "nodes" in parameters && "traitors" in parameters;
  if (model.traitors !== "traitors" || !hasAxes || bug !== null || verdict === "invalid-model")
    return {};
  try {
    return { predicted: predictedOf(model, parametersFromJson(model, parameters)) };
  } catch {
    // The theory is at fault, and not what was checked; `bounds` says so.
    return { predicted: null };
  }
};

const fateOf = ({ pins }: Answer, source: Source | null): Fate => {
  if (source === null) return null;
  return pins.length > 0 ? "new" : "refused";
};

const pinsOf = (answers: readonly Answer[]): readonly Pin[] => answers.flatMap(({ pins }) => pins);

/**
 * What came out otherwise is as expected once all of it is written: what is replaced is the one
 * number that was pinned, so that the model need not be read again.
 */
const acceptedOf = (answers: readonly Answer[], changes: readonly Update[]): readonly Result[] => {
  const isWritten = (pin: Pin): boolean =>
    changes.some(
      ({ of, name, figure, line }) =>
        of === pin.of && name === pin.name && figure === pin.figure && line !== null,
    );
  return answers.map(({ result, pins }) =>
    pins.length > 0 && pins.every(isWritten) ? { ...result, ok: true, differences: [] } : result,
  );
};

const updateText = ({ file, line, of, name, figure, from, to }: Update): string => {
  const where = harmless(line === null ? file : `${file}:${line}`);
  const change = `${where}: ${figure} ${grouped(from)} -> ${grouped(to)}`;
  if (line !== null) return `${change}\n`;
  const whose = `${of === "bugs" ? "the bug" : "scenario"} ${harmless(name)}`;
  const why = "no number there, or more than one that it may be; change it by hand";
  return `${wrapped("", `${change} of ${whose}: ${why}`)}\n`;
};
