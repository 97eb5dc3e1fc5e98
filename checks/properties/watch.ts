/**
 * Holds claims against single global states that are in no store, by what is seen of their cells.
 */
import type { Observation, Observed, Within } from "../../models/protocol.ts";
import type { Tables } from "../exploration/tables.ts";
import { askPredicate, type Look } from "./ask.ts";
import { isViolatedByState, type Claim } from "./claims.ts";
import { ABSENT, nodeProjection, type Projection } from "./projections.ts";

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

/** One predicate, asked once for each combination of what is seen. */
class Seer {
  readonly #name: string;
  readonly #asked: Within;
  readonly #projections: readonly { readonly role: string; readonly projection: Projection }[];
  readonly #known = new Map<string, boolean>();

  constructor(tables: Tables, name: string, asked: Within) {
    const { observation } = asked;
    this.#name = name;
    this.#asked = asked;
    this.#projections = tables.instance.nodes
      .filter(({ role }) => observation[role] !== undefined)
      .map(({ index, role }) => ({
        role,
        projection: nodeProjection(tables, index, observation[role] as Look),
      }));
  }

  holds(columns: readonly number[]): boolean {
    const ids = this.#projections.map(({ projection }) =>
      projection.idOf(columns[projection.column]!),
    );
    const key = ids.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const seen = this.#seen(this.#asked.observation, ids);
    const holds = askPredicate((...it) => this.#asked.holds(...it), [seen], this.#name);
    this.#known.set(key, holds);
    return holds;
  }

  #seen(observation: Observation, ids: readonly number[]): object {
    const seen: Record<string, Observed[]> = {};
    for (const role of Object.keys(observation)) seen[role] = [];
    this.#projections.forEach(({ role, projection }, at) => {
      const value = projection.values[ids[at]!]!;
      if (value !== ABSENT) seen[role]!.push(value);
    });
    return seen;
  }
}
