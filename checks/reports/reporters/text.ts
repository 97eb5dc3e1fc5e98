/** A line for each check, and what is wrong with it below. */
import { harmless, paint, wrapped } from "../terminal.ts";
import type { Again, Fate, Reporter, Result } from "./reporter.ts";
import {
  answerOf,
  faultsOf,
  figuresOf,
  harmlessResult,
  labelOf,
  silenceOf,
  summaryOf,
} from "./wording.ts";

export const textReporter = (again: Again): Reporter => ({
  answer: (result, fate) => answerText(harmlessResult(result), harmless(again(result)), fate),
  silence: (model, rules) => rules.map(({ rule }) => silenceText(model, rule)).join(""),
  end: (run) => `\n${summaryOf(run)}\n`,
});

const answerText = (result: Result, again: string, fate: Fate): string => {
  const what = `${result.model} ${labelOf(result)}`;
  if (fate === "new")
    return `${paint("doubtful", "new")}   ${what}  ${result.differences.join("; ")}\n`;
  if (!result.ok) return failureText(result, again, fate);
  const told = paint("faint", `${answerOf(result)}, ${figuresOf(result)}`);
  return `${paint("good", "ok")}    ${what}  ${told}\n`;
};

/** @param result with harmless names. */
export const failureText = (result: Result, again: string, fate: Fate): string => {
  const faults = [
    ...faultsOf(result),
    ...(fate === "refused" ? ["a verdict or a property that has changed is never written"] : []),
    `try ${again}`,
  ];
  return [
    `${paint("bad", "FAIL")}  ${result.model} ${labelOf(result)}`,
    ...faults.map((fault) => wrapped("      ", fault)),
  ]
    .map((line) => `${line}\n`)
    .join("");
};

const silenceText = (model: string, rule: string): string =>
  `${paint("bad", "FAIL")}  ${harmless(model)}  ${silenceOf(harmless(rule))}\n`;
