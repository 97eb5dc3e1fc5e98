/**
 * The network, factored into inboxes: every envelope has exactly one receiver. An inbox is a list
 * of envelope numbers in an order that depends on nothing but their contents, so that equal inboxes
 * are equal lists. In rounds an envelope belongs to one round, and all of its round leave together.
 */
import type { Network } from "../model/instance.ts";

/** What an inbox need know of the envelopes whose numbers it holds. */
export interface Envelopes {
  /** By sender, then by canonical bytes. Zero only for the same envelope. */
  readonly compare: (a: number, b: number) => number;
  readonly sender: (envelope: number) => number;
}

export type Inbox = readonly number[] | Int32Array;

/** The inbox after an envelope has been sent to it. */
export const enter = (
  network: Network,
  inbox: Inbox,
  envelope: number,
  { compare, sender }: Envelopes,
): Inbox => {
  let at = inbox.length;
  if (network === "fifo") while (at > 0 && sender(inbox[at - 1]!) > sender(envelope)) at--;
  else while (at > 0 && compare(inbox[at - 1]!, envelope) > 0) at--;
  if (network === "set" && at > 0 && inbox[at - 1] === envelope) return inbox;
  return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
};

/** Whether the envelope at a place may be delivered next; of equal copies, the first. */
export const isDeliverable = (
  network: Network,
  inbox: Inbox,
  at: number,
  { sender }: Envelopes,
): boolean => {
  if (at === 0) return true;
  const [before, here] = [inbox[at - 1]!, inbox[at]!];
  return network === "fifo" ? sender(before) !== sender(here) : before !== here;
};

/** The places of the envelopes that may be delivered next. */
export const deliverable = (
  network: Network,
  inbox: Inbox,
  envelopes: Envelopes,
): readonly number[] =>
  Array.from(inbox.keys()).filter((at) => isDeliverable(network, inbox, at, envelopes));

/** The inbox after the envelope at a place has been delivered. A set keeps what it delivers. */
export const leave = (network: Network, inbox: Inbox, at: number): Inbox =>
  network === "set" ? inbox : [...inbox.slice(0, at), ...inbox.slice(at + 1)];
