/**
 * Of the shortest ways to where a claim is settled, the least: with the fewest faults, then nodes,
 * then values, then switches between nodes; then the first in the order of actions.
 */
import type { Course } from "../counterexamples/counterexample.ts";
import { pathText } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import type { Claim } from "../properties/claims.ts";
import { Settling } from "../properties/settling.ts";
import { arrivals, type Arrival } from "./arrivals.ts";
import { MOST_COMPARED, shortestWays } from "./ways.ts";

/**
 * Courses to where the claim is settled, by length, and the least of each length first; to every
 * such state, and with every bundle of actions, one. None where the search is too large to be
 * walked through again.
 * @param depth the last level that is looked at.
 */
export function* leastCourses(search: Search, claim: Claim, depth: number): Generator<Course> {
  if (search.generated > MOST_COMPARED) return;
  const ways = shortestWays(search, new Settling(search.tables, claim), depth);
  const shown = new Set<string>();
  for (const alike of arrivals(search.tables, ways))
    for (const arrival of alike) {
      // The same actions may end with any of several nodes; the first has the fewest switches.
      const name = `${arrival.row} ${arrival.bundle.number}`;
      if (shown.has(name)) continue;
      shown.add(name);
      yield courseOf(search, arrival);
    }
}

const courseOf = (search: Search, last: Arrival): Course => {
  const edges = [];
  let at = last;
  for (; at.from !== null; at = at.from) if (at.edge !== null) edges.unshift(at.edge);
  const start = search.startAt(at.row);
  const numbers = edges.map(({ number }) => number);
  return {
    outcomes: start.outcomes,
    actions: [...start.past, ...edges.map(({ action }) => action)],
    path: pathText(at.row, numbers, start),
  };
};
