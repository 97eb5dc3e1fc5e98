/**
 * A random model as plain data: it can be drawn from a seed, printed, and made simpler, part by
 * part. Whatever a recipe says, the model made of it keeps to its schemas.
 */

import type { Faults, NetworkKind } from "../../models/protocol.ts";

/** One field, called `value`, of a message, a timer or a request; `none`: no field at all. */
export type FieldKind = "none" | "int" | "bounded" | "node" | "flag" | "word" | "maybe";

/** What a node may remember beside its phase; `saved` is what is on disk of the count. */
export type Memory = "count" | "saved" | "seen" | "last" | "log" | "votes";
/** `grow`: one more, or the newest; `shrink`: one less, or nothing. A full memory stays full. */
type Effect = "grow" | "shrink";

export interface RoleRecipe {
  readonly name: string;
  readonly population: number;
  readonly phases: number;
  readonly memory: readonly Memory[];
  readonly receives: readonly string[];
  readonly timers: readonly string[];
  readonly requests: readonly string[];
  /** Null: a node of this role that is down stays down. */
  readonly durable: readonly ("phase" | Memory)[] | null;
  /** Whether the count, durable, may be ahead of what is saved, durable too. */
  readonly isUnsynced: boolean;
  readonly initial: readonly StartRecipe[];
  /** By tag and then by phase; `Restart` among them, where a node that comes up does more. */
  readonly rules: Readonly<Record<string, readonly (Reaction | null)[]>>;
}

export interface StartRecipe {
  readonly phase: number;
  /** The count, where the role counts. */
  readonly count: number;
  readonly sends: readonly SendRecipe[];
}

export interface Reaction {
  readonly guard: Guard;
  readonly phase: number;
  readonly effects: Readonly<Partial<Record<Memory, Effect>>>;
  readonly sends: readonly SendRecipe[];
}

/**
 * `count`: something is left, and one is taken; `fresh`: the sender is not among those seen;
 * `quorum`: those seen and the sender are a quorum of the first role; `value`: the field of the
 * event is neither zero, false, null nor the node itself.
 */
export type Guard = "none" | "count" | "fresh" | "quorum" | "value";

export interface SendRecipe {
  readonly tag: string;
  /** Those of them that take the message. A role's name stands for its nodes. */
  readonly to: "self" | "sender" | "peers" | "everyone" | "twice" | (string & {});
  /** What the value is made of; `copy` passes on that of the event. */
  readonly value: number | "copy";
}

/** What is seen of a node, or of the history. */
export type View = "phase" | "up" | "inboxEmpty" | Memory | "fired" | "who";
export interface Clause {
  /** `history` is one too. */
  readonly role: string;
  readonly view: View;
  readonly is: string | number | boolean | null | readonly number[];
  readonly how: "some" | "every" | "at most one";
}
export interface Condition {
  readonly clauses: readonly Clause[];
  readonly join: "and" | "or";
  readonly negated: boolean;
}
export interface PropertyRecipe extends Condition {
  readonly name: string;
  readonly kind: "always" | "alwaysStep" | "sometimes" | "atQuiescence" | "noDeadlock";
}

/** What it makes of the node and of each of its partners, by their phases. */
export interface JointRecipe {
  readonly name: string;
  readonly role: string;
  readonly with: string;
  readonly partners: number | null;
  readonly node: readonly (Reaction | null)[];
  readonly partner: readonly (Reaction | null)[];
}

export interface Recipe {
  /** Of the parameter that bounds what is `bounded`. */
  readonly top: number;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly roles: readonly RoleRecipe[];
  /** The rules that history follows, as `role.Tag`. */
  readonly recorded: readonly string[];
  /** In place of a majority: this many. */
  readonly quorum: number | null;
  readonly properties: readonly PropertyRecipe[];
  readonly joint: readonly JointRecipe[];
  readonly initially: Condition | null;
  readonly network: NetworkKind | Readonly<Record<string, NetworkKind>> | null;
  readonly limits: Readonly<Record<string, number>>;
  readonly faults: Faults;
  readonly resetsLinks: boolean;
  readonly perfect: readonly string[];
  /** Those of these timers that take a cut for silence; the others are perfect. */
  readonly silence: readonly string[];
  readonly caps: { readonly inFlight?: number; readonly copies?: number };
  readonly within: Condition | null;
  readonly outOfReach: readonly string[];
  readonly unused: readonly string[];
  /** The properties that the check is asked to judge; null: all of them. */
  readonly judged: readonly string[] | null;
  /** Whether the check goes on beyond a violation. */
  readonly goesOn: boolean;
}
