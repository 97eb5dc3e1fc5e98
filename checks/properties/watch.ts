/**
 * Holds claims against single global states that are in no store, by what is seen of their cells.
 */
import type { Tables } from "../exploration/tables.ts";
import { isViolatedByState, type Claim } from "./claims.ts";
import { Seer } from "./seer.ts";

/** Whether a state is left out by its scenario, or nothing can follow from it. */
export type Standing = "outside" | "end" | "inside";

export class Watch {
  readonly #within: Seer | null;
  readonly #claims: readonly Claim[];
  readonly #seers: readonly Seer[];

  constructor(tables: Tables, claims: readonly Claim[]) {
    const { within } = tables.instance.scenario;
    this.#within = within === undefined ? null : new Seer(tables, "within", within);
    this.#claims = claims.filter(({ decides }) => decides);
    this.#seers = this.#claims.map(
      ({ name, property }) => new Seer(tables, `property ${name}`, property),
    );
  }

  /** Whether the scenario leaves out what follows from a state. */
  isOutside(columns: readonly number[]): boolean {
    return this.#within !== null && !this.#within.holds(columns);
  }

  /** The first claim that is violated in a state. */
  violated(columns: readonly number[], standing: Standing): Claim | null {
    const at = this.#claims.findIndex((claim, index) => {
      // Reaching a witness that should be out of reach is a violation.
      const wrong = claim.property.kind === "sometimes";
      return isAsked(claim, standing) && this.#seers[index]!.holds(columns) === wrong;
    });
    return this.#claims[at] ?? null;
  }
}

/** Outside its scenario's bounds a state is judged by invariants alone. */
const isAsked = (claim: Claim, standing: Standing): boolean => {
  const { kind } = claim.property;
  if (kind === "atQuiescence") return standing === "end";
  return kind === "always" || (isViolatedByState(claim) && standing !== "outside");
};
