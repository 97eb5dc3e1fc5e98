/**
 * A rule that fires in none of the scenarios of its model says nothing, and what holds there says
 * nothing of the rule: the model is vacuous. No single check can see that.
 */
import type { Model } from "../../models/protocol.ts";
import { locateRules } from "../reports/locate.ts";
import type { Result, SilentRule } from "../reports/reporters/reporter.ts";
import { silenceOf } from "../reports/reporters/wording.ts";

/** Judged by complete searches only: what was not explored may fire it. */
export const silentRules = (results: readonly Result[]): readonly SilentRule[] => {
  const sound = results.filter(({ bug }) => bug === null);
  if (sound.some(({ verdict }) => verdict === "budget-exceeded" || verdict === "invalid-model"))
    return [];
  const rules = sound.flatMap((result) => result.rules);
  const fired = new Set(rules.filter((rule) => rule.fired).map(({ rule }) => rule));
  const known = new Map<string, string | null>();
  for (const { rule, source } of rules) known.set(rule, known.get(rule) ?? source ?? null);
  return [...known].flatMap(([rule, source]) => (fired.has(rule) ? [] : [{ rule, source }]));
};

/** The same rules, with their places. */
export const located = (
  { rules, joint }: Model,
  silent: readonly SilentRule[],
): readonly SilentRule[] => {
  const places = locateRules(
    silent.map(({ rule }) => {
      const [role = "", tag = ""] = rule.split(".");
      return rules[role]?.[tag] ?? joint?.[tag]?.rule ?? {};
    }),
  );
  return silent.map(({ rule }, at) => ({ rule, source: places[at] ?? null }));
};

/** The same results, with the places of these rules and no others: `merge` has no model to ask. */
export const withPlaces = (
  results: readonly Result[],
  silent: readonly SilentRule[],
): readonly Result[] => {
  const sources = new Map(silent.map(({ rule, source }) => [rule, source]));
  return results.map((result) => ({
    ...result,
    rules: result.rules.map(({ rule, fired, times, depth, declined }) => {
      const source = result.bug === null ? (sources.get(rule) ?? null) : null;
      const entry = { rule, fired, times, depth, declined };
      return source === null ? entry : { ...entry, source };
    }),
  }));
};

/** The same results, of which those that hold, or all if none does, are not as expected. */
export const withSilence = (
  results: readonly Result[],
  silent: readonly SilentRule[],
): readonly Result[] => {
  if (silent.length === 0) return results;
  const sound = results.filter(({ bug }) => bug === null);
  const holding = sound.filter(({ verdict }) => verdict === "holds-within-bounds");
  const blamed = new Set(holding.length > 0 ? holding : sound);
  const difference = silenceOf(silent.map(({ rule }) => rule).join(", "));
  return results.map((result) => {
    if (!blamed.has(result)) return result;
    const verdict = result.verdict === "holds-within-bounds" ? "vacuous" : result.verdict;
    return { ...result, verdict, ok: false, differences: [...result.differences, difference] };
  });
};
