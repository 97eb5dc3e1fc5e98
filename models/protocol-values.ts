/** The values that all else of the model language speaks of. */
import type { Brand } from "@effect/schema";

/** The name of a node. A brand, so that no other string is taken for one. */
export type NodeId = string & Brand.Brand<"NodeId">;

export interface Send {
  readonly to: readonly NodeId[];
  readonly tag: string;
  readonly payload: object;
}

/** What a property sees of a node or of the history: small values, which an engine interns. */
export type Observed =
  | (string | number | boolean | null)
  | readonly Observed[]
  | { readonly [field: string]: Observed };

export type Observation = { readonly [name: string]: ((...of: never[]) => Observed) | undefined };
