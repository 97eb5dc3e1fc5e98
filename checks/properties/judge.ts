/**
 * Holds the claims against every state that is found, and remembers the first row to settle each.
 */
import type { Observation, Scenario } from "../../models/protocol.ts";
import { columnsAt } from "../exploration/layout.ts";
import type { Arrivals, Store } from "../exploration/store.ts";
import { isStuck } from "../exploration/stuck.ts";
import type { Tables } from "../exploration/tables.ts";
import { Caps } from "./caps.ts";
import type { Claim } from "./claims.ts";
import { StepView } from "./step-view.ts";
import { MOST_PREDICATES, View, type Predicate } from "./view.ts";

/** Where a claim was settled first. */
export interface Settlement {
  readonly row: number;
  /** Of a claim about transitions: the columns of the state after the one that settles it. */
  readonly after: readonly number[] | null;
}

/** The claims over one observation, and which of them still have to be looked at. */
interface Group {
  readonly view: View;
  readonly claims: readonly Claim[];
  /**
   * Bits of the claims that a state may break, or meet, by the predicate's being false, or true.
   */
  breakable: number;
  meetable: number;
  /** Bits of those that are judged where nothing can happen any more, or nothing is enabled. */
  quiescent: number;
  stuck: number;
}

/** The same of claims about transitions. */
interface StepGroup {
  readonly view: StepView;
  readonly claims: readonly Claim[];
  breakable: number;
}

export class Judge {
  /** Rows that the scenario's `within` leaves out, ascending: judged by `always`, not expanded. */
  readonly outside: number[] = [];
  /** For each claim that was violated, or met, where it was first. */
  readonly settled = new Map<Claim, Settlement>();
  readonly #tables: Tables;
  readonly #groups: readonly Group[];
  readonly #steps: readonly StepGroup[];
  readonly #within: View | null;
  readonly #caps: Caps | null;

  constructor(tables: Tables, claims: readonly Claim[], { within, caps }: Scenario) {
    this.#tables = tables;
    const isOfSteps = ({ property }: Claim): boolean => property.kind === "alwaysStep";
    this.#groups = groupsOf(
      claims.filter((claim) => !isOfSteps(claim)),
      (observation, alike) => groupOf(tables, observation, alike),
    );
    this.#steps = groupsOf(claims.filter(isOfSteps), (observation, alike) =>
      stepGroupOf(tables, observation, alike),
    );
    this.#caps = caps === undefined ? null : new Caps(tables, caps);
    this.#within =
      within === undefined
        ? null
        : new View(tables, within.observation, [
            { name: "within", holds: (...seen) => within.holds(...seen) },
          ]);
  }

  /** Whether a claim that decides the verdict is broken, so that the search may end. */
  get broken(): boolean {
    return [...this.settled.keys()].some((claim) => claim.decides && isViolation(claim));
  }

  /** Judges the rows from `first` to the end of the store, which are new. */
  found(store: Store, first: number): void {
    // phase: judging
    const isBounded = this.#within !== null || this.#caps !== null;
    for (let row = first; row < store.size; row++) {
      const inside = !isBounded || this.#isInside(store, row);
      if (!inside) this.outside.push(row);
      for (const group of this.#groups) {
        if ((group.breakable | group.meetable) === 0) continue;
        const holding = group.view.holding(store, row);
        const settled = (~holding & group.breakable) | (inside ? holding & group.meetable : 0);
        if (settled !== 0) this.#settle(group, settled, row);
      }
    }
  }

  #isInside(store: Store, row: number): boolean {
    if (this.#caps?.holds((node) => store.read(row, node)) === false) return false;
    return this.#within === null || this.#within.holding(store, row) !== 0;
  }

  /** Whether transitions are judged. */
  get judgesSteps(): boolean {
    return this.#steps.length > 0;
  }

  /** Judges the transitions to successors that are about to be stored. */
  stepping(store: Store, { items, pending }: Arrivals): void {
    // phase: judging
    const { layout, rows } = store;
    const { words } = layout;
    for (const group of this.#steps)
      for (let at = 0; at < pending && group.breakable !== 0; at++) {
        const base = at * (words + 2);
        const row = items[base + words + 1]!;
        if (row < 0) continue;
        const before = group.view.seen(rows, row * words, layout);
        const after = group.view.seen(items, base, layout);
        if (before === after) continue;
        const broken = ~group.view.holding(before, after) & group.breakable;
        if (broken === 0) continue;
        group.breakable &= ~broken;
        const settlement = { row, after: columnsAt(items, base, layout) };
        group.claims.forEach((claim, bit) => {
          if ((broken & (1 << bit)) !== 0) this.settled.set(claim, settlement);
        });
      }
  }

  /** Judges a row in which nothing can happen any more, except a fault. */
  quiescent(store: Store, row: number): void {
    // phase: other
    for (const group of this.#groups) {
      if ((group.quiescent | group.stuck) === 0) continue;
      const failing = ~group.view.holding(store, row);
      let settled = failing & group.quiescent;
      if ((failing & group.stuck) !== 0 && isStuck(this.#tables, store.columns(row)))
        settled |= failing & group.stuck;
      if (settled !== 0) this.#settle(group, settled, row);
    }
  }

  /** Takes back what was judged of rows that were expanded, from a row on. */
  retract(row: number): void {
    for (const [claim, settled] of this.settled)
      if (BY_EXPANSION.has(claim.property.kind) && settled.row >= row) this.settled.delete(claim);
  }

  #settle(group: Group, bits: number, row: number): void {
    group.claims.forEach((claim, at) => {
      if ((bits & (1 << at)) !== 0) this.settled.set(claim, { row, after: null });
    });
    group.breakable &= ~bits;
    group.meetable &= ~bits;
    group.quiescent &= ~bits;
    group.stuck &= ~bits;
  }
}

/** Judged when a row is expanded, not when it is found. */
const BY_EXPANSION: ReadonlySet<string> = new Set(["alwaysStep", "atQuiescence", "noDeadlock"]);

/** Whether a claim that is settled is thereby violated; a witness is met. */
export const isViolation = ({ property, outOfReach }: Claim): boolean =>
  property.kind !== "sometimes" || outOfReach;

const groupsOf = <G>(
  claims: readonly Claim[],
  groupOf: (observation: Observation, claims: readonly Claim[]) => G,
): readonly G[] => {
  const byObservation = new Map<Observation, Claim[]>();
  for (const claim of claims) {
    const { observation } = claim.property;
    byObservation.set(observation, [...(byObservation.get(observation) ?? []), claim]);
  }
  return [...byObservation].flatMap(([observation, alike]) =>
    chunks(alike, MOST_PREDICATES).map((some) => groupOf(observation, some)),
  );
};

const predicatesOf = (claims: readonly Claim[]): readonly Predicate[] =>
  claims.map(({ name, property }) => ({
    name: `property ${name}`,
    holds: (...seen) => property.holds(...seen),
  }));

const stepGroupOf = (
  tables: Tables,
  observation: Observation,
  claims: readonly Claim[],
): StepGroup => ({
  view: new StepView(tables, observation, predicatesOf(claims)),
  claims,
  breakable: 2 ** claims.length - 1,
});

const groupOf = (tables: Tables, observation: Observation, claims: readonly Claim[]): Group => {
  const ofKind = (kind: string): number =>
    claims.reduce((bits, { property }, at) => bits | (property.kind === kind ? 1 << at : 0), 0);
  return {
    view: new View(tables, observation, predicatesOf(claims)),
    claims,
    breakable: ofKind("always"),
    meetable: ofKind("sometimes"),
    quiescent: ofKind("atQuiescence"),
    stuck: ofKind("noDeadlock"),
  };
};

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
