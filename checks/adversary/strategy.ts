/**
 * One way in which a synchronous run can go, told from outside: who the traitors are, how all nodes
 * start, and what the traitors say. All the rest follows from the rules.
 */
import type { Outcome } from "../../models/protocol.ts";

export interface Strategy {
  /** Nodes by number, ascending. */
  readonly traitors: readonly number[];
  /** For each node; for a traitor, how it would have started in good faith. */
  readonly outcomes: readonly Outcome<object>[];
  /** All that a traitor says to a loyal node; to each other they say what a loyal node would. */
  readonly said: readonly Said[];
}

export interface Said {
  /** In which it is read, from 0 on. */
  readonly round: number;
  readonly from: number;
  readonly to: number;
  /** A number among the messages that the receiver's role receives. */
  readonly tag: number;
  readonly payload: object;
}
