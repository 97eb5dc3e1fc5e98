/**
 * The cheapest way to a violation in rounds: fewest lies, then fewest messages read. Searches by
 * rising cost, so that what has more lies than the answer is never looked at. Of ways with equal
 * cost the first in the order of actions is found.
 */
import type { Claim } from "../properties/claims.ts";
import { Watch, type Standing } from "../properties/watch.ts";
import { afterTurn } from "./path.ts";
import { inOrder, startsOf, type Start } from "./starts.ts";
import type { Tables } from "./tables.ts";
import type { Turn } from "./turns.ts";

export interface Cheapest {
  readonly claim: Claim;
  readonly start: Start;
  readonly turns: readonly Turn[];
}

/** Where a run may be after some turns of its nodes. */
export interface Place {
  readonly columns: readonly number[];
  readonly lies: number;
  readonly events: number;
  readonly start: Start;
  readonly turn: Turn | null;
  readonly parent: Place | null;
  /** Turns that led to it. */
  readonly depth: number;
}

/**
 * @param tables in which lies are counted.
 * @param stop is asked now and then whether to give up; then the answer is null.
 * @param mostRounds beyond which nothing is looked at, where runs do not end by themselves.
 */
export const cheapest = async (
  tables: Tables,
  claims: readonly Claim[],
  stop: () => Promise<boolean>,
  mostRounds = Infinity,
): Promise<Cheapest | null> => {
  const mostTurns = (mostRounds + 1) * tables.instance.nodes.length;
  const watch = new Watch(tables, claims);
  const isOutside = ({ columns, depth }: Place): boolean =>
    depth >= mostTurns || watch.isOutside(columns);
  let best: { readonly place: Place; readonly claim: Claim } | null = null;
  // Of what costs the same, the violation of the claim that is declared first is shown.
  const judge = (place: Place, standing: Standing): Cheapest | null => {
    if (best !== null && costsMore(place, best.place)) return cheapestTo(best);
    const claim = watch.violated(place.columns, standing);
    if (claim === null) return null;
    if (best === null || claims.indexOf(claim) < claims.indexOf(best.claim))
      best = { place, claim };
    return null;
  };
  const found = await firstByCost(tables, { isOutside, judge }, stop);
  return found ?? (best === null ? null : cheapestTo(best));
};

const cheapestTo = ({ place, claim }: { place: Place; claim: Claim }): Cheapest => ({
  claim,
  start: place.start,
  turns: turnsTo(place),
});

const costsMore = (a: Place, b: Place): boolean => a.lies > b.lies || a.events > b.events;

export interface Visitor<T> {
  /** Whether what follows is left out. */
  readonly isOutside: (place: Place) => boolean;
  /** Anything but null ends the walk. */
  readonly judge: (place: Place, standing: Standing) => T | null;
}

/** Visits every place once, by rising cost, until the visitor has an answer. */
export const firstByCost = async <T>(
  tables: Tables,
  { isOutside, judge }: Visitor<T>,
  stop: () => Promise<boolean>,
): Promise<T | null> => {
  const queue = new Queue();
  const moves = movesOf(tables);
  const seen = new Set<string>();
  for (const start of inOrder(startsOf(tables)))
    queue.add({
      columns: start.columns,
      lies: 0,
      events: 0,
      start,
      turn: null,
      parent: null,
      depth: 0,
    });
  let count = 0;
  for (let place = queue.take(); place !== null; place = queue.take()) {
    const key = place.columns.join();
    if (seen.has(key)) continue;
    seen.add(key);
    const isLeftOut = isOutside(place);
    const next = isLeftOut ? [] : moves(place);
    const standing = isLeftOut ? "outside" : next.length === 0 ? "end" : "inside";
    const answer = judge(place, standing);
    if (answer !== null) return answer;
    for (const one of next) queue.add(one);
    if (++count === MOST_PLACES || (count % PLACES_APART === 0 && (await stop()))) return null;
  }
  return null;
};

/** Places between two looks at what may stop the search. */
const PLACES_APART = 1 << 12;
/** Then another counterexample has to do, and it is said that fewer lies may be enough. */
const MOST_PLACES = 1 << 22;

/** What can follow: the turns of the one node that has its turn. */
const movesOf = (tables: Tables): ((place: Place) => readonly Place[]) => {
  const { instance, turns } = tables;
  const known = instance.nodes.map(() => new Map<number, readonly Turn[]>());
  const turnsOf = (node: number, cell: number): readonly Turn[] => {
    const found = known[node]!.get(cell) ?? turns.of(instance.nodes[node]!, cell);
    known[node]!.set(cell, found);
    return found;
  };
  return (place) =>
    instance.nodes.flatMap(({ index }) =>
      turnsOf(index, place.columns[index]!).map((turn) => {
        const columns = afterTurn(tables, place.columns, turn);
        const [lies, events] = [place.lies + turn.lies, place.events + turn.events];
        return {
          columns,
          lies,
          events,
          start: place.start,
          turn,
          parent: place,
          depth: place.depth + 1,
        };
      }),
    );
};

/** From the start of a run to a place. */
export const turnsTo = (place: Place): readonly Turn[] => {
  const turns: Turn[] = [];
  for (let at: Place | null = place; at !== null; at = at.parent)
    if (at.turn !== null) turns.push(at.turn);
  return turns.toReversed();
};

/** By lies, then by events, then by arrival. */
class Queue {
  readonly #buckets: Place[][][] = [];
  #lies = 0;
  #events = 0;
  #taken = 0;

  add(place: Place): void {
    const byEvents = (this.#buckets[place.lies] ??= []);
    (byEvents[place.events] ??= []).push(place);
  }

  /** Costs never fall along a way, so buckets that were emptied stay empty. */
  take(): Place | null {
    for (; this.#lies < this.#buckets.length; this.#lies++, this.#events = 0) {
      const byEvents = this.#buckets[this.#lies] ?? [];
      for (; this.#events < byEvents.length; this.#events++, this.#taken = 0) {
        const bucket = byEvents[this.#events] ?? [];
        if (this.#taken < bucket.length) return bucket[this.#taken++]!;
        byEvents[this.#events] = [];
      }
    }
    return null;
  }
}
