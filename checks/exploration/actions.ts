/** Actions as numbers: a kind, and what it is about. */
import { ACTION_KINDS, type ActionKind } from "../trace.ts";

/**
 * `subject`: the envelope that is delivered, discarded, lost or copied; the input of the node; the
 * joint step or the partition. `node` is -1 where an action belongs to no node.
 */
export interface Action {
  readonly kind: ActionKind;
  readonly node: number;
  readonly subject: number;
  /** The node stops in the middle of it: of its sends, those leave that have a bit here. */
  readonly leaving?: number;
}

/** And an action in the middle of which its node stops. */
const KINDS = [...ACTION_KINDS, "mid-step"] as const;
export type Kind = (typeof KINDS)[number];
const BITS = 4;

/** Without these, nothing is wrong. */
export const FAULTS: ReadonlySet<Kind> = new Set([
  "drop",
  "duplicate",
  "suspect",
  "crash",
  "power-loss",
  "mid-step",
  "partition",
  "one-way",
]);

export const isFault = ({ kind, leaving }: Action): boolean =>
  leaving !== undefined || FAULTS.has(kind);
/** The same of a number. */
export const isFaulty = (action: number): boolean => FAULTS.has(kindOf(action));

export const kindOf = (action: number): Kind => KINDS[action & ((1 << BITS) - 1)]!;
export const subjectOf = (action: number): number => action >> BITS;
export const actionOf = (kind: Kind, subject: number): number =>
  (subject << BITS) | KINDS.indexOf(kind);

/** Steps that a node does not survive: an action, and which of its sends leave. */
export class MidSteps {
  readonly #actions: number[] = [];
  readonly #leaving: number[] = [];
  readonly #numbers = new Map<string, number>();

  /** The action that is another one, in the middle of which the node stops. */
  intern(action: number, leaving: number): number {
    const key = `${action} ${leaving}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return actionOf("mid-step", known);
    this.#numbers.set(key, this.#actions.length);
    this.#actions.push(action);
    return actionOf("mid-step", this.#leaving.push(leaving) - 1);
  }

  /** What a number says. */
  read(node: number, action: number): Action {
    const kind = kindOf(action);
    const subject = subjectOf(action);
    if (kind !== "mid-step") return { kind, node, subject };
    return { ...this.read(node, this.#actions[subject]!), leaving: this.#leaving[subject]! };
  }
}
