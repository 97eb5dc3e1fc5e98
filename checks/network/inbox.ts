/**
 * The network, factored into inboxes: every envelope has exactly one receiver. An inbox is a list
 * of envelope numbers in an order that depends on nothing but their contents, so that equal inboxes
 * are equal lists: by sender, and of one sender first what may overtake each other, by canonical
 * bytes, and then the queue. In rounds an envelope belongs to one round, and all of its round leave
 * together.
 */
import type { NetworkKind } from "../../models/protocol.ts";

/** What an inbox need know of the envelopes whose numbers it holds. */
export interface Envelopes {
  /** By sender, then by canonical bytes. Zero only for the same envelope. */
  readonly compare: (a: number, b: number) => number;
  readonly sender: (envelope: number) => number;
  readonly tag: (envelope: number) => number;
  /** How it travels. */
  readonly kind: (envelope: number) => NetworkKind;
}

export type Inbox = readonly number[] | Int32Array;

/** The inbox after an envelope has been sent to it. */
export const enter = (inbox: Inbox, envelope: number, envelopes: Envelopes): Inbox => {
  const kind = envelopes.kind(envelope);
  if (kind === "latest") {
    const older = inbox.findIndex((other: number) => isSameRegister(other, envelope, envelopes));
    if (older >= 0) return put(without(inbox, older), envelope, envelopes);
  }
  if (kind === "set" && inbox.includes(envelope)) return inbox;
  return put(inbox, envelope, envelopes);
};

const put = (inbox: Inbox, envelope: number, { compare, sender, kind }: Envelopes): Inbox => {
  const from = sender(envelope);
  const isQueued = kind(envelope) === "fifo";
  const isAfter = (other: number): boolean => {
    if (sender(other) !== from) return sender(other) > from;
    return !isQueued && (kind(other) === "fifo" || compare(other, envelope) > 0);
  };
  let at = inbox.length;
  while (at > 0 && isAfter(inbox[at - 1]!)) at--;
  return [...inbox.slice(0, at), envelope, ...inbox.slice(at)];
};

const isSameRegister = (a: number, b: number, { sender, tag, kind }: Envelopes): boolean =>
  kind(a) === "latest" && sender(a) === sender(b) && tag(a) === tag(b);

/** Whether the envelope at a place may be delivered next; of equal copies, the first. */
export const isDeliverable = (inbox: Inbox, at: number, { sender, kind }: Envelopes): boolean => {
  if (at === 0) return true;
  const [before, here] = [inbox[at - 1]!, inbox[at]!];
  if (kind(here) !== "fifo") return before !== here;
  return kind(before) !== "fifo" || sender(before) !== sender(here);
};

/** The places of the envelopes that may be delivered next. */
export const deliverable = (inbox: Inbox, envelopes: Envelopes): readonly number[] =>
  Array.from(inbox.keys()).filter((at) => isDeliverable(inbox, at, envelopes));

/** The inbox after the envelope at a place has been delivered. A set keeps what it delivers. */
export const leave = (inbox: Inbox, at: number, { kind }: Envelopes): Inbox =>
  kind(inbox[at]!) === "set" ? inbox : without(inbox, at);

/** The inbox after the envelope at a place has been lost. */
export const without = (inbox: Inbox, at: number): Inbox => [
  ...inbox.slice(0, at),
  ...inbox.slice(at + 1),
];

/** The inbox with one more copy of the envelope at a place, right behind it. */
export const twice = (inbox: Inbox, at: number): Inbox => [
  ...inbox.slice(0, at + 1),
  ...inbox.slice(at),
];
