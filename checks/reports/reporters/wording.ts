/** What reporters say alike of a check: its name, its answer, and what is wrong with it. */
import type { CheckReport } from "../../report.ts";
import { traceText } from "../counterexample-text.ts";
import { counted, grouped, secondsText, statesText } from "../figures.ts";
import { harmlessReport } from "../harmless-report.ts";
import { harmlessly, plain } from "../terminal.ts";
import type { Result, Run } from "./reporter.ts";

/** Of the pictures in documents, which no terminal is asked about. */
const WIDTH = 100;

/** The same with nothing in it that moves a cursor or ends a line. */
export const harmlessResult = (result: Result): Result => ({
  ...result,
  ...harmlessReport(result),
  differences: harmlessly(result.differences),
});

/** In all models: `two-phase-commit nobody-crashes`. */
export const nameOf = (check: Pick<CheckReport, "model" | "scenario" | "bug">): string =>
  `${check.model} ${labelOf(check)}`;

/** Of its model: `nobody-crashes`, or `--bug decides-by-majority`. */
export const labelOf = ({ scenario, bug }: Pick<CheckReport, "scenario" | "bug">): string =>
  bug === null ? scenario : `--bug ${bug}`;

export const answerOf = ({ verdict, property }: Result): string =>
  property === null ? verdict : `${verdict}: ${property}`;

export const figuresOf = ({ states, method, seconds }: Result): string =>
  `${statesText(states, method)}, ${secondsText(seconds)}`;

/** One line each. */
export const faultsOf = (result: Result): readonly string[] => {
  const { differences, vacuity, problem } = result;
  const violation = violationOf(result);
  return [
    ...differences,
    ...(violation === null ? [] : [violation]),
    ...vacuity,
    ...(problem === null ? [] : [problem.message]),
  ];
};

export const silenceOf = (rules: string): string => `vacuous: no scenario fires ${rules}`;

/** Of a run that was interrupted: what it is called where only checks have names. */
export const WHOLE = "strategos check";
export const INTERRUPTED = "interrupted before the end";

/** The counterexample with its picture, without colours; nothing where there is none. */
export const pictureOf = (result: Result): readonly string[] => {
  const { counterexample, property } = result;
  if (counterexample === null) return [];
  const words = { title: "counterexample", end: `violates ${property ?? "nothing"}` };
  const inRounds = counterexample.steps.some(({ action }) => action === "turn");
  return traceText(counterexample, words, inRounds, WIDTH).map(plain);
};

/** Where what is at fault is written: the rule that fired last, or else the property it breaks. */
export const sourceOf = ({ counterexample, problem }: Result): string | null => {
  const rules = counterexample?.steps.flatMap((step) => [...step.reads, step]) ?? [];
  const last = rules.findLast(({ source }) => source !== null);
  return problem?.source ?? last?.source ?? counterexample?.why?.source ?? null;
};

/** `violates exclusive (lock.ts:36)`; null of a check that violates nothing. */
const violationOf = ({ property, counterexample }: Result): string | null => {
  if (property === null) return null;
  const source = counterexample?.why?.source ?? null;
  return `violates ${property}${source === null ? "" : ` (${source})`}`;
};

/** `models/lock.ts:38` in its parts. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export const placeIn = (source: string | null): Place | null => {
  const [, file, line] = /^(.+?):(\d+)(?::\d+)?$/.exec(source ?? "") ?? [];
  return file === undefined ? null : { file, line: Number(line) };
};

/** Whether nothing was judged: the model itself is at fault, or something ended the search. */
export const isUnjudged = ({ verdict }: Result): boolean =>
  verdict === "invalid-model" || verdict === "budget-exceeded";

export const summaryOf = ({ results, interrupted, shard, updated }: Run): string => {
  const end = interrupted ? `; ${INTERRUPTED}` : "";
  const part = shard === null ? "" : `shard ${shard.index}/${shard.count}`;
  if (shard !== null && results.length === 0)
    return `${part} has none of ${counted(shard.checks, "check")}${end}`;
  const failed = results.filter(({ ok }) => !ok).length;
  const checks =
    shard === null
      ? counted(results.length, "check")
      : `${part}: ${grouped(results.length)} of ${counted(shard.checks, "check")}`;
  const written = (updated ?? []).filter(({ line }) => line !== null).length;
  const news = written === 0 ? "" : `; ${counted(written, "figure")} written`;
  return `${checks}, ${failed === 0 ? "all" : `${failed} not`} as expected${news}${end}`;
};
