/** What a failing test prints: what was expected, what came out, how, and how to see it again. */
import { match } from "ts-pattern";
import { faultOf } from "../cli/complaints.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import { tracesText, traceText } from "../reports/counterexample-text.ts";
import { counted, grouped, statesText } from "../reports/figures.ts";
import { harmlessReport } from "../reports/harmless-report.ts";
import { harmless, wrapped } from "../reports/terminal.ts";
import { print } from "../schema/print.ts";
import { againText } from "./again.ts";
import type { Answer } from "./answer.ts";

export const failureText = (answer: Answer, isNot: boolean): string => {
  const { model, asked, isSo } = answer;
  const found = isSo === null ? unsettledText(answer) : answer.found;
  const headline = harmless(`expected ${model.name} ${isNot ? "not " : ""}to ${asked}: ${found}`);
  const again = againText(answer);
  const parts = [
    [headline],
    circumstancesOf(answer),
    traceOf(answer),
    again === null ? [] : ["to see it again:", `  ${harmless(again)}`],
  ];
  const filled = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return filled.join("\n\n");
};

const circumstancesOf = ({ model, options, report }: Answer): readonly string[] => {
  const { scenario, bug, parameters, states, method, generated, depth, verdict } = report;
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  const variant = bug === null ? "" : `, with the bug ${bug}`;
  const bounds = [...given, ...boundsOf(model, scenario)].join("; ");
  const figures = `${statesText(states, method)}, ${grouped(generated)} generated, depth ${depth}`;
  // Where a witness is sought, to find it is what the engine calls a violation.
  const verdictRow = options.seek === undefined ? [["verdict   ", verdict] as const] : [];
  const rows = [
    ...verdictRow,
    ["scenario  ", `${scenario}${variant}`] as const,
    ["bounds    ", bounds] as const,
    ["explored  ", figures] as const,
  ];
  return rows.map(([label, text]) => wrapped(label, harmless(text)));
};

const traceOf = ({ model, options, report }: Answer): readonly string[] => {
  const shown = harmlessReport(report);
  const inRounds = model.vocabulary.synchronous === true;
  if (options.seek === undefined) return tracesText(shown, inRounds)[0] ?? [];
  if (shown.counterexample === null) return [];
  const words = { title: "witness", end: `meets ${harmless(options.seek)}` };
  return traceText(shown.counterexample, words, inRounds);
};

/** Why it is not known, or says too little. */
const unsettledText = (answer: Answer): string => {
  const { report } = answer;
  return match(report.verdict)
    .with("budget-exceeded", () => `unknown, since ${stopText(answer)}`)
    .with("vacuous", () => `too little happens for an answer to count: ${vacuityText(answer)}`)
    .with("invalid-model", () => `the model is invalid: ${problemText(answer)}`)
    .with("violated", () => `${answer.found}, and whether fewer would do was not found out`)
    .with("holds-within-bounds", () => answer.found)
    .exhaustive();
};

const stopText = ({ options, report }: Answer): string => {
  const { stopped, states, method, depth } = report;
  const limit = match(stopped)
    .with("states", () => `maxStates (${options.maxStates})`)
    .with("depth", () => `maxDepth (${options.maxDepth})`)
    .with("time", () => `timeout (${options.timeout} s)`)
    .with("strategies", () => `maxStrategies (${options.maxStrategies})`)
    .with("memory", () => "memory")
    .with("interrupt", () => "its signal")
    .with(null, () => "a limit")
    .exhaustive();
  const covered = `${statesText(states, method)}, ${counted(depth, "level")}`;
  return `${limit} ended the search (${covered})`;
};

const vacuityText = ({ report }: Answer): string => report.vacuity.join("; ");

const problemText = ({ report }: Answer): string =>
  report.problem === null ? "for no reason that is known" : faultOf(report.problem);
