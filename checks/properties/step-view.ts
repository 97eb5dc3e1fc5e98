/**
 * One observation, and the predicates over what it sees before and after a transition. What is seen
 * of a row becomes one number; a predicate runs once for each pair of different numbers.
 */
import type { Observation, Observed } from "../../models/protocol.ts";
import type { Layout } from "../exploration/layout.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Tables } from "../exploration/tables.ts";
import { askPredicate } from "./ask.ts";
import { projectionsOf, seenBy, type Projection } from "./projections.ts";
import type { Predicate } from "./view.ts";

export class StepView {
  readonly #projections: readonly Projection[];
  readonly #observation: Observation;
  readonly #roles: readonly string[];
  readonly #predicates: readonly Predicate[];
  /** Pairs (combination so far, number of what is seen) -> combination, by projection. */
  readonly #folds: readonly PairMap[];
  #combinations = 1;
  /** What is seen in a combination that is complete. */
  readonly #seen = new Map<number, readonly number[]>();
  readonly #answers = new PairMap();

  constructor(tables: Tables, observation: Observation, predicates: readonly Predicate[]) {
    const { projections, roles } = projectionsOf(tables, observation);
    this.#projections = projections;
    this.#roles = roles;
    this.#observation = observation;
    this.#predicates = predicates;
    this.#folds = projections.map(() => new PairMap());
  }

  /** What is seen of a row at a place of an array, as a number. */
  seen(rows: Int32Array, base: number, { word, shift, mask }: Layout): number {
    let combination = 0;
    const ids = this.#projections.map((projection) => {
      const { column } = projection;
      return projection.idOf((rows[base + word[column]!]! >>> shift[column]!) & mask[column]!);
    });
    for (const [at, id] of ids.entries()) {
      const next = this.#folds[at]!.intern(combination, id, this.#combinations);
      if (next === this.#combinations) this.#combinations++;
      combination = next;
    }
    if (!this.#seen.has(combination)) this.#seen.set(combination, ids);
    return combination;
  }

  /** Which predicates hold between two numbers: a bit for each, in their order. */
  holding(before: number, after: number): number {
    const known = this.#answers.get(before, after);
    if (known >= 0) return known;
    const seen = [before, after].map((number) => this.#valueOf(this.#seen.get(number)!));
    const bits = this.#predicates.reduce(
      (some, { name, holds }, at) => (askPredicate(holds, seen, name) ? some | (1 << at) : some),
      0,
    );
    this.#answers.set(before, after, bits);
    return bits;
  }

  #valueOf(ids: readonly number[]): object {
    const values = ids.map((id, at): Observed => this.#projections[at]!.values[id]!);
    return seenBy(this.#observation, this.#roles, values);
  }
}
