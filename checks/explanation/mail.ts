/** What is on its way in a trace, and which step has sent it: found by its text alone. */
import type { NetworkKind } from "../../models/protocol.ts";
import type { Json } from "../trace.ts";

export interface Letter {
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
}

interface Copy extends Origin {
  /** Which step has put it there: sent it, or copied it; 0: it was there before the first. */
  readonly since: number;
  isTaken: boolean;
  /** Of a set, which keeps it. */
  isDelivered: boolean;
}

export interface Origin {
  /** Which step has sent it; 0: it was there before the first. */
  readonly sent: number;
  /** Which step has put it on its way: of a copy, the one that has copied it. */
  readonly since: number;
}

/** A message that is on its way no longer. */
export interface Ended extends Letter, Origin {
  readonly from: string;
}

/** All equal messages of one sender to one receiver. */
interface Box {
  readonly from: string;
  readonly letter: Letter;
  /** In the order in which they were sent. */
  copies: readonly Copy[];
  readonly first: number;
  /** Joint steps that have sent one, in which more than one node may be its sender. */
  readonly shared: number[];
}

export class Mail {
  readonly #network: (to: string, tag: string) => NetworkKind;
  readonly #boxes = new Map<string, Map<string, Box>>();

  constructor(network: (to: string, tag: string) => NetworkKind) {
    this.#network = network;
  }

  /**
   * Answers what it takes the place of.
   * @param senders one of whom has sent it; a step says so of a joint step only.
   * @param sent of a copy, the step that has sent what is copied.
   */
  send(
    step: number,
    senders: readonly string[],
    letter: Letter,
    sent: number = step,
  ): readonly Ended[] {
    const copy = { sent, since: step, isTaken: false, isDelivered: false };
    const kind = this.#network(letter.to, letter.tag);
    return senders.flatMap((from) => {
      const box = this.#boxFor(step, from, letter);
      if (senders.length > 1) box.shared.push(step);
      const replaced = kind === "latest" && senders.length === 1 ? this.#replace(box) : [];
      if (kind !== "set" || box.copies.length === 0) box.copies = [...box.copies, copy];
      return replaced;
    });
  }

  /**
   * The steps that a delivery follows: the one that sent the earliest copy which is there. A set
   * keeps what it delivers.
   */
  deliver(from: string, letter: Letter): readonly number[] {
    const followed = this.sentBy(from, letter);
    for (const copy of thereIn(this.#boxOf(from, letter)).slice(0, 1)) copy.isDelivered = true;
    if (this.#network(letter.to, letter.tag) !== "set") this.lose(from, letter);
    return followed;
  }

  /** One copy is there no longer. */
  lose(from: string, letter: Letter): void {
    const box = this.#boxOf(from, letter);
    if (box === undefined) return;
    const [copy, ...others] = thereIn(box);
    if (copy !== undefined) copy.isTaken = true;
    box.copies = others;
  }

  /** The steps that may have sent the earliest copy; none, if it was there at first. */
  sentBy(from: string, letter: Letter): readonly number[] {
    const box = this.#boxOf(from, letter);
    if (box === undefined) return [];
    const earliest = thereIn(box)[0]?.since ?? box.first;
    return [earliest, ...box.shared].filter((step) => step > 0);
  }

  /** Where the earliest copy comes from; null: nobody has sent it. */
  earliest(from: string, letter: Letter): Origin | null {
    const box = this.#boxOf(from, letter);
    if (box === undefined) return null;
    const { sent, since } = thereIn(box)[0] ?? { sent: box.first, since: box.first };
    return { sent, since };
  }

  /** Whether it is in a set that has delivered it already. */
  isKnown(from: string, letter: Letter): boolean {
    return thereIn(this.#boxOf(from, letter))[0]?.isDelivered ?? false;
  }

  /** Nothing is on its way to a node any more. */
  loseAll(to: string): readonly Ended[] {
    return [...(this.#boxes.get(to)?.values() ?? [])].flatMap(emptied);
  }

  /** The steps that have sent what is on its way to a node. */
  waitingFor(to: string): readonly number[] {
    const boxes = [...(this.#boxes.get(to)?.values() ?? [])];
    return boxes
      .flatMap((box) => thereIn(box).map(({ since }) => since))
      .filter((step) => step > 0);
  }

  #boxOf(from: string, letter: Letter): Box | undefined {
    return this.#boxes.get(letter.to)?.get(keyOf(from, letter));
  }

  #boxFor(step: number, from: string, letter: Letter): Box {
    const boxes = this.#boxes.get(letter.to) ?? new Map<string, Box>();
    this.#boxes.set(letter.to, boxes);
    const key = keyOf(from, letter);
    const known = boxes.get(key);
    if (known !== undefined) return known;
    const box: Box = { from, letter, copies: [], first: step, shared: [] };
    boxes.set(key, box);
    return box;
  }

  /** A register holds one message for each sender and tag. */
  #replace({ from, letter: { to, tag } }: Box): readonly Ended[] {
    return [...this.#boxes.get(to)!.values()].flatMap((box) =>
      box.from === from && box.letter.tag === tag ? emptied(box) : [],
    );
  }
}

const emptied = (box: Box): readonly Ended[] => {
  const { from, letter } = box;
  return thereIn(box).map((copy) => {
    // It may lie in the boxes of all who may have sent it.
    copy.isTaken = true;
    return { ...letter, from, sent: copy.sent, since: copy.since };
  });
};

const thereIn = (box: Box | undefined): readonly Copy[] =>
  box === undefined ? [] : box.copies.filter(({ isTaken }) => !isTaken);

const keyOf = (from: string, { tag, payload }: Letter): string =>
  JSON.stringify([from, tag, payload]);
