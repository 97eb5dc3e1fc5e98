/**
 * What ties an implementation to its model: for each role, how a node is started, how it is told of
 * an event in the model's words, and what its state is in these words.
 *
 * An implementation itself knows nothing of this. Its adapter is where the two vocabularies meet,
 * and the only part of it that copies states: an abstraction is a value of the model's schema.
 */
import type { Context, NodeId, Send } from "../models/protocol.ts";

/**
 * By the names of the model's roles. A module with an adapter has it as its default export. A role
 * that is only surroundings, such as that of clients, may be left to `"model"`: its nodes do what
 * their rules say, and nothing of them is compared.
 */
export interface Adapter {
  readonly roles: Readonly<Record<string, StartNode | "model">>;
}

/**
 * Starts a node, as `StartNode<{ seats: number }>` where the model has such parameters. `initial`
 * is the state in which the model starts it: where it may start in several (an order to give, an
 * input), this says in which.
 */
export type StartNode<Parameters = Readonly<Record<string, unknown>>> =
  Starting<Parameters>["start"];

/** A method, so that who knows more of the parameters than an adapter does is a `StartNode` too. */
interface Starting<Parameters> {
  start(context: Context<string, Parameters>, initial: object): RunningNode;
}

export interface RunningNode {
  /** What it has sent by the time it has started; nothing, unless said otherwise. */
  readonly sent?: readonly Send[];
  /**
   * Takes an event, and answers what the node sends. Where the model's rule is not enabled, nothing
   * may change and nothing may be sent.
   */
  readonly take: (event: NodeEvent) => readonly Send[];
  /** Its state, as a value of the role's schema in the model. */
  readonly state: () => object;
  /**
   * A node that starts again from nothing but what this one has written to its disk; where
   * `"unsynced"` is lost, from what of it had reached the disk for sure. What it sends in starting
   * again is its `sent`. This one goes on afterwards, so the two may not share a disk. Needed where
   * the role has durable fields.
   */
  readonly restarted?: (loss: Loss) => RunningNode;
}

/** What a node that stops loses beside its memory. */
export type Loss = "nothing" | "unsynced";

/** An event in the model's words. */
export interface NodeEvent {
  readonly kind: "message" | "timer" | "request" | "round";
  /** Of the message, timer or request; `Round` at the end of a round. */
  readonly tag: string;
  /** Who sent a message. */
  readonly from: NodeId | null;
  /** In rounds, the number of the round; else 0. */
  readonly round: number;
  /** The declared fields of the message, timer or request. */
  readonly fields: Readonly<Record<string, unknown>>;
}
