/**
 * What in a trace could not have happened without what else: happens-before, as Lamport has it.
 *
 * A step at a node follows the one before it at that node: whoever takes part in a joint step is at
 * it, and a message that is lost or copied is so at its receiver. What is done with a message
 * follows the step that sent it: of equal copies the earliest that is there, and no step if it was
 * there at first. A timer that waits for a peer to be silent follows the crash of that peer, or the
 * cut between them that it sees. Over a link that was cut, a delivery or a joint step follows the
 * last heal, even if the message was sent later; a heal follows what had cut the links, and a
 * partition the heal of the links that it cuts again.
 *
 * In rounds a turn follows the turns in which what it reads was sent. That a loyal node has sent
 * nothing, which a turn may notice too, does not count: else every turn would follow all turns of
 * the round before. A traitor has no turns, and what it says follows nothing.
 *
 * Nothing follows from budgets, or from a step's not coming in between. Where it cannot be told
 * which of two steps was needed, both are taken.
 */
import type { NetworkKind } from "../../models/protocol.ts";
import type { Counterexample, Json, Read, Step } from "../trace.ts";
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

type Way = Pick<Counterexample, "initial" | "sent" | "steps">;

export interface Causes {
  /** For each step those that it follows directly, from 1 on, ascending. */
  readonly predecessors: readonly (readonly number[])[];
  /** The steps that have sent what is on its way to a node in the end. */
  readonly waitingFor: (node: string) => readonly number[];
}

/** A message from where it was sent to where it ends. */
export interface Flight {
  readonly from: string;
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
  /** The step that sent it; 0: it was there at first. Null: what a traitor says has no step. */
  readonly sent: number | null;
  /** The step with which it ends; null if it is on its way when all steps are done. */
  readonly ended: number | null;
  /** Discarded: no rule fired. Replaced: by a later one. Silence: what was not said was noticed. */
  readonly fate: "delivered" | "discarded" | "lost" | "replaced" | "silence" | "pending";
  readonly lie: boolean;
}

/** For each step those that it follows directly, from 1 on, ascending. */
export const predecessorsOf = (
  way: Way,
  circumstances: Circumstances = UNKNOWN,
): Causes["predecessors"] => causesOf(way, circumstances).predecessors;

export const causesOf = (way: Way, circumstances: Circumstances): Causes => {
  const { now, predecessors } = followed(way, circumstances);
  return { predecessors, waitingFor: (node) => now.mail.waitingFor(node) };
};

/** What was on its way at some time: in the order in which it ended, then what is so at the end. */
export const flightsOf = (
  way: Way & Pick<Counterexample, "pending" | "traitors">,
  circumstances: Circumstances,
): readonly Flight[] => {
  const { now } = followed(way, circumstances);
  return [...now.flights, ...toTraitors(now, way), ...pendingIn(now, way)];
};

/** A traitor has no turns, and yet it gets what is sent to it, when the next round begins. */
const toTraitors = (
  { mail }: Now,
  { steps, traitors }: Pick<Counterexample, "steps" | "traitors">,
): readonly Flight[] =>
  traitors.flatMap((traitor) =>
    mail.loseAll(traitor).flatMap((letter) => {
      const { round } = steps[letter.sent - 1] ?? { round: null };
      const ended = steps.findIndex((step) => step.round === (round ?? -1) + 1) + 1;
      return ended === 0 ? [] : [{ ...letter, ended, fate: "delivered", lie: false }];
    }),
  );

const followed = (
  way: Way,
  circumstances: Circumstances,
): { readonly now: Now; readonly predecessors: Causes["predecessors"] } => {
  const now: Now = {
    circumstances,
    mail: new Mail(circumstances.network),
    links: new Links(Object.keys(way.initial)),
    last: new Map(),
    down: new Map(),
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

/** Each copy once, so that of equal ones each has the step that sent it. */
const pendingIn = (
  { mail, circumstances }: Now,
  { pending }: Pick<Counterexample, "pending">,
): readonly Flight[] =>
  pending.map(({ from, ...letter }) => {
    const sent = mail.earliest(from, letter);
    if (circumstances.network(letter.to, letter.tag) !== "set") mail.lose(from, letter);
    return { from, ...letter, sent, ended: null, fate: "pending", lie: false };
  });

/** What is known of the world when a step is taken. */
interface Now {
  readonly circumstances: Circumstances;
  readonly mail: Mail;
  readonly links: Links;
  /** The last step of each node, and where it crashed, if it is down. */
  readonly last: Map<string, number>;
  readonly down: Map<string, number>;
  /** Those that have ended. */
  readonly flights: Flight[];
}

/** The nodes at which a step is. */
export const actorsOf = ({ node, partners }: Step): readonly string[] =>
  node === null ? [] : [node, ...partners.map((partner) => partner.node)];

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
      return [...links.healedBetween(from, node), ...mail.deliver(from, letter)];
    case "drop": {
      const sent = mail.sentBy(from, letter);
      arrive(now, "lost", from, letter, { ended: number, lie: false });
      mail.lose(from, letter);
      return sent;
    }
    case "duplicate": {
      const sent = mail.sentBy(from, letter);
      mail.send(number, [from], letter);
      return sent;
    }
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

/** What a node reads in its turn, and what it notices that nobody has said. */
const readAt = (now: Now, node: string, read: Read, number: number): readonly number[] => {
  const { from, message, rule, lie } = read;
  const end = { ended: number, lie };
  if (message === null) {
    const { tag, payload } = { tag: "", payload: null, ...read.truth };
    now.flights.push({ from, to: node, tag, payload, sent: null, fate: "silence", ...end });
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
  const sent = mail.earliest(from, letter);
  flights.push({ from, ...letter, sent, fate, ...end });
};

const endAll = (now: Now, ended: number, fate: "lost" | "replaced", all: readonly Ended[]): void =>
  void now.flights.push(...all.map((one) => ({ ...one, ended, fate, lie: false })));

const silencedFor = (
  { circumstances, down, links }: Now,
  node: string,
  number: number,
): readonly number[] => {
  const wait = circumstances.waits[number - 1] ?? null;
  if (wait === null) return [];
  return [
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
  if (action === "restart") down.delete(node);
  if (action === "crash" || action === "power-loss" || unsent !== null) {
    down.set(node, number);
    if (circumstances.resetsLinks) endAll(now, number, "lost", mail.loseAll(node));
  }
  for (const letter of sends)
    if (circumstances.resetsLinks && down.has(letter.to))
      endAll(now, number, "lost", [{ ...letter, from: node, sent: number }]);
    else endAll(now, number, "replaced", mail.send(number, actors, letter));
};
