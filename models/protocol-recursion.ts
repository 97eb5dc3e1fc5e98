/**
 * What a model may say of itself beyond its rules: how one instance is made of smaller ones, and
 * what is given and read in a run of it.
 */
import type { NodeId, Observation, Send } from "./protocol-values.ts";

/**
 * A commander tells an order to all others; each of them, as the commander of a smaller instance
 * among the rest, passes on what it was told, `relays` times in all; and each takes a vote of what
 * it was told itself and of the outcomes of the others' instances. What is said in one instance
 * has no bearing on another, so outcomes can be computed instance by instance.
 */
export interface Recursion<
  RoleName extends string = string,
  Parameters = unknown,
  Order extends string = string,
  States extends Readonly<Record<string, object>> = Readonly<Record<string, object>>,
> {
  /** The role of the one who gives the order, and of all the others. */
  readonly commander: RoleName;
  readonly lieutenants: RoleName;
  /** All that can be told. */
  readonly orders: readonly Order[];
  readonly relays: (parameters: Parameters) => number;
  /** `said` is in the order of `orders`; who said it must not matter. */
  readonly vote: (own: Order, said: readonly Order[]) => Order;
  /** How an order is told along a path of lieutenants, of whom the last one is speaking. */
  readonly tells: (receiver: NodeId, path: readonly NodeId[], order: Order) => Send;
  /** A state in which a property sees the order that was given, or the outcome of a vote. */
  readonly shows: { readonly [R in RoleName]?: (order: Order) => States[R] };
}

/** Of a global state in the end: the order that was given, and what each node has read. */
export interface Scenes {
  readonly order: Observation;
  readonly views: Observation;
}
