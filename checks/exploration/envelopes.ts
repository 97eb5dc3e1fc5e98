/**
 * Numbers envelopes: (receiver, sender, tag, round, payload). Their bytes put them in canonical
 * order.
 */
import type { NetworkKind } from "../../models/protocol.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { Instance } from "../model/instance.ts";
import type { InternEnvelope } from "../model/sends.ts";
import { compareBytes } from "../schema/compare.ts";
import type { Envelopes } from "../network/inbox.ts";
import { ByteTable } from "./byte-table.ts";

/** Two bytes for each of the nodes and the tag, four for the round. */
const HEADER = 10;
/** Instead of a tag: it is the receiver's turn. */
const TURN = 0xffff;
/** Events that are kept as values, since rules are asked about them again and again. */
const KEPT_EVENTS = 1 << 16;

export class EnvelopeTable implements Envelopes {
  readonly #instance: Instance;
  readonly #known = new ByteTable();
  readonly #senders: number[] = [];
  readonly #receivers: number[] = [];
  readonly #tags: number[] = [];
  readonly #rounds: number[] = [];
  readonly #events: object[] = [];
  readonly #inRounds: boolean;
  #scratch = new Uint8Array(64);

  constructor(instance: Instance) {
    this.#instance = instance;
    this.#inRounds = instance.inRounds;
  }

  get size(): number {
    return this.#senders.length;
  }

  sender = (envelope: number): number => this.#senders[envelope]!;
  receiver = (envelope: number): number => this.#receivers[envelope]!;
  /** The number of its tag among those that the receiver's role receives. */
  tag = (envelope: number): number => this.#tags[envelope]!;
  /** How it travels. */
  kind = (envelope: number): NetworkKind =>
    this.#inRounds
      ? "bag"
      : this.#instance.nodes[this.receiver(envelope)]!.receives[this.tag(envelope)]!.network;
  /** In which it is read; 0 in a network without rounds. */
  round = (envelope: number): number => this.#rounds[envelope]!;
  /** Whether it is no message, but the turn of its receiver, which goes round among the nodes. */
  isTurn = (envelope: number): boolean => this.#tags[envelope] === TURN;
  /** Of a turn: whether a rule has fired in its round so far. */
  isLively = (turn: number): boolean => this.key(turn)[HEADER] === 1;

  compare = (a: number, b: number): number =>
    a === b ? 0 : compareBytes(this.key(a), this.key(b));

  /** Its canonical bytes. A view, valid until the next `intern`. */
  key(envelope: number): Uint8Array {
    return this.#known.get(envelope);
  }

  payload(envelope: number): unknown {
    const { payload } =
      this.#instance.nodes[this.receiver(envelope)]!.receives[this.tag(envelope)]!;
    return payload.decode(this.key(envelope).subarray(HEADER));
  }

  /** What a rule sees of it: the fields of the message, who sent it, and the round. Frozen. */
  event(envelope: number): object {
    const known = this.#events[envelope];
    if (known !== undefined) return known;
    const from = this.#instance.nodes[this.sender(envelope)]!.id;
    const round = this.#inRounds ? { round: this.round(envelope) } : {};
    const event = deepFreeze({ ...(this.payload(envelope) as object), from, ...round });
    if (envelope < KEPT_EVENTS) this.#events[envelope] = event;
    return event;
  }

  /** @throws OutsideSchema where the payload is not what the receiver's role declares. */
  intern = (sender: number, receiver: number, tag: number, payload: unknown, round = 0): number => {
    const bytes = this.#instance.nodes[receiver]!.receives[tag]!.payload.encode(payload);
    return this.#intern(sender, receiver, tag, round, bytes);
  };

  /** Numbers what is read in a round. */
  internIn = (round: number): InternEnvelope => {
    return (sender, receiver, tag, payload) => this.intern(sender, receiver, tag, payload, round);
  };

  /** The turn of a node in a round. */
  internTurn(node: number, round: number, lively: boolean): number {
    return this.#intern(node, node, TURN, round, Uint8Array.of(lively ? 1 : 0));
  }

  #intern(sender: number, receiver: number, tag: number, round: number, bytes: Uint8Array): number {
    const length = HEADER + bytes.length;
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(2 * length);
    const key = this.#scratch;
    [receiver, sender, tag].forEach((number, at) => {
      key[2 * at] = number >> 8;
      key[2 * at + 1] = number;
    });
    new DataView(key.buffer).setUint32(HEADER - 4, round);
    key.set(bytes, HEADER);
    const id = this.#known.intern(key.subarray(0, length));
    if (id === this.#senders.length) {
      this.#senders.push(sender);
      this.#receivers.push(receiver);
      this.#tags.push(tag);
      this.#rounds.push(round);
    }
    return id;
  }
}
