/** Holds claims against the states of one route, as it is walked. */
import type { Tables } from "../exploration/tables.ts";
import { Caps } from "../properties/caps.ts";
import type { Claim } from "../properties/claims.ts";
import { Seer } from "../properties/seer.ts";
import { Settling } from "../properties/settling.ts";
import type { Move } from "./walker.ts";

/** One moment of a route. */
export interface Moment {
  /** The state before, if there was one. */
  readonly before: readonly number[] | null;
  readonly columns: readonly number[];
  readonly moves: readonly Move[];
}

export class Judging {
  readonly #settling: readonly Settling[];
  readonly #within: Seer | null;
  readonly #caps: Caps | null;

  constructor(tables: Tables, claims: readonly Claim[]) {
    const { within, caps } = tables.instance.scenario;
    this.#within = within === undefined ? null : new Seer(tables, "within", within);
    this.#caps = caps === undefined ? null : new Caps(tables, caps);
    this.#settling = claims.map((claim) => new Settling(tables, claim));
  }

  /** Whether the scenario leaves out what follows from a state. */
  isOutside(columns: readonly number[]): boolean {
    return (
      this.#caps?.holds((node) => columns[node]!) === false ||
      this.#within?.holds(columns) === false
    );
  }

  /** The claims that this moment settles: violated, or, of witnesses, met. */
  settled({ before, columns, moves }: Moment): readonly Claim[] {
    const isOutside = this.isOutside(columns);
    return this.#settling
      .filter(
        (one) =>
          one.byState(columns, isOutside, () => moves) ||
          (before !== null && one.byStep(before, columns)),
      )
      .map(({ claim }) => claim);
  }
}
