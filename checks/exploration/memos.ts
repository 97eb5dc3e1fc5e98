/**
 * What the inner loop asks beyond the words of a list: what is still to be derived, and what else
 * follows from the change of a cell, in the environment, the history, and the cells of receivers.
 */
import { FORBIDDEN } from "../environment/environment.ts";
import type { Batch } from "./batch.ts";
import type { Columns } from "./columns.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { NO_TABLE } from "./send-memo.ts";
import { entryLength, GATED, RECORDED, SENDS_SHIFT } from "./transitions.ts";

/** Instead of an answer: a column of the row has become too narrow. */
export const OVERFLOW = -1;

/** What came of letting a row follow a change. */
export const Change = { done: 0, forbidden: 1, overflow: 2 } as const;
export type Change = (typeof Change)[keyof typeof Change];

export class Memos {
  readonly #tables: Tables;
  readonly #columns: Columns;
  readonly #store: Store;
  readonly #batch: Batch;
  /** Whether a column has become too narrow since the rows were made wider. */
  haveOverflown = false;

  constructor(tables: Tables, columns: Columns, store: Store, batch: Batch) {
    this.#tables = tables;
    this.#columns = columns;
    this.#store = store;
    this.#batch = batch;
  }

  /** Where the list of a cell starts, or `OVERFLOW`. */
  list(node: number, cell: number, row: number): number {
    const at = this.#tables.lists.list(node, cell, row);
    return this.#overflows(node) ? OVERFLOW : at;
  }

  /** Lets a row of the batch follow a change of one cell: environment, history, receivers. */
  follow(pool: Int32Array, entry: number, to: number, row: number): Change {
    // phase: successors
    const flags = pool[entry]!;
    if ((flags & (GATED | RECORDED)) !== 0) {
      const change = this.#pass(pool, entry, to, row);
      if (change !== Change.done) return change;
    }
    const { items } = this.#batch;
    const { direct } = this.#tables.sending;
    const { word, shift, mask } = this.#store.layout;
    const end = entry + entryLength(flags);
    for (let at = end - 2 * (flags >>> SENDS_SHIFT); at < end; at += 2) {
      const receiver = pool[at]!;
      const envelope = pool[at + 1]!;
      const place = to + word[receiver]!;
      const before = (items[place]! >>> shift[receiver]!) & mask[receiver]!;
      const table = envelope < direct.length ? direct[envelope]! : NO_TABLE;
      let after = before < table.length ? table[before]! : -1;
      if (after < 0) after = this.#send(receiver, envelope, before);
      if (after === OVERFLOW) return Change.overflow;
      items[place] = items[place]! + ((after - before) << shift[receiver]!);
    }
    return Change.done;
  }

  /** The receiver's next cell, or `OVERFLOW`. */
  #send(receiver: number, envelope: number, cell: number): number {
    // phase: other
    const after = this.#tables.sending.send(envelope, cell);
    return this.#overflows(receiver) ? OVERFLOW : after;
  }

  /** Charges the budget of an entry to a row, and lets the history follow its step. */
  #pass(pool: Int32Array, entry: number, to: number, row: number): Change {
    const { environment, history, lists } = this.#tables;
    const flags = pool[entry]!;
    const step = pool[entry + 2]!;
    if ((flags & GATED) !== 0) {
      const column = this.#columns.environment;
      const now = this.#read(to, column);
      const next = environment.spend(now, pool[entry + 4]!);
      if (next === FORBIDDEN) return Change.forbidden;
      if (!this.#move(to, column, next - now)) return Change.overflow;
      this.#batch.generated++;
      lists.passed(step, row);
    }
    if ((flags & RECORDED) === 0) return Change.done;
    const column = this.#columns.history;
    const now = this.#read(to, column);
    const next = history.after(now, step);
    return this.#move(to, column, next - now) ? Change.done : Change.overflow;
  }

  /**
   * Gives every cell there is a place among those that may have a list. Rows that are walked were
   * stored before, so that this is enough until the next ones are.
   */
  reserve(): void {
    const { cells, lists } = this.#tables;
    for (let node = 0; node < cells.length; node++) lists.pool.reserve(node, cells[node]!.size);
  }

  /** Takes back that rules have fired in rows that do not count, from a row on. */
  retract(row: number): void {
    this.#tables.steps.retract(row);
  }

  #read(to: number, column: number): number {
    const { word, shift, mask } = this.#store.layout;
    return (this.#batch.items[to + word[column]!]! >>> shift[column]!) & mask[column]!;
  }

  /** Changes a column. False if it overflows. */
  #move(to: number, column: number, change: number): boolean {
    const { word, shift } = this.#store.layout;
    this.#batch.items[to + word[column]!]! += change << shift[column]!;
    return !this.#overflows(column);
  }

  #overflows(column: number): boolean {
    const overflows = this.#columns.overflows(column, this.#store.layout);
    this.haveOverflown ||= overflows;
    return overflows;
  }
}
