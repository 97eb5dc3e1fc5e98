/**
 * The cheapest way to a violation in rounds: fewest lies, then fewest messages read. Searches by
 * rising cost, so that what has more lies than the answer is never looked at. Of ways with equal
 * cost the first in the order of actions is found.
 */
import type { Claim } from "../properties/claims.ts";
import { Watch, type Standing } from "../properties/watch.ts";
import { afterTurn } from "./path.ts";
import { distinctStarts, type Start } from "./starts.ts";
import type { Tables } from "./tables.ts";
import type { Turn } from "./turns.ts";

export interface Cheapest {
  readonly claim: Claim;
  readonly start: Start;
  /** Its place among all starts. */
  readonly initial: number;
  readonly turns: readonly Turn[];
  /** Of each turn its place among all that could be taken. */
  readonly numbers: readonly number[];
}

/** Where a run may be after some turns of its nodes. */
export interface Place {
  readonly columns: readonly number[];
  readonly lies: number;
  readonly events: number;
  readonly start: Start;
  readonly turn: Turn | null;
  /** Of the turn among all that could be taken; of a start, among all starts. */
  readonly number: number;
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
  const watch = new Watch(tables, claims);
  const isOutside = outsideOf(tables, watch, mostRounds);
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

/** Shows one violation of a claim after the other, the cheapest first, until there are enough. */
export const cheapestOf = async (
  tables: Tables,
  claim: Claim,
  isEnough: (found: Cheapest) => boolean,
  stop: () => Promise<boolean>,
  mostRounds = Infinity,
): Promise<null> => {
  const watch = new Watch(tables, [claim]);
  const judge = (place: Place, standing: Standing): Cheapest | null => {
    if (watch.violated(place.columns, standing) === null) return null;
    const found = cheapestTo({ place, claim });
    return isEnough(found) ? found : null;
  };
  await firstByCost(tables, { isOutside: outsideOf(tables, watch, mostRounds), judge }, stop);
  return null;
};

const outsideOf = (
  { instance }: Tables,
  watch: Watch,
  mostRounds: number,
): Visitor<Cheapest>["isOutside"] => {
  const mostTurns = (mostRounds + 1) * instance.nodes.length;
  return ({ columns, depth }) => depth >= mostTurns || watch.isOutside(columns);
};

const cheapestTo = ({ place, claim }: { place: Place; claim: Claim }): Cheapest => {
  const [first, ...places] = placesTo(place);
  return {
    claim,
    start: place.start,
    initial: first!.number,
    turns: turnsTo(place),
    numbers: places.map(({ number }) => number),
  };
};

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
  for (const [number, start] of distinctStarts(tables).entries())
    queue.add({
      number,
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
      turnsOf(index, place.columns[index]!).map((turn, number) => {
        const columns = afterTurn(tables, place.columns, turn);
        const [lies, events] = [place.lies + turn.lies, place.events + turn.events];
        return {
          columns,
          lies,
          events,
          start: place.start,
          turn,
          number,
          parent: place,
          depth: place.depth + 1,
        };
      }),
    );
};

/** From the start of a run to a place. */
export const turnsTo = (place: Place): readonly Turn[] =>
  placesTo(place).flatMap(({ turn }) => (turn === null ? [] : [turn]));

const placesTo = (place: Place): readonly Place[] => {
  const places: Place[] = [];
  for (let at: Place | null = place; at !== null; at = at.parent) places.push(at);
  return places.toReversed();
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
