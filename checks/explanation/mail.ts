/** What is on its way in a trace, and which step has sent it: found by its text alone. */
import type { NetworkKind } from "../../models/protocol.ts";
import type { Json } from "../trace.ts";

export interface Letter {
  readonly to: string;
  readonly tag: string;
  readonly payload: Json;
}

interface Copy {
  /** Which step has sent it; 0: it was there before the first. */
  readonly step: number;
  isTaken: boolean;
}

/** A message that is on its way no longer. */
export interface Ended extends Letter {
  readonly from: string;
  /** Which step has sent it; 0: it was there before the first. */
  readonly sent: number;
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
   */
  send(step: number, senders: readonly string[], letter: Letter): readonly Ended[] {
    const copy = { step, isTaken: false };
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
    return [earliestIn(box), ...box.shared].filter((step) => step > 0);
  }

  /** The step that sent the earliest copy, 0 if it was there at first; null: nobody has sent it. */
  earliest(from: string, letter: Letter): number | null {
    const box = this.#boxOf(from, letter);
    return box === undefined ? null : earliestIn(box);
  }

  /** Nothing is on its way to a node any more. */
  loseAll(to: string): readonly Ended[] {
    return [...(this.#boxes.get(to)?.values() ?? [])].flatMap(emptied);
  }

  /** The steps that have sent what is on its way to a node. */
  waitingFor(to: string): readonly number[] {
    const boxes = [...(this.#boxes.get(to)?.values() ?? [])];
    return boxes.flatMap((box) => thereIn(box).map(({ step }) => step)).filter((step) => step > 0);
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
  const ended = thereIn(box).map(({ step }) => ({ ...letter, from, sent: step }));
  box.copies = [];
  return ended;
};

const earliestIn = (box: Box): number => thereIn(box)[0]?.step ?? box.first;

const thereIn = ({ copies }: Box): readonly Copy[] => copies.filter(({ isTaken }) => !isTaken);

const keyOf = (from: string, { tag, payload }: Letter): string =>
  JSON.stringify([from, tag, payload]);
