/** `strategos check --all [MODEL]`: every scenario and bug against what is pinned. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions } from "../report.ts";
import { counted, grouped, secondsText, statesText } from "../reports/figures.ts";
import { harmless, harmlessly, jsonText, paint, wrapped } from "../reports/terminal.ts";
import { commandLine } from "./command-lines.ts";
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
import type { Pin } from "./pins.ts";
import { silentRules, withSilence, type Result } from "./silence.ts";
import { sourceOf, update, type Update } from "./update.ts";

export interface AllFlags {
  readonly json: boolean;
  readonly update: boolean;
}

/** @param name of one model; null for the catalogue. */
export const runAll = async (name: string | null, flags: AllFlags): Promise<ExitStatus> => {
  const say = (text: string): void => void (flags.json || process.stdout.write(text));
  const subjects = (await subjectsOf(name)).map((loaded) => ({
    ...loaded,
    source: flags.update ? sourceOf(loaded) : null,
  }));
  const results: Result[] = [];
  const updated: Update[] = [];
  const { signal, ignore } = onInterrupt();
  for (const { model, source } of subjects) {
    const answers: Answer[] = [];
    for await (const answer of answersOf(model, signal)) {
      answers.push(answer);
      say(answerText(answer, name ?? model.name, flags.update));
    }
    const found = answers.map(({ result }) => result);
    const silent = silentRules(found);
    for (const rule of silent) say(silenceText(model.name, rule));
    const changes = source === null ? [] : update(source, pinsOf(answers));
    for (const change of changes) say(updateText(change));
    updated.push(...changes);
    results.push(...withSilence(acceptedOf(answers, changes), silent));
    if (signal.aborted) break;
  }
  ignore();
  const document = { version: 1, results, ...(flags.update && { updated }) };
  if (flags.json) process.stdout.write(jsonText(document));
  else say(`\n${summaryText(results, updated, signal.aborted)}\n`);
  const statuses = results.map((result) => statusOf(result, result.differences));
  return worstOf(signal.aborted ? [...statuses, 3] : statuses);
};

const subjectsOf = async (name: string | null): Promise<readonly Loaded[]> =>
  name === null
    ? (await loadCatalogue()).map((model) => ({ model, module: null }))
    : [await loadModel(name)];

interface Answer {
  readonly result: Result;
  /** What is pinned otherwise, where verdict and property are the expected ones. */
  readonly pins: readonly Pin[];
}

async function* answersOf(model: Model, signal: AbortSignal): AsyncGenerator<Answer> {
  const questions: readonly CheckOptions[] = [
    ...Object.keys(model.scenarios).map((scenario) => ({ scenario })),
    ...Object.keys(model.bugs).map((bug) => ({ bug })),
  ];
  for (const options of questions) {
    // One after the other: each of them may take all the memory there is.
    const report = await explore(model, options, signal);
    const { scenario, bug } = report;
    const expected = expectationOf(model, { options }, scenario);
    const differences = differencesOf(expected, report);
    const ok = differences.length === 0;
    const result = { ...report, expected: expected.verdict, ok, differences };
    const entry =
      bug === null
        ? { of: "scenarios" as const, name: scenario }
        : { of: "bugs" as const, name: bug };
    const off = isOfTheKind(expected, report) ? figuresOff(expected, report) : [];
    yield { result, pins: off.map((figure) => ({ ...entry, ...figure })) };
    if (signal.aborted) break;
  }
}

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

/** @param given the model, as it was given on the command line. */
const answerText = ({ result, pins }: Answer, given: string, updates: boolean): string => {
  const {
    model,
    scenario,
    bug,
    verdict,
    property,
    states,
    seconds,
    method,
    ok,
    differences,
    vacuity,
    problem,
  } = harmlessly(result);
  const what = bug === null ? `${model} ${scenario}` : `${model} --bug ${bug}`;
  const answer = property === null ? verdict : `${verdict}: ${property}`;
  const figures = `${statesText(states, method)}, ${secondsText(seconds)}`;
  if (updates && pins.length > 0)
    return `${paint("doubtful", "new")}   ${what}  ${differences.join("; ")}\n`;
  if (ok) return `${paint("good", "ok")}    ${what}  ${paint("faint", `${answer}, ${figures}`)}\n`;
  const again = commandLine(
    "check",
    given,
    ...(bug === null ? ["--scenario", scenario] : ["--bug", bug]),
  );
  const faults = [
    ...differences,
    ...vacuity,
    ...(problem === null ? [] : [problem.message]),
    ...(updates ? ["a verdict or a property that has changed is never written"] : []),
    `try ${harmless(again)}`,
  ];
  return [`${paint("bad", "FAIL")}  ${what}`, ...faults.map((fault) => wrapped("      ", fault))]
    .map((line) => `${line}\n`)
    .join("");
};

const silenceText = (model: string, rule: string): string =>
  `${paint("bad", "FAIL")}  ${harmlessly(model)}  vacuous: no scenario fires ${harmlessly(rule)}\n`;

const updateText = ({ file, line, of, name, figure, from, to }: Update): string => {
  const where = harmless(line === null ? file : `${file}:${line}`);
  const change = `${where}: ${figure} ${grouped(from)} -> ${grouped(to)}`;
  if (line !== null) return `${change}\n`;
  const whose = `${of === "bugs" ? "the bug" : "scenario"} ${harmless(name)}`;
  const why = "no number there, or more than one that it may be; change it by hand";
  return `${wrapped("", `${change} of ${whose}: ${why}`)}\n`;
};

const summaryText = (
  results: readonly Result[],
  updated: readonly Update[],
  interrupted: boolean,
): string => {
  const failed = results.filter(({ ok }) => !ok).length;
  const all = `${counted(results.length, "check")}, ${failed === 0 ? "all" : `${failed} not`}`;
  const written = updated.filter(({ line }) => line !== null).length;
  const news = written === 0 ? "" : `; ${counted(written, "figure")} written`;
  return `${all} as expected${news}${interrupted ? "; interrupted before the end" : ""}`;
};
