/** One counterexample of a page: what is violated, how it comes to it, and how to see it again. */
import type { CheckReport, Counterexample } from "../../report.ts";
import { counted, liesText } from "../figures.ts";
import { block, folded, named } from "../markdown.ts";
import { storyOf } from "../story.ts";
import type { Protocol } from "./protocol.ts";

/** Paragraphs of Markdown. @param choices that `check` was asked with. */
export const counterexampleText = (
  { model, commands }: Protocol,
  { counterexample, property }: CheckReport,
  choices: readonly string[],
): readonly string[] => {
  if (counterexample === null) return [];
  const inRounds = model.vocabulary.synchronous === true;
  const words = { title: "counterexample", end: `violates ${property ?? "nothing"}` };
  const story = block("text", storyOf(counterexample, words, inRounds));
  const lines = [
    commands.of("check", model.name, ...choices),
    ...commands.again(counterexample, choices),
  ];
  const summary = `Counterexample: ${amountText(counterexample, inRounds)}`;
  return [folded(summary, story).join("\n"), block("sh", lines.join("\n")).join("\n")];
};

/** ``violates `atomicity` after 5 actions``: of a scenario. */
export const violationText = (
  { property, counterexample }: CheckReport,
  inRounds: boolean,
): string => {
  const violates = `violates ${named(property ?? "nothing")}`;
  return counterexample === null ? violates : `${violates} ${lengthText(counterexample, inRounds)}`;
};

/** `after 5 actions`, `with 1 lie, after 2 messages`. */
export const lengthText = ({ length, lies }: Counterexample, inRounds: boolean): string =>
  `${lies === 0 ? "" : `with ${liesText(lies)}, `}after ${counted(length, unitOf(inRounds))}`;

const amountText = ({ length, lies }: Counterexample, inRounds: boolean): string =>
  `${lies === 0 ? "" : `${liesText(lies)}, `}${counted(length, unitOf(inRounds))}`;

/** In rounds, the length of a counterexample is what loyal nodes read in it. */
const unitOf = (inRounds: boolean): string => (inRounds ? "message" : "action");
