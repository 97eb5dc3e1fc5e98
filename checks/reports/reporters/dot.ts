/** A character for each check; then all that is not as expected, with its picture. */
import { harmless, paint } from "../terminal.ts";
import type { Again, Reporter, Result } from "./reporter.ts";
import { failureText } from "./text.ts";
import { harmlessResult, isUnjudged, pictureOf, summaryOf } from "./wording.ts";

export const dotReporter = (again: Again): Reporter => ({
  answer: markOf,
  silence: () => "",
  end: (run) => {
    const failed = run.results.filter(({ ok }) => !ok);
    const told = failed.map((result) => `${blockOf(result, harmless(again(result)))}\n`);
    return `\n\n${told.join("")}${summaryOf(run)}\n`;
  },
});

const markOf = (result: Result): string => {
  if (result.ok) return paint("good", "·");
  if (!isUnjudged(result)) return paint("bad", "x");
  return result.verdict === "invalid-model" ? paint("bad", "!") : paint("doubtful", "?");
};

const blockOf = (failed: Result, again: string): string => {
  const result = harmlessResult(failed);
  const picture = pictureOf(result).map((line) => (line === "" ? "\n" : `      ${line}\n`));
  return failureText(result, again, null) + picture.join("");
};
