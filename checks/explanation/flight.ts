/** One message of a trace, as it is followed. */
import type { Json } from "../trace.ts";

/** A message from where it was sent to where it ends. */
export interface Flight {
  readonly from: string;
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
  /** The step that sent it; 0: it was there at first. Null: what a traitor says has no step. */
  readonly sent: number | null;
  /** The same, but of a copy the step that has copied it. */
  readonly since: number | null;
  /** The step with which it ends; null if it is on its way when all steps are done. */
  readonly ended: number | null;
  /** Discarded: no rule fired. Replaced: by a later one. Silence: what was not said was noticed. */
  readonly fate: "delivered" | "discarded" | "lost" | "replaced" | "silence" | "pending";
  readonly lie: boolean;
  /** Whether it had arrived already, out of a set that keeps it. */
  readonly again: boolean;
}

/** Of what no step has sent. */
export const NOWHERE = { sent: null, since: null };
export const PLAIN = { lie: false, again: false };
