/** `strategos check --all`: every scenario and bug of the catalogue against what is pinned. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions } from "../report.ts";
import { counted, secondsText, statesText } from "../reports/figures.ts";
import { harmlessly, jsonText, paint, wrapped } from "../reports/terminal.ts";
import { commandLine } from "./command-lines.ts";
import { differencesOf, expectationOf, statusOf, worstOf, type ExitStatus } from "./expectation.ts";
import { explore, onInterrupt } from "./explore.ts";
import { loadCatalogue } from "./load-model.ts";
import { silentRules, withSilence, type Result } from "./silence.ts";

export const runAll = async (json: boolean): Promise<ExitStatus> => {
  const say = (text: string): void => void (json || process.stdout.write(text));
  const models = await loadCatalogue();
  const results: Result[] = [];
  const { signal, ignore } = onInterrupt();
  for (const model of models) {
    const found = await checkModel(model, signal, (result) => say(resultText(result)));
    const silent = silentRules(found);
    for (const rule of silent) say(silenceText(model.name, rule));
    results.push(...withSilence(found, silent));
    if (signal.aborted) break;
  }
  ignore();
  if (json) process.stdout.write(jsonText({ version: 1, results }));
  else say(`\n${summaryText(results, signal.aborted)}\n`);
  const statuses = results.map((result) => statusOf(result, result.differences));
  return worstOf(signal.aborted ? [...statuses, 3] : statuses);
};

const checkModel = async (
  model: Model,
  signal: AbortSignal,
  tell: (result: Result) => void,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const questions: readonly CheckOptions[] = [
    ...Object.keys(model.scenarios).map((scenario) => ({ scenario })),
    ...Object.keys(model.bugs).map((bug) => ({ bug })),
  ];
  for (const options of questions) {
    // One after the other: each of them may take all the memory there is.
    const report = await explore(model, options, signal);
    const expected = expectationOf(model, { options }, report.scenario);
    const differences = differencesOf(expected, report);
    const ok = differences.length === 0;
    results.push({ ...report, expected: expected.verdict, ok, differences });
    tell(results.at(-1)!);
    if (signal.aborted) break;
  }
  return results;
};

const resultText = (result: Result): string => {
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
  if (ok) return `${paint("good", "ok")}    ${what}  ${paint("faint", `${answer}, ${figures}`)}\n`;
  const again = commandLine(
    "check",
    model,
    ...(bug === null ? ["--scenario", scenario] : ["--bug", bug]),
  );
  const faults = [
    ...differences,
    ...vacuity,
    ...(problem === null ? [] : [problem.message]),
    `try ${again}`,
  ];
  return [`${paint("bad", "FAIL")}  ${what}`, ...faults.map((fault) => wrapped("      ", fault))]
    .map((line) => `${line}\n`)
    .join("");
};

const silenceText = (model: string, rule: string): string =>
  `${paint("bad", "FAIL")}  ${harmlessly(model)}  vacuous: no scenario fires ${harmlessly(rule)}\n`;

const summaryText = (results: readonly Result[], interrupted: boolean): string => {
  const failed = results.filter(({ ok }) => !ok).length;
  const all = `${counted(results.length, "check")}, ${failed === 0 ? "all" : `${failed} not`}`;
  return `${all} as expected${interrupted ? "; interrupted before the end" : ""}`;
};
