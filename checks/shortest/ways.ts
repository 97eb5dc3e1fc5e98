/**
 * All shortest ways to where a claim is settled. The levels are walked backwards, from the last to
 * the first: a state is on such a way if it settles the claim, or leads to one of the next level
 * that is on a way.
 */
import type { Action } from "../exploration/actions.ts";
import { successors, type Successor } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import type { Settling } from "../properties/settling.ts";

/** Searches with more transitions than these are not walked through again. */
export const MOST_COMPARED = 500_000;

/** The row of no state: a step to here settles the claim. */
export const BEYOND = -1;

export interface Edge {
  readonly action: Action;
  /** Its place among all that can happen there. */
  readonly number: number;
  readonly to: number;
}

export interface Ways {
  /** The rows on the ways, level by level from the first; those that settle the claim have none. */
  readonly levels: readonly ReadonlyMap<number, readonly Edge[]>[];
}

/** @param depth the last level on which the claim may be settled; that of the first states is 1. */
export const shortestWays = (search: Search, settling: Settling, depth: number): Ways => {
  const outside = new Set(search.judge.outside);
  const levels: Map<number, readonly Edge[]>[] = [];
  let next = new Map<string, number>();
  // A claim about transitions is settled on the way to the last level.
  for (let level = depth - (settling.isOfSteps ? 1 : 0); level >= 1; level--) {
    const found = new Map<number, readonly Edge[]>();
    const names = new Map<string, number>();
    for (const row of rowsOf(search, level)) {
      const columns = search.columnsOf(row);
      const place = { columns, isOutside: outside.has(row) };
      const edges = edgesOf(search, settling, place, next);
      if (edges === null) continue;
      found.set(row, edges);
      names.set(columns.join(), row);
    }
    levels.unshift(found);
    next = names;
  }
  return { levels };
};

function* rowsOf({ levels, found }: Search, level: number): Generator<number> {
  const end = levels[level] ?? found;
  for (let row = levels[level - 1] ?? found; row < end; row++) yield row;
}

/** Null: no way leads on from there. */
const edgesOf = (
  { tables }: Search,
  settling: Settling,
  { columns, isOutside }: { readonly columns: readonly number[]; readonly isOutside: boolean },
  next: ReadonlyMap<string, number>,
): readonly Edge[] | null => {
  let known: readonly Successor[] | null = null;
  const after = (): readonly Successor[] => (known ??= [...successors(tables, columns)]);
  if (settling.byState(columns, isOutside, after)) return [];
  if (isOutside || (next.size === 0 && !settling.isOfSteps)) return null;
  const edges = after().flatMap(({ action, columns: reached }, number): readonly Edge[] => {
    const to = settling.byStep(columns, reached) ? BEYOND : next.get(reached.join());
    return to === undefined ? [] : [{ action, number, to }];
  });
  return edges.length === 0 ? null : edges;
};
