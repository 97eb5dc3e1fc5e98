/** The types of joint steps: several nodes at once, for protocols whose messages are left out. */
import type { Context, Outcome } from "./protocol-rules.ts";
import type { NodeId } from "./protocol-values.ts";

/** What a joint step makes of the node that takes it, and of its partners, in their order. */
export interface JointOutcome<State = object, Partner = object> {
  readonly node: Outcome<State>;
  readonly partners: readonly Outcome<Partner>[];
}

/** Who takes part: the ids of the partners, in the order of their states. */
export interface Together {
  readonly partners: readonly NodeId[];
}

/**
 * A node and some partners change in one step, which no message order can come between. It is tried
 * for every set of partners among the other nodes of a role, all of them up and none cut off from
 * the node; a model names it in its header as the abstraction that it is.
 */
export interface Joint<
  RoleName extends string = string,
  With extends string = string,
  State = object,
  Partner = object,
  C = Context,
> {
  readonly role: RoleName;
  readonly with: With;
  /** How many; any number of one or more, unless said otherwise. */
  readonly partners?: number;
  /** `null`: not enabled. */
  readonly rule: (
    node: State,
    partners: readonly Partner[],
    together: Together,
    context: C,
  ) => JointOutcome<State, Partner> | null;
}
