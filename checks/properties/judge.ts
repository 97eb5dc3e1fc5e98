/**
 * Holds the claims against every state that is found, and remembers the first row to settle each.
 */
import type { Observation, Within } from "../../models/protocol.ts";
import type { Store } from "../exploration/store.ts";
import { isViolatedByState, type Claim } from "./claims.ts";
import type { Tables } from "../exploration/tables.ts";
import { MOST_PREDICATES, View } from "./view.ts";

/** The claims over one observation, and which of them still have to be looked at. */
interface Group {
  readonly view: View;
  readonly claims: readonly Claim[];
  /**
   * Bits of the claims that a state may break, or meet, by the predicate's being false, or true.
   */
  breakable: number;
  meetable: number;
  /** Bits of those that are judged where nothing can happen any more. */
  quiescent: number;
}

export class Judge {
  /** Rows that the scenario's `within` leaves out, ascending: judged by `always`, not expanded. */
  readonly outside: number[] = [];
  /** For each claim that was violated, or met, the first row where it was. */
  readonly settled = new Map<Claim, number>();
  readonly #groups: readonly Group[];
  readonly #within: View | null;

  constructor(tables: Tables, claims: readonly Claim[], within: Within | undefined) {
    this.#groups = groupsOf(tables, claims);
    this.#within =
      within === undefined
        ? null
        : new View(tables, within.observation, [
            { name: "within", holds: (seen) => within.holds(seen) },
          ]);
  }

  /** Whether a claim that decides the verdict is broken, so that the search may end. */
  get broken(): boolean {
    return [...this.settled.keys()].some((claim) => claim.decides && isViolation(claim));
  }

  /** Judges the rows from `first` to the end of the store, which are new. */
  found(store: Store, first: number): void {
    // phase: judging
    for (let row = first; row < store.size; row++) {
      const inside = this.#within === null || this.#within.holding(store, row) !== 0;
      if (!inside) this.outside.push(row);
      for (const group of this.#groups) {
        if ((group.breakable | group.meetable) === 0) continue;
        const holding = group.view.holding(store, row);
        const settled = (~holding & group.breakable) | (inside ? holding & group.meetable : 0);
        if (settled !== 0) this.#settle(group, settled, row);
      }
    }
  }

  /** Judges a row in which nothing can happen any more, except a fault. */
  quiescent(store: Store, row: number): void {
    // phase: other
    for (const group of this.#groups) {
      if (group.quiescent === 0) continue;
      const settled = ~group.view.holding(store, row) & group.quiescent;
      if (settled !== 0) this.#settle(group, settled, row);
    }
  }

  /** Takes back what was judged of quiescent rows from a row on. */
  retract(row: number): void {
    for (const [claim, settled] of this.settled)
      if (claim.property.kind === "atQuiescence" && settled >= row) this.settled.delete(claim);
  }

  #settle(group: Group, bits: number, row: number): void {
    group.claims.forEach((claim, at) => {
      if ((bits & (1 << at)) !== 0) this.settled.set(claim, row);
    });
    group.breakable &= ~bits;
    group.meetable &= ~bits;
    group.quiescent &= ~bits;
  }
}

/** Whether a claim that is settled is thereby violated; a witness is met. */
export const isViolation = (claim: Claim): boolean =>
  isViolatedByState(claim) || claim.property.kind === "atQuiescence";

const groupsOf = (tables: Tables, claims: readonly Claim[]): readonly Group[] => {
  const byObservation = new Map<Observation, Claim[]>();
  for (const claim of claims) {
    const { observation } = claim.property;
    byObservation.set(observation, [...(byObservation.get(observation) ?? []), claim]);
  }
  return [...byObservation].flatMap(([observation, alike]) =>
    chunks(alike, MOST_PREDICATES).map((some) => groupOf(tables, observation, some)),
  );
};

const groupOf = (tables: Tables, observation: Observation, claims: readonly Claim[]): Group => {
  const predicates = claims.map(({ name, property }) => ({
    name: `property ${name}`,
    holds: (seen: object) => property.holds(seen),
  }));
  const ofKind = (kind: string): number =>
    claims.reduce((bits, { property }, at) => bits | (property.kind === kind ? 1 << at : 0), 0);
  return {
    view: new View(tables, observation, predicates),
    claims,
    breakable: ofKind("always"),
    meetable: ofKind("sometimes"),
    quiescent: ofKind("atQuiescence"),
  };
};

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
