/** Numbers envelopes: (receiver, sender, tag, payload). Their bytes put them in canonical order. */
import { deepFreeze } from "../model/freeze.ts";
import type { Instance } from "../model/instance.ts";
import { compareBytes } from "../schema/compare.ts";
import type { Envelopes } from "../network/inbox.ts";
import { ByteTable } from "./byte-table.ts";

const HEADER = 6;

export class EnvelopeTable implements Envelopes {
  readonly #instance: Instance;
  readonly #known = new ByteTable();
  readonly #senders: number[] = [];
  readonly #receivers: number[] = [];
  readonly #tags: number[] = [];
  #scratch = new Uint8Array(64);

  constructor(instance: Instance) {
    this.#instance = instance;
  }

  get size(): number {
    return this.#senders.length;
  }

  sender = (envelope: number): number => this.#senders[envelope]!;
  receiver = (envelope: number): number => this.#receivers[envelope]!;
  /** The number of its tag among those that the receiver's role receives. */
  tag = (envelope: number): number => this.#tags[envelope]!;

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

  /** What a rule sees of it: the fields of the message, and who sent it. Frozen. */
  event(envelope: number): object {
    const from = this.#instance.nodes[this.sender(envelope)]!.id;
    return deepFreeze({ ...(this.payload(envelope) as object), from });
  }

  /** @throws OutsideSchema where the payload is not what the receiver's role declares. */
  intern = (sender: number, receiver: number, tag: number, payload: unknown): number => {
    const bytes = this.#instance.nodes[receiver]!.receives[tag]!.payload.encode(payload);
    const length = HEADER + bytes.length;
    if (length > this.#scratch.length) this.#scratch = new Uint8Array(2 * length);
    const key = this.#scratch;
    [receiver, sender, tag].forEach((number, at) => {
      key[2 * at] = number >> 8;
      key[2 * at + 1] = number;
    });
    key.set(bytes, HEADER);
    const id = this.#known.intern(key.subarray(0, length));
    if (id === this.#senders.length) {
      this.#senders.push(sender);
      this.#receivers.push(receiver);
      this.#tags.push(tag);
    }
    return id;
  };
}
