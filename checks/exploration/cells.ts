/**
 * Numbers the cells of one node: (local state, inbox, up or down, coalition). A global state is a
 * row of such numbers, so all that happens to a node is a change of one number. The coalition, who
 * the traitors are, is the same in all cells of a row, and never changes.
 */
import { OutOfMemory } from "../errors.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { enter, leave, twice, without, type Inbox } from "../network/inbox.ts";
import { ByteTable, grown } from "./byte-table.ts";
import { PairMap } from "./pair-map.ts";

export class CellTable {
  readonly #envelopes: EnvelopeTable;
  readonly #inboxes = new ByteTable();
  readonly #entered = new PairMap();
  readonly #left = new PairMap();
  readonly #known = new PairMap();
  readonly #coalitions: number;
  readonly #resetsLinks: boolean;
  /** For each cell its local state, its coalition, and 1 if the node is up, as one number. */
  #standing = new Int32Array(64);
  #inbox = new Int32Array(64);
  #size = 0;

  constructor(envelopes: EnvelopeTable, coalitions: number, resetsLinks: boolean) {
    this.#coalitions = coalitions;
    this.#resetsLinks = resetsLinks;
    this.#envelopes = envelopes;
    this.internInbox([]);
  }

  get size(): number {
    return this.#size;
  }

  local = (cell: number): number => Math.floor(this.#standing[cell]! / (2 * this.#coalitions));
  coalition = (cell: number): number => (this.#standing[cell]! >> 1) % this.#coalitions;
  isUp = (cell: number): boolean => (this.#standing[cell]! & 1) === 1;
  /** The number of its inbox; 0 is the empty one. */
  inbox = (cell: number): number => this.#inbox[cell]!;

  /** The number of a cell, new or known. */
  intern(local: number, inbox: number, up: boolean, coalition = 0): number {
    const standing = 2 * (local * this.#coalitions + coalition) + (up ? 1 : 0);
    if (standing > 0x7fff_ffff) throw new OutOfMemory("a node has too many states for its table");
    const cell = this.#known.intern(standing, inbox, this.#size);
    if (cell < this.#size) return cell;
    this.#size++;
    if (cell === this.#standing.length) {
      this.#standing = grown(this.#standing, cell + 1);
      this.#inbox = grown(this.#inbox, cell + 1);
    }
    this.#standing[cell] = standing;
    this.#inbox[cell] = inbox;
    return cell;
  }

  /** The envelopes of an inbox; a view, valid until a new inbox is met. */
  envelopesIn(inbox: number): Int32Array {
    const { buffer, byteOffset, byteLength } = this.#inboxes.get(inbox);
    return new Int32Array(buffer, byteOffset, byteLength / 4);
  }

  /**
   * The cell after an envelope has been sent to it. A node that is down finds it later, unless
   * its links were reset.
   */
  send(cell: number, envelope: number): number {
    if (this.#resetsLinks && !this.isUp(cell)) return cell;
    const inbox = this.#inbox[cell]!;
    let next = this.#entered.get(inbox, envelope);
    if (next < 0) {
      next = this.internInbox(enter(this.envelopesIn(inbox), envelope, this.#envelopes));
      this.#entered.set(inbox, envelope, next);
    }
    return this.intern(this.local(cell), next, this.isUp(cell), this.coalition(cell));
  }

  /** The inbox without the envelope at a place, which has been delivered. */
  inboxAfter(inbox: number, at: number): number {
    let next = this.#left.get(inbox, at);
    if (next < 0) {
      next = this.internInbox(leave(this.envelopesIn(inbox), at, this.#envelopes));
      this.#left.set(inbox, at, next);
    }
    return next;
  }

  /** The inbox without the envelope at a place, which is lost, or with one more copy of it. */
  inboxWithout = (inbox: number, at: number): number =>
    this.internInbox(without(this.envelopesIn(inbox), at));
  inboxTwice = (inbox: number, at: number): number =>
    this.internInbox(twice(this.envelopesIn(inbox), at));

  /** What an inbox is when its node stops. */
  inboxWhenDown(inbox: number): number {
    return this.#resetsLinks ? 0 : inbox;
  }

  /** The number of an inbox, given in its order. */
  internInbox(inbox: Inbox): number {
    return this.#inboxes.intern(new Uint8Array(Int32Array.from(inbox).buffer));
  }
}
