/** One predicate over states in no store, asked once for each combination of what is seen. */
import type { Observed, Within } from "../../models/protocol.ts";
import type { Tables } from "../exploration/tables.ts";
import { askPredicate } from "./ask.ts";
import { projectionsOf, seenBy, type Projection } from "./projections.ts";

export class Seer {
  readonly #name: string;
  readonly #asked: Within;
  readonly #projections: readonly Projection[];
  readonly #roles: readonly string[];
  readonly #known = new Map<string, boolean>();

  /** @param name of what is asked, as it is called in messages. */
  constructor(tables: Tables, name: string, asked: Within) {
    const { projections, roles } = projectionsOf(tables, asked.observation);
    this.#name = name;
    this.#asked = asked;
    this.#projections = projections;
    this.#roles = roles;
  }

  /** @param states columns: of one state; of a claim about transitions, before and after. */
  holds(...states: readonly (readonly number[])[]): boolean {
    const ids = states.map((columns) => this.#idsOf(columns));
    const key = ids.join(";");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const seen = ids.map((some) => this.#valueOf(some));
    const holds = askPredicate((...it) => this.#asked.holds(...it), seen, this.#name);
    this.#known.set(key, holds);
    return holds;
  }

  /** Whether the predicate cannot tell two states apart. */
  seesTheSame(a: readonly number[], b: readonly number[]): boolean {
    return this.#projections.every(
      (projection) =>
        projection.idOf(a[projection.column]!) === projection.idOf(b[projection.column]!),
    );
  }

  #idsOf(columns: readonly number[]): readonly number[] {
    return this.#projections.map((projection) => projection.idOf(columns[projection.column]!));
  }

  #valueOf(ids: readonly number[]): object {
    const values = ids.map((id, at): Observed => this.#projections[at]!.values[id]!);
    return seenBy(this.#asked.observation, this.#roles, values);
  }
}
