/** What is shown of a violation, and how much of it is asked for. */
import type { Watching } from "../exploration/search.ts";
import type { Claim } from "../properties/claims.ts";
import type { Counterexample } from "../report.ts";

export interface Exposed {
  readonly claim: Claim;
  readonly counterexample: Counterexample;
  /** More of them, each of another causal shape. */
  readonly others: readonly Counterexample[];
}

export interface Exposing {
  /** How many of different shape are looked for. */
  readonly wanted: number;
  readonly watching: Watching;
}
