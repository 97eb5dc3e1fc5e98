/** What happens where nothing is violated: a few ways through a search, so that a model is seen. */
import { traceOf } from "../counterexamples/counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { wayTo } from "../counterexamples/strategies.ts";
import { pathText } from "../exploration/path.ts";
import type { Search, Way } from "../exploration/search.ts";
import type { Instance } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import type { Counterexample } from "../report.ts";
import { RoundRun } from "../rounds/run.ts";

/** States that are looked at, evenly spread over those that were found. */
const CANDIDATES = 200;

interface Candidate {
  readonly row: number;
  readonly way: Way;
  /** Actions that follow each other. */
  readonly pairs: ReadonlySet<string>;
}

/**
 * A shortest way to one of the deepest states; then those with most that was not shown before, the
 * longer first.
 */
export const samplesOf = (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  wanted: number,
): readonly Counterexample[] => {
  const candidates = wanted === 0 ? [] : candidatesOf(search);
  const chosen: Candidate[] = [];
  const shown = new Set<string>();
  while (chosen.length < wanted) {
    const news = ({ pairs }: Candidate): number =>
      [...pairs].filter((pair) => !shown.has(pair)).length;
    const left = candidates.filter((candidate) => !chosen.includes(candidate));
    const next = left.toSorted(
      (a, b) =>
        (chosen.length === 0 ? 0 : news(b) - news(a)) ||
        b.way.actions.length - a.way.actions.length ||
        a.row - b.row,
    )[0];
    if (next === undefined) break;
    chosen.push(next);
    for (const pair of next.pairs) shown.add(pair);
  }
  return chosen.map(({ row, way }) => shownAs(instance, claims, search, row, way));
};

/** And always the first of the last level. */
const candidatesOf = (search: Search): readonly Candidate[] => {
  const outside = new Set(search.judge.outside);
  const step = Math.max(1, Math.ceil(search.found / CANDIDATES));
  const deepest = search.levels[search.depth - 1] ?? 0;
  const spread = Array.from({ length: Math.ceil(search.found / step) }, (_, at) => at * step);
  const rows = [...new Set([deepest, ...spread])].filter((row) => !outside.has(row));
  return rows.map((row) => {
    const way = search.pathTo(row);
    const actions = way.actions.map(({ kind, node, subject, leaving }) =>
      [kind, node, subject, leaving].join(" "),
    );
    const pairs = actions.map((action, at) => `${actions[at - 1] ?? ""}, ${action}`);
    return { row, way, pairs: new Set(pairs) };
  });
};

const shownAs = (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  row: number,
  { initial, actions, numbers, outcomes }: Way,
): Counterexample => {
  if (instance.inRounds) {
    const { strategy, turns } = wayTo(search, row);
    return roundTraceOf(new RoundRun(instance, strategy), turns);
  }
  const keepsHistory = readsHistory(instance, claims);
  const interpreter = new Interpreter(instance, keepsHistory, search.tables.envelopes);
  const path = pathText(initial, numbers, search.startAt(initial));
  return { ...traceOf(interpreter, { outcomes, actions, path }), minimal: !search.goesOn };
};
