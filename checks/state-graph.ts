/** All that a small search has found, as it is drawn. */
import type { Json, Message } from "./trace.ts";

export interface StateGraph {
  readonly states: readonly GraphState[];
  /** Those that change nothing are left out. */
  readonly transitions: readonly GraphTransition[];
}

export interface GraphState {
  readonly isInitial: boolean;
  /** Whether the bounds of the scenario leave out what follows from it. */
  readonly isOutside: boolean;
  /** The properties that it is the first to violate or to meet. */
  readonly settles: readonly string[];
  readonly nodes: readonly {
    readonly node: string;
    readonly state: Json;
    readonly up: boolean;
    readonly inbox: readonly Message[];
  }[];
  /** Links that are cut, as pairs of nodes. */
  readonly cut: readonly (readonly [from: string, to: string])[];
}

export interface GraphTransition {
  readonly from: number;
  readonly to: number;
  /** Null: it belongs to links. */
  readonly node: string | null;
  readonly action: string;
  /** The message or what else it is about. */
  readonly about: string | null;
}
