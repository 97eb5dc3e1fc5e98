/**
 * One turn of a loyal node: every way in which traitors may speak to it, each counted in lies.
 *
 * Nothing comes from `checks/`, and nothing is merged: two independent readings of the same rules
 * of the game that agree are the point of the fuzz test.
 */
import { keyOf } from "../values.ts";
import { apply, between, type Arena, type Envelope } from "./arena.ts";
import type { Message } from "./domains.ts";

export interface Limits {
  /**
   * What of all that may be said is tried: everything, that which may matter, or only that which
   * has an effect (a mistake, to see whether it is found).
   */
  readonly talk: "anything" | "useful" | "felt";
  /** How many more rules may be asked: the reference gives up where it takes more. */
  left: number;
}

export interface Turn {
  readonly at: number;
  readonly round: number;
  readonly state: object;
  /** What was sent to everybody; of a traitor, what it would have sent in good faith. */
  readonly inbox: readonly Envelope[];
  readonly coalition: readonly number[];
}

export interface Read {
  readonly from: number;
  readonly message: Message;
}

/** How what a traitor says in a slot compares with what it would say in good faith. */
export type Talk = "silence" | "change" | "addition" | "pair" | "truth";

/** What has come of a turn, or of a part of it. */
interface Hearing {
  readonly state: object;
  readonly sends: readonly Envelope[];
  readonly fired: boolean;
  readonly read: readonly Read[];
}

export interface Cost {
  readonly lies: number;
  /** The messages that were read, and the silences where something was to be said. */
  readonly length: number;
}

export interface Reading extends Hearing, Cost {
  readonly talk: readonly Talk[];
}

/** Nothing, where it takes too long. */
export const readingsOf = (arena: Arena, turn: Turn, limits: Limits): readonly Reading[] | null => {
  const due = dueIn(arena, turn);
  let hearings: readonly Hearing[] = [startOf(turn)];
  for (const [from, sent] of due.entries()) {
    const isTraitor = turn.coalition.includes(from);
    for (const message of isTraitor ? arena.nodes[turn.at]!.menu : sent) {
      limits.left -= hearings.length;
      if (limits.left < 0) return null;
      const isWorth = { anything: true, useful: sent.includes(message), felt: false }[limits.talk];
      const hear = hearingOf(arena, turn, { from, message });
      hearings = hearings.flatMap((so) =>
        isTraitor ? freely(so, hear(so), isWorth) : [hear(so).heard],
      );
    }
  }
  return hearings.map((so) => endOf(arena, turn, so, due));
};

/** What comes of a turn in which traitors say just this, and loyal nodes what they sent. */
export const readingWith = (arena: Arena, turn: Turn, forged: readonly Read[]): Reading => {
  const due = dueIn(arena, turn);
  let so = startOf(turn);
  for (const [from, sent] of due.entries()) {
    const isTraitor = turn.coalition.includes(from);
    for (const message of isTraitor ? arena.nodes[turn.at]!.menu : sent) {
      if (isTraitor && !forged.some((one) => one.from === from && one.message === message))
        continue;
      const { heard, isFelt } = hearingOf(arena, turn, { from, message })(so);
      so = isFelt || !isTraitor ? heard : { ...so, read: heard.read };
    }
  }
  return endOf(arena, turn, so, due);
};

/** Of each node, what it sent, or would have sent in good faith. */
const dueIn = (arena: Arena, { inbox, at }: Turn): readonly (readonly Message[])[] =>
  [...arena.nodes.keys()].map((from) => between(arena, inbox, from, at));

const startOf = ({ state }: Turn): Hearing => ({ state, sends: [], fired: false, read: [] });

interface Heard {
  readonly heard: Hearing;
  /** It changed the state, or something was sent. */
  readonly isFelt: boolean;
}

const hearingOf = (arena: Arena, turn: Turn, said: Read): ((so: Hearing) => Heard) => {
  const { from, message } = said;
  const event = { ...message.payload, from: arena.nodes[from]!.self, round: turn.round };
  return (so) => {
    const effect = apply(arena, turn.at, so.state, message.tag, event);
    const isFelt =
      effect !== null && (effect.sends.length > 0 || keyOf(effect.state) !== keyOf(so.state));
    return { heard: { ...then(so, effect), read: [...so.read, said] }, isFelt };
  };
};

const then = (so: Hearing, effect: ReturnType<typeof apply>): Hearing =>
  effect === null
    ? so
    : { ...so, state: effect.state, sends: [...so.sends, ...effect.sends], fired: true };

/**
 * Said or not. A forged message without effect is as good as not sent, except that it is no lie
 * where a loyal node would have sent it; elsewhere it can only make a lie of a silence, and so it
 * is not worth saying.
 */
const freely = (so: Hearing, { heard, isFelt }: Heard, isWorth: boolean): readonly Hearing[] => {
  if (isFelt) return [so, heard];
  return isWorth ? [so, { ...so, read: heard.read }] : [so];
};

const endOf = (
  arena: Arena,
  turn: Turn,
  so: Hearing,
  due: readonly (readonly Message[])[],
): Reading => ({
  ...then(so, apply(arena, turn.at, so.state, "Round", { round: turn.round })),
  ...costOf(turn, so.read, due),
});

const costOf = (
  { coalition }: Turn,
  read: Hearing["read"],
  due: readonly (readonly Message[])[],
): Cost & Pick<Reading, "talk"> => {
  const talk: Talk[] = [];
  let length = read.filter(({ from }) => !coalition.includes(from)).length;
  for (const from of coalition) {
    const said = read.filter((one) => one.from === from).map(({ message }) => message);
    if (said.length === 0 && due[from]!.length === 0) continue;
    const meant = [...new Set(due[from])];
    for (const slot of new Set([...said, ...meant].map(({ slot }) => slot))) {
      const [told, truth] = [said, meant].map((of) => of.filter((it) => it.slot === slot));
      const isTrue = told!.length === truth!.length && told!.every((it) => truth!.includes(it));
      if (told!.length > 1) talk.push("pair");
      if (isTrue) talk.push("truth");
      else talk.push(told!.length === 0 ? "silence" : truth!.length === 0 ? "addition" : "change");
      length += Math.max(told!.length, 1);
    }
  }
  const lies = talk.filter((kind) => kind !== "truth" && kind !== "pair").length;
  return { lies, length, talk };
};
