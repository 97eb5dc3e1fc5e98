/** What has happened on one way through a model, as it is reported. */

export interface Counterexample {
  /** How many actions; in rounds, how many messages loyal nodes read, noticed silences included. */
  readonly length: number;
  readonly lies: number;
  readonly faults: number;
  readonly traitors: readonly string[];
  /** Whether it was established that no fewer lies, and with so few no shorter way, will do. */
  readonly minimal: boolean;
  /**
   * The state of every node before the first step, as JSON. For a traitor it is the one that its
   * lies are measured against: what it says is a lie if it would not say so in good faith.
   */
  readonly initial: Readonly<Record<string, Json>>;
  /** What is on its way before the first step. */
  readonly sent: readonly Message[];
  readonly steps: readonly Step[];
  /** What was sent and has not arrived when all steps are done; nothing is told of it in rounds. */
  readonly pending: readonly Message[];
  /**
   * The way as numbers in the fixed order, with points between them: of the initial state, and of
   * each action among those that are enabled. Null where the actions were not numbered.
   */
  readonly path: string | null;
  /** What explains the end; null in traces that were written without it. */
  readonly why: Why | null;
}

/** Why a trace ends as it does. */
export interface Why {
  /** The property that is violated in the end; of a witness, the one that is met. */
  readonly property: string;
  readonly kind: string;
  /** Where its predicate is written: `models/two-phase-commit.ts:188`. */
  readonly source: string | null;
  /** The fewest nodes that break it by themselves, as if there were no others. */
  readonly nodes: readonly string[];
  /** What the property sees of these nodes in the end, and of the history (`node` is null). */
  readonly seen: readonly { readonly node: string | null; readonly value: Json }[];
  /** Whether each property that is judged holds, or is met, after 0, 1, 2, ... steps. */
  readonly truths: readonly {
    readonly property: string;
    readonly kind: string;
    readonly holds: readonly boolean[];
  }[];
  /** The steps on which the end depends, from 1 on, ascending: its causal past. */
  readonly past: readonly number[];
  /** For each node and every other one, the last step of that one that it can know of; or 0. */
  readonly heard: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Message {
  readonly from: string;
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
}

/** What a scheduler may choose. */
export const ACTION_KINDS = [
  "deliver",
  "discard",
  "timer",
  "request",
  "turn",
  "drop",
  "duplicate",
  "suspect",
  "crash",
  "power-loss",
  "restart",
  "joint",
  "partition",
  "one-way",
  "heal",
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** In a turn, what one message did, or the silence that was noticed in its place. */
export interface Read {
  readonly from: string;
  /** Null: nothing was said where a loyal node would have spoken. */
  readonly message: { readonly tag: string; readonly payload: Json } | null;
  /** The rule that fired, as `role.Tag`; null if it declined, and for a silence. */
  readonly rule: string | null;
  readonly section: string | null;
  readonly source: string | null;
  readonly lie: boolean;
  /** Of a lie: what a loyal node would have said instead; null if nothing. */
  readonly truth: { readonly tag: string; readonly payload: Json } | null;
}

export interface Step {
  readonly action: ActionKind;
  /** Where it happens; null for what happens to links. */
  readonly node: string | null;
  /** Who sent the message that is delivered, discarded, lost or copied. */
  readonly from: string | null;
  /** The message, or what else the node is told, with its fields; a crash and a turn have none. */
  readonly message: { readonly tag: string; readonly payload: Json } | null;
  /** The rule that fired, as `role.Tag`. */
  readonly rule: string | null;
  /** Of the rule, in its paper. */
  readonly section: string | null;
  /** Of the rule: `models/two-phase-commit.ts:88`. */
  readonly source: string | null;
  /** Whether a lie is read in it. */
  readonly lie: boolean;
  /** Of a turn: its round, from 0 on, and what the node read before its `Round`. */
  readonly round: number | null;
  readonly reads: readonly Read[];
  /** The state of the node after the step. */
  readonly state: Json;
  readonly sends: readonly Sent[];
  /** Of a step in the middle of which the node crashes: what did not leave. Null: it does not. */
  readonly unsent: readonly Sent[] | null;
  /** Of a partition: the nodes of the side that is cut off. */
  readonly side: readonly string[];
  /** Of a joint step: who else takes part, and their states after it. */
  readonly partners: readonly { readonly node: string; readonly state: Json }[];
}

export interface Sent {
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
}

/** Sets are sorted arrays, maps are sorted arrays of pairs. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [field: string]: Json };
