/**
 * What in a trace could not have happened without what else: happens-before, as Lamport has it.
 *
 * A step at a node follows the one before it at that node: whoever takes part in a joint step is at
 * it. What is done with a message follows the step that sent it: of equal copies the earliest that
 * is there, and no step if it was there at first. A loss or a copy is at no node; a copy that
 * arrives follows it, and so does what was behind a lost message in its queue. It follows the last
 * restart of the receiver, which has to be up. A timer that waits for a peer to be silent follows
 * the crash of that peer, the losses of what was on its way from there, or the cut between them
 * that it sees. Over a link that was cut, a delivery or a joint step follows the last heal, even if
 * the message was sent later; a heal follows what had cut the links, and a partition the heal of
 * the links that it cuts again.
 *
 * In rounds a turn follows the turns in which what it reads was sent. That a loyal node has sent
 * nothing, which a turn may notice too, does not count: else every turn would follow all turns of
 * the round before. A traitor has no turns, and what it says follows nothing.
 *
 * Nothing follows from budgets, or from a step's not coming in between. Where it cannot be told
 * which of two steps was needed, both are taken.
 */
import type { NetworkKind } from "../../models/protocol.ts";
import type { Counterexample, Read, Step } from "../trace.ts";
import { NOWHERE, PLAIN, type Flight } from "./flight.ts";
import { Links } from "./links.ts";
import { Mail, type Ended, type Letter } from "./mail.ts";

/** What the steps of a trace do not say of themselves. */
export interface Circumstances {
  readonly network: (to: string, tag: string) => NetworkKind;
  /** Whether a crash loses what is on its way to the node, and what is sent to it while down. */
  readonly resetsLinks: boolean;
  /** For each step the peer whose silence its timer reports, if there is one. */
  readonly waits: readonly (Wait | null)[];
}

export interface Wait {
  readonly peer: string;
  /** Whether a cut is taken for silence. */
  readonly seesCuts: boolean;
}

/** Without a model at hand: timers wait for nobody, and each message is delivered once. */
const UNKNOWN: Circumstances = { network: () => "bag", resetsLinks: false, waits: [] };

export type Way = Pick<Counterexample, "initial" | "sent" | "steps">;

export interface Causes {
  /** For each step those that it follows directly, from 1 on, ascending. */
  readonly predecessors: readonly (readonly number[])[];
  /** The steps that have sent what is on its way to a node in the end, or lost or copied some. */
  readonly waitingFor: (node: string) => readonly number[];
}

/** For each step those that it follows directly, from 1 on, ascending. */
export const predecessorsOf = (
  way: Way,
  circumstances: Circumstances = UNKNOWN,
): Causes["predecessors"] => causesOf(way, circumstances).predecessors;

export const causesOf = (way: Way, circumstances: Circumstances): Causes => {
  const { now, predecessors } = followed(way, circumstances);
  const waitingFor = (node: string): readonly number[] => [
    ...now.mail.waitingFor(node),
    ...(now.lost.get(node)?.map(({ step }) => step) ?? []),
  ];
  return { predecessors, waitingFor };
};

/** The steps one after the other, and how matters stand behind the last one. */
export const followed = (
  way: Way,
  circumstances: Circumstances,
): { readonly now: Now; readonly predecessors: Causes["predecessors"] } => {
  const now: Now = {
    circumstances,
    mail: new Mail(circumstances.network),
    links: new Links(Object.keys(way.initial)),
    last: new Map(),
    down: new Map(),
    restarted: new Map(),
    lost: new Map(),
    flights: [],
  };
  for (const { from, ...letter } of way.sent) now.mail.send(0, [from], letter);
  const predecessors = way.steps.map((step, index) => {
    const number = index + 1;
    const followed = [
      ...actorsOf(step).flatMap((node) => now.last.get(node) ?? []),
      ...followedByKind(now, step, number),
    ];
    pass(now, step, number);
    return [...new Set(followed)].toSorted((a, b) => a - b);
  });
  return { now, predecessors };
};

/** What is known of the world when a step is taken. */
export interface Now {
  readonly circumstances: Circumstances;
  readonly mail: Mail;
  readonly links: Links;
  /** The last step of each node, and where it crashed, if it is down. */
  readonly last: Map<string, number>;
  readonly down: Map<string, number>;
  /** Where each node has started again. */
  readonly restarted: Map<string, number>;
  /** The losses and copies on the way to a node, with the senders of what was lost or copied. */
  readonly lost: Map<string, { readonly step: number; readonly from: string }[]>;
  /** Those that have ended. */
  readonly flights: Flight[];
}

/** What happens to a message on its way is at no node: nobody has heard of it. */
const ON_THE_WAY: ReadonlySet<Step["action"]> = new Set(["drop", "duplicate"]);

/** The nodes at which a step is. */
export const actorsOf = ({ action, node, partners }: Step): readonly string[] =>
  node === null || ON_THE_WAY.has(action) ? [] : [node, ...partners.map((partner) => partner.node)];

/** The steps that a step follows beyond its node's own, after which they are used up. */
const followedByKind = (now: Now, step: Step, number: number): readonly number[] => {
  const { mail, links } = now;
  const node = step.node ?? "";
  const from = step.from ?? "";
  const letter = { to: node, tag: "", payload: null, ...step.message };
  switch (step.action) {
    case "deliver":
    case "discard":
      arrive(now, step.action === "deliver" ? "delivered" : "discarded", from, letter, {
        ended: number,
        lie: step.lie,
      });
      return [
        ...links.healedBetween(from, node),
        ...unblockedBy(now, from, letter),
        ...mail.deliver(from, letter),
      ];
    case "drop":
    case "duplicate":
      return meddledWith(now, step.action, from, letter, number);
    case "timer":
      return silencedFor(now, node, number);
    case "turn":
      return step.reads.flatMap((read) => readAt(now, node, read, number));
    case "joint":
      return step.partners.flatMap((partner) => [
        ...links.healedBetween(node, partner.node),
        ...links.healedBetween(partner.node, node),
      ]);
    case "partition":
    case "one-way":
      return links.cut(step.side, step.action === "partition", number);
    case "heal":
      return links.heal(number);
    case "request":
    case "suspect":
    case "crash":
    case "power-loss":
    case "restart":
      return [];
  }
};

/** A loss or a copy: its receiver has to be up, and in a queue what was before it is gone. */
const meddledWith = (
  now: Now,
  action: "drop" | "duplicate",
  from: string,
  letter: Letter,
  number: number,
): readonly number[] => {
  const { mail, restarted, lost } = now;
  const followed = [
    ...mail.sentBy(from, letter),
    ...unblockedBy(now, from, letter),
    ...(restarted.has(letter.to) ? [restarted.get(letter.to)!] : []),
  ];
  if (action === "drop") {
    arrive(now, "lost", from, letter, { ended: number, lie: false });
    mail.lose(from, letter);
  } else mail.send(number, [from], letter, mail.earliest(from, letter)?.sent);
  lost.set(letter.to, [...(lost.get(letter.to) ?? []), { step: number, from }]);
  return followed;
};

/** The losses before it in its queue. */
const unblockedBy = (
  { circumstances, lost }: Now,
  from: string,
  { to, tag }: Letter,
): readonly number[] =>
  circumstances.network(to, tag) === "fifo"
    ? (lost.get(to) ?? []).flatMap((one) => (one.from === from ? [one.step] : []))
    : [];

/** What a node reads in its turn, and what it notices that nobody has said. */
const readAt = (now: Now, node: string, read: Read, number: number): readonly number[] => {
  const { from, message, rule, lie } = read;
  const end = { ended: number, lie };
  if (message === null) {
    const { tag, payload } = { tag: "", payload: null, ...read.truth };
    const said = { from, to: node, tag, payload };
    now.flights.push({ ...said, ...NOWHERE, ...end, fate: "silence", again: false });
    return [];
  }
  const letter = { to: node, ...message };
  arrive(now, rule === null ? "discarded" : "delivered", from, letter, end);
  return now.mail.deliver(from, letter);
};

/** Told before the mail knows of it, which then forgets who sent it. */
const arrive = (
  { flights, mail }: Now,
  fate: Flight["fate"],
  from: string,
  letter: Letter,
  end: Pick<Flight, "ended" | "lie">,
): void => {
  const origin = mail.earliest(from, letter) ?? NOWHERE;
  const again = fate !== "lost" && mail.isKnown(from, letter);
  flights.push({ from, ...letter, ...origin, fate, again, ...end });
};

const endAll = (now: Now, ended: number, fate: "lost" | "replaced", all: readonly Ended[]): void =>
  void now.flights.push(...all.map((one) => ({ ...one, ...PLAIN, ended, fate })));

const silencedFor = (
  { circumstances, down, links, lost }: Now,
  node: string,
  number: number,
): readonly number[] => {
  const wait = circumstances.waits[number - 1] ?? null;
  if (wait === null) return [];
  return [
    // Nothing of the peer may be on its way.
    ...(lost.get(node)?.filter(({ from }) => from === wait.peer) ?? []).map(({ step }) => step),
    ...(down.has(wait.peer) ? [down.get(wait.peer)!] : []),
    ...(wait.seesCuts ? links.cutBetween(wait.peer, node) : []),
  ];
};

/** What a step leaves behind: who is down, and what is on its way. */
const pass = (now: Now, step: Step, number: number): void => {
  const { circumstances, mail, last, down } = now;
  const { node, action, sends, unsent } = step;
  const actors = actorsOf(step);
  for (const actor of actors) last.set(actor, number);
  if (node === null) return;
  if (action === "restart") {
    down.delete(node);
    now.restarted.set(node, number);
  }
  if (action === "crash" || action === "power-loss" || unsent !== null) {
    down.set(node, number);
    if (circumstances.resetsLinks) endAll(now, number, "lost", mail.loseAll(node));
  }
  for (const letter of sends)
    if (circumstances.resetsLinks && down.has(letter.to))
      endAll(now, number, "lost", [{ ...letter, from: node, sent: number, since: number }]);
    else endAll(now, number, "replaced", mail.send(number, actors, letter));
};
