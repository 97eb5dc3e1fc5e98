/** Where a claim is settled, asked of single states and transitions of a search that has ended. */
import { isFault } from "../exploration/actions.ts";
import type { Successor } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import { isStuck } from "../exploration/stuck.ts";
import type { Claim } from "../properties/claims.ts";
import { Seer } from "../properties/seer.ts";

export class Ends {
  /** Whether transitions are what it is about, and not states. */
  readonly isOfSteps: boolean;
  readonly #search: Search;
  readonly #claim: Claim;
  readonly #seer: Seer;
  readonly #outside: ReadonlySet<number>;

  constructor(search: Search, claim: Claim) {
    const { name, property } = claim;
    this.isOfSteps = property.kind === "alwaysStep";
    this.#search = search;
    this.#claim = claim;
    this.#seer = new Seer(search.tables, `property ${name}`, {
      observation: property.observation,
      holds: (...seen) => property.holds(...seen),
    });
    this.#outside = new Set(search.judge.outside);
  }

  /** Whether a row was not expanded, since the scenario's bounds leave it out. */
  isOutside(row: number): boolean {
    return this.#outside.has(row);
  }

  /** Whether a state settles the claim. */
  isEnd(row: number, columns: readonly number[], next: () => readonly Successor[]): boolean {
    const { kind } = this.#claim.property;
    if (this.isOfSteps) return false;
    if (kind === "sometimes") return !this.isOutside(row) && this.#seer.holds(columns);
    if (this.#seer.holds(columns)) return false;
    if (kind === "always") return true;
    if (this.isOutside(row)) return false;
    if (kind === "noDeadlock") return isStuck(this.#search.tables, columns);
    return next().every(({ action, columns: after }) => isFault(action) || same(columns, after));
  }

  /** Whether a transition settles the claim. */
  isEndStep(before: readonly number[], after: readonly number[]): boolean {
    if (!this.isOfSteps || this.#seer.seesTheSame(before, after)) return false;
    return !this.#seer.holds(before, after);
  }
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((number, column) => number === b[column]);
