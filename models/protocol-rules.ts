/** The types of rules and of properties, of which all else of the model language is made. */
import type { NodeId, Observation, Send } from "./protocol-values.ts";

// ── Rules: a guard, then what the node becomes and what it sends ────────────────────────────────

/** `null`: the guard failed. The event cannot happen now; a message waits, or misses its round. */
export interface Rule<State, Event, Context> {
  (state: State, event: Event, context: Context): Outcome<State> | null;
  /** Of the source, such as "5.4.1". */
  readonly section?: string;
}

export interface Outcome<State> {
  readonly state: State;
  readonly sends: readonly Send[];
}

/** What is fixed in a run: nodes by role, all of them, and which sets of them decide. */
export interface Setting<R extends string = string, P = unknown> {
  readonly nodes: Readonly<Record<R, readonly NodeId[]>>;
  readonly everyone: readonly NodeId[];
  readonly quorum: (members: ReadonlySet<NodeId>, of: readonly NodeId[]) => boolean;
  readonly parameters: P;
}

/** What a rule may know beyond its node and its event. `peers` are the others of the same role. */
export interface Context<R extends string = string, P = unknown> extends Setting<R, P> {
  readonly self: NodeId;
  readonly peers: readonly NodeId[];
}

export type RuleTable = Readonly<Record<string, Rule<object, object, Context>>>;

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

/** A list for each role, in the order of its nodes, and the history as it is projected. */
export type Seen<O> = {
  readonly [K in keyof O]: K extends "history" ? Result<O[K]> : readonly Result<O[K]>[];
};
type Result<F> = F extends (...of: never[]) => infer R ? R : never;

export interface Property {
  readonly kind:
    | "always"
    | "alwaysStep"
    | "sometimes"
    | "atQuiescence"
    | "noDeadlock"
    | "eventually";
  readonly observation: Observation;
  holds(...seen: readonly object[]): boolean;
}
/** A bound of the exploration: a state outside is judged, and nothing that follows from it. */
export type Within = Pick<Property, "observation" | "holds">;

export type OfState = <O extends Observation>(of: O, holds: (seen: Seen<O>) => boolean) => Property;
export type OfStep = <O extends Observation>(
  of: O,
  holds: (before: Seen<O>, after: Seen<O>) => boolean,
) => Property;
