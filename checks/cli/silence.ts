/**
 * A rule that fires in none of the scenarios of its model says nothing, and what holds there says
 * nothing of the rule: the model is vacuous. No single check can see that.
 */
import type { Result } from "../reports/reporters/reporter.ts";

/** Judged by complete searches only: what was not explored may fire it. */
export const silentRules = (results: readonly Result[]): readonly string[] => {
  const sound = results.filter(({ bug }) => bug === null);
  if (sound.some(({ verdict }) => verdict === "budget-exceeded" || verdict === "invalid-model"))
    return [];
  const rules = sound.flatMap((result) => result.rules);
  const fired = new Set(rules.filter((rule) => rule.fired).map(({ rule }) => rule));
  const known = rules.map(({ rule }) => rule);
  return [...new Set(known)].filter((rule) => !fired.has(rule));
};

/** The same results, of which those that hold, or all if none does, are not as expected. */
export const withSilence = (
  results: readonly Result[],
  silent: readonly string[],
): readonly Result[] => {
  if (silent.length === 0) return results;
  const sound = results.filter(({ bug }) => bug === null);
  const holding = sound.filter(({ verdict }) => verdict === "holds-within-bounds");
  const blamed = new Set(holding.length > 0 ? holding : sound);
  const difference = `vacuous: no scenario fires ${silent.join(", ")}`;
  return results.map((result) => {
    if (!blamed.has(result)) return result;
    const verdict = result.verdict === "holds-within-bounds" ? "vacuous" : result.verdict;
    return { ...result, verdict, ok: false, differences: [...result.differences, difference] };
  });
};
