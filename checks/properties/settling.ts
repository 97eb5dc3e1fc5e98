/** Whether a claim is settled by a state or a transition that is in no store. */
import { isFault, type Action } from "../exploration/actions.ts";
import { isStuck } from "../exploration/stuck.ts";
import type { Tables } from "../exploration/tables.ts";
import type { Claim } from "./claims.ts";
import { Seer } from "./seer.ts";

/** What can happen in a state, and where it leads. */
interface Next {
  readonly action: Action;
  readonly columns: readonly number[];
}

export class Settling {
  readonly claim: Claim;
  readonly #tables: Tables;
  readonly #seer: Seer;

  constructor(tables: Tables, claim: Claim) {
    const { name, property } = claim;
    this.claim = claim;
    this.#tables = tables;
    this.#seer = new Seer(tables, `property ${name}`, {
      observation: property.observation,
      holds: (...seen) => property.holds(...seen),
    });
  }

  /** Whether transitions are what it is about, and not states. */
  get isOfSteps(): boolean {
    return this.claim.property.kind === "alwaysStep";
  }

  /**
   * Whether a state violates the claim, or is the witness that it asks for.
   * @param isOutside whether the scenario's bounds leave out what follows.
   */
  byState(columns: readonly number[], isOutside: boolean, next: () => readonly Next[]): boolean {
    const { kind } = this.claim.property;
    if (this.isOfSteps) return false;
    if (kind === "sometimes") return !isOutside && this.#seer.holds(columns);
    if (kind === "always") return !this.#seer.holds(columns);
    // A predicate of final states may rest on their being final, so it is asked in no others.
    return !isOutside && this.#isFinal(columns, next) && !this.#seer.holds(columns);
  }

  #isFinal(columns: readonly number[], next: () => readonly Next[]): boolean {
    if (this.claim.property.kind === "noDeadlock") return isStuck(this.#tables, columns);
    return next().every(({ action, columns: after }) => isFault(action) || same(columns, after));
  }

  /** Whether a transition violates the claim. */
  byStep(before: readonly number[], after: readonly number[]): boolean {
    if (!this.isOfSteps || this.#seer.seesTheSame(before, after)) return false;
    return !this.#seer.holds(before, after);
  }
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.every((number, column) => number === b[column]);
