/**
 * What the inner loop asks when it does not know, and when an entry depends on more than a cell:
 * lists and sends that are still to be derived, budgets, history.
 */
import { FORBIDDEN } from "../environment/environment.ts";
import type { Batch } from "./batch.ts";
import type { Columns } from "./columns.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { GATED, RECORDED } from "./transitions.ts";

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

  /** The receiver's next cell, or `OVERFLOW`. */
  send(receiver: number, envelope: number, cell: number): number {
    const after = this.#tables.lists.send(envelope, cell);
    return this.#overflows(receiver) ? OVERFLOW : after;
  }

  /** Charges the budget of an entry to a row of the batch, and lets the history follow its step. */
  pass(pool: Int32Array, entry: number, to: number): Change {
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
      lists.passed(step);
    }
    if ((flags & RECORDED) === 0) return Change.done;
    const column = this.#columns.history;
    const now = this.#read(to, column);
    const next = history.after(now, step);
    return this.#move(to, column, next - now) ? Change.done : Change.overflow;
  }

  #read(to: number, column: number): number {
    const { word, shift, mask } = this.#store.layout;
    return (this.#batch.rows[to + word[column]!]! >>> shift[column]!) & mask[column]!;
  }

  /** Changes a column. False if it overflows. */
  #move(to: number, column: number, change: number): boolean {
    const { word, shift } = this.#store.layout;
    this.#batch.rows[to + word[column]!]! += change << shift[column]!;
    return !this.#overflows(column);
  }

  #overflows(column: number): boolean {
    const overflows = this.#columns.overflows(column, this.#store.layout);
    this.haveOverflown ||= overflows;
    return overflows;
  }
}
