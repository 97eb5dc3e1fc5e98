/**
 * OM(m) without I/O: one general of Lamport, Shostak & Pease, "The Byzantine Generals Problem"
 * (1982), section 3. The host keeps the rounds: it says in which round a report arrived and when
 * the round is over, and it vouches for the sender.
 *
 * The recursion of the paper is a tree, in which a node is a path: who passed the order on, one
 * after the other. Level r holds the paths of r relays in lexicographic order, each at its rank, so
 * that a level is a stretch of one array and the children of a node are neighbours one level below.
 *
 * Generals are numbered: 0 is the commander, 1 to n are the lieutenants.
 */

const SILENCE = 0;
export const RETREAT = 1 as const;
export const ATTACK = 2 as const;
export type Order = typeof RETREAT | typeof ATTACK;

export interface Report {
  readonly to: readonly number[];
  /** The lieutenants who passed the order on; empty: the commander gives it. */
  readonly path: readonly number[];
  readonly order: Order;
}

const COMMANDER = 0;
const NOWHERE = -1;

export class Commander {
  readonly order: Order;
  readonly #lieutenants: readonly number[];

  constructor(lieutenants: number, order: Order) {
    this.order = order;
    this.#lieutenants = Array.from({ length: lieutenants }, (_, index) => index + 1);
  }

  /** OM(m), step 1. */
  endRound(round: number): readonly Report[] {
    return round === 0 ? [{ to: this.#lieutenants, path: [], order: this.order }] : [];
  }
}

export class Lieutenant {
  readonly #self: number;
  readonly #relays: number;
  /** The other lieutenants, in ascending order. */
  readonly #peers: readonly number[];
  readonly #levels: readonly Uint8Array[];
  #decision: Order | null = null;

  /** @param relays is the m of OM(m). */
  constructor(self: number, lieutenants: number, relays: number) {
    this.#self = self;
    this.#relays = relays;
    const everyone = Array.from({ length: lieutenants }, (_, index) => index + 1);
    this.#peers = everyone.filter((general) => general !== self);
    this.#levels = levelsOf(this.#peers.length, relays);
  }

  get decision(): Order | null {
    return this.#decision;
  }

  /** Takes a report; one that is late, early, repeated or impossible might as well not exist. */
  receive(round: number, from: number, path: readonly number[], order: Order): void {
    if (this.#decision !== null || round !== path.length + 1) return;
    if (from !== (path.at(-1) ?? COMMANDER)) return;
    const level = this.#levels[path.length];
    const rank = this.#rankOf(path);
    if (level !== undefined && level[rank] === SILENCE) level[rank] = order;
  }

  /**
   * OM(m), steps 2 and 3: what has not come by now is a retreat. Up to round m, each report of the
   * round is passed on to all who are not in its path; then there is nothing left to wait for.
   */
  endRound(round: number): readonly Report[] {
    const level = this.#levels[round - 1];
    if (level === undefined) return [];
    for (let rank = 0; rank < level.length; rank++) level[rank] ||= RETREAT;
    if (round <= this.#relays) return this.#passOn(level, round - 1);
    this.#decision = this.#decide();
    return [];
  }

  /** All that it was told or had to assume, in the order of rounds. */
  *heard(): Generator<Omit<Report, "to">> {
    for (const [depth, level] of this.#levels.entries())
      for (const [rank, order] of level.entries())
        if (isOrder(order)) yield { path: this.#pathAt(depth, rank).path, order };
  }

  #passOn(level: Uint8Array, depth: number): readonly Report[] {
    const reports: Report[] = [];
    for (const [rank, order] of level.entries()) {
      const { path, others } = this.#pathAt(depth, rank);
      path.push(this.#self);
      if (isOrder(order) && others.length > 0) reports.push({ to: others, path, order });
    }
    return reports;
  }

  /**
   * Folds the tree from its leaves. A node of OM(k) weighs what it says itself and what each of its
   * children came to; no majority is a retreat, as silence is.
   */
  #decide(): Order {
    let below = this.#levels[this.#relays]!;
    for (let depth = this.#relays - 1; depth >= 0; depth--) {
      const width = Math.max(0, this.#peers.length - depth);
      const level = this.#levels[depth]!.slice();
      for (let rank = 0; rank < level.length; rank++) {
        let attacks = level[rank] === ATTACK ? 1 : 0;
        for (let child = rank * width; child < (rank + 1) * width; child++)
          if (below[child] === ATTACK) attacks++;
        level[rank] = 2 * attacks > width + 1 ? ATTACK : RETREAT;
      }
      below = level;
    }
    return below[0] === ATTACK ? ATTACK : RETREAT;
  }

  /** Where a path stands among those of its length; nowhere, if nobody could have walked it. */
  #rankOf(path: readonly number[]): number {
    let rank = 0;
    for (let step = 0; step < path.length; step++) {
      const general = path[step]!;
      let place = this.#peers.indexOf(general);
      if (place === -1) return NOWHERE;
      for (let before = 0; before < step; before++) {
        if (path[before] === general) return NOWHERE;
        if (path[before]! < general) place--;
      }
      rank = rank * (this.#peers.length - step) + place;
    }
    return rank;
  }

  /** The path of a rank, and the lieutenants who are not in it. */
  #pathAt(depth: number, rank: number): { path: number[]; others: number[] } {
    const places: number[] = [];
    let rest = rank;
    for (let step = depth - 1; step >= 0; step--) {
      const width = this.#peers.length - step;
      places.push(rest % width);
      rest = Math.floor(rest / width);
    }
    const others = [...this.#peers];
    const path = places.toReversed().flatMap((place) => others.splice(place, 1));
    return { path, others };
  }
}

/** A level for each number of relays; one that is longer than all peers in a row has no path. */
const levelsOf = (peers: number, relays: number): readonly Uint8Array[] => {
  const levels = [new Uint8Array(1)];
  for (let depth = 0; depth < relays; depth++)
    levels.push(new Uint8Array(levels[depth]!.length * Math.max(0, peers - depth)));
  return levels;
};

const isOrder = (value: number): value is Order => value !== SILENCE;
