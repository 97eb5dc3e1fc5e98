/** What is printed of mutants. */
import type { Mutant } from "./mutant.ts";
import type { Trial } from "./trial.ts";

export const HELP = `Makes one mistake in the engine after the other, and names the test that
notices each. The work tree is not touched.

Usage: npm run mutants -- [options]

  --only NAME  only this mutant; may be given again
  --list       what mutants there are
  --json       one JSON document
  --help       this text

Exit status: 0 if all are killed, 1 if one survives, 2 if nothing is known: the text of a mutant is
not found in the engine, tests fail without a mutant, or a mutant ends otherwise than by a test.

Examples:
  npm run mutants
  npm run mutants -- --only every-row-is-new --only first-word-of-a-row-is-enough`;

export const lineOf = (trial: Trial): string => {
  const { outcome, name, class: kind, seconds } = trial;
  return `${outcome.padEnd(8)}  ${name}  (${kind})  ${endOf(trial)}, ${seconds.toFixed(1)} s`;
};

const endOf = (trial: Trial): string => {
  const { outcome, test, late, elsewhere, why, file } = trial;
  if (outcome === "error") return `${why}; it is in ${file}`;
  if (outcome === "survived") return `no test notices it; it is in ${file}`;
  const note = elsewhere ? ", which is not among its tests" : "";
  return `by ${late ? "the time limit of " : ""}"${test}" in ${trial.in}${note}`;
};

export const summary = (trials: readonly Trial[]): string =>
  `${killedOf(trials)} of ${trials.length} mutants killed`;

const killedOf = (trials: readonly Trial[]): number =>
  trials.filter(({ outcome }) => outcome === "killed").length;

export const documentOf = (trials: readonly Trial[]): string =>
  JSON.stringify({ version: 1, mutants: trials, killed: killedOf(trials) }, null, 2);

export const listing = (mutants: readonly Mutant[], isJson: boolean): string => {
  if (isJson) return JSON.stringify({ version: 1, mutants }, null, 2);
  const width = Math.max(0, ...mutants.map(({ name }) => name.length));
  return mutants
    .map(({ name, class: kind, file }) => `${name.padEnd(width)}  ${kind}, in ${file}`)
    .join("\n");
};
