/**
 * What the inner loop asks beyond the words of a list: what is still to be derived, and what else
 * follows from the change of a cell, in the environment, the history, and the cells of receivers.
 */
import { FORBIDDEN } from "../environment/environment.ts";
import type { Batch } from "./batch.ts";
import { grown } from "./byte-table.ts";
import type { Columns } from "./columns.ts";
import { isEnabled } from "./enabled.ts";
import { jointlyFrom, type Jointly } from "./joint-memo.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { NO_TABLE } from "./send-memo.ts";
import {
  entriesOf,
  entryLength,
  GATE,
  GATED,
  JOINT,
  PASSES,
  RECORDED,
  SENDS_SHIFT,
  USES,
} from "./entries.ts";
import { subjectOf } from "./actions.ts";
import { NONE } from "./steps.ts";

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
  /** The entries with gates that were let through in the row that is walked, and how many. */
  #passes = new Int32Array(64);
  passed = 0;
  /** Whether the row that was begun last was not walked to its end. */
  hasGivenUp = false;

  constructor(tables: Tables, columns: Columns, store: Store, batch: Batch) {
    this.#tables = tables;
    this.#columns = columns;
    this.#store = store;
    this.#batch = batch;
  }

  /** Where the list of a cell starts, or `OVERFLOW`. */
  list(node: number, cell: number, row: number): number {
    const at = this.#derived(node, cell, row);
    return this.#overflows(node) ? OVERFLOW : at;
  }

  /** Work without an end in sight is given up with an error, and so is its row. */
  #derived(node: number, cell: number, row: number): number {
    try {
      return this.#tables.lists.list(node, cell, row);
    } catch (error) {
      this.giveUp(row, node);
      this.retract(row);
      throw error;
    }
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

  /** Takes an entry of a row through its gate, and lets the history follow its step. */
  #pass(pool: Int32Array, entry: number, to: number, row: number): Change {
    const { environment, history, steps } = this.#tables;
    const flags = pool[entry]!;
    const step = pool[entry + 2]!;
    if ((flags & GATED) !== 0) {
      const column = this.#columns.environment;
      const now = this.#read(to, column);
      const jointly = (flags & JOINT) === 0 ? null : this.#jointly(pool, entry, to);
      // The budget of a joint step is not touched where the nodes do not take it.
      if (jointly === null && (flags & JOINT) !== 0) return Change.forbidden;
      const next = environment.pass(now, pool[entry + GATE]!);
      if (next === FORBIDDEN) return Change.forbidden;
      if (!this.#move(to, column, next - now)) return Change.overflow;
      if (jointly !== null) return this.#join(jointly, pool, entry, to, row);
      this.#letThrough(entry);
      if (step !== NONE) steps.coverage.fires(steps.rule(step), row);
    }
    if ((flags & RECORDED) === 0) return Change.done;
    const column = this.#columns.history;
    const now = this.#read(to, column);
    const next = history.after(now, step);
    return this.#move(to, column, next - now) ? Change.done : Change.overflow;
  }

  #letThrough(entry: number): void {
    this.#batch.generated++;
    if (this.passed === this.#passes.length) this.#passes = grown(this.#passes, this.passed + 1);
    this.#passes[this.passed++] = entry;
  }

  /** What the states of several nodes decide together. */
  #join(jointly: Jointly, pool: Int32Array, entry: number, to: number, row: number): Change {
    const { cells, steps } = this.#tables;
    for (const [at, node] of jointly.nodes.entries()) {
      const cell = this.#read(to, node);
      const next = cells[node]!.intern(jointly.after[at]!, cells[node]!.inbox(cell), true);
      if (!this.#move(to, node, next - cell)) return Change.overflow;
    }
    for (const envelope of jointly.sends) {
      const receiver = this.#tables.envelopes.receiver(envelope);
      const cell = this.#read(to, receiver);
      const next = this.#send(receiver, envelope, cell);
      if (next === OVERFLOW || !this.#move(to, receiver, next - cell)) return Change.overflow;
    }
    this.#letThrough(entry);
    steps.coverage.firesJointly(subjectOf(pool[entry + 3]!), row);
    return Change.done;
  }

  #jointly(pool: Int32Array, entry: number, to: number): Jointly | null {
    const number = subjectOf(pool[entry + 3]!);
    return jointlyFrom(this.#tables, number, (node) => this.#read(to, node));
  }

  /** A row begins: now lists may be forgotten. */
  begin(row: number): void {
    // phase: successors
    this.#batch.begin();
    this.hasGivenUp = false;
    const { pool } = this.#tables.lists;
    if (pool.top > pool.most) pool.makeRoom(row);
  }

  /** A row has come to its end: its gates count. */
  countPasses(): void {
    const { words } = this.#tables.lists.pool;
    for (let at = 0; at < this.passed; at++) words[this.#passes[at]! + PASSES]!++;
    this.passed = 0;
  }

  /** Takes back that the lists of the first nodes of a row were counted. Answers the row. */
  giveUp(row: number, nodes: number): number {
    this.hasGivenUp = true;
    const { pool } = this.#tables.lists;
    const columns = this.#store.columns(row);
    for (let node = 0; node < nodes; node++)
      pool.words[pool.starts[pool.firsts[node]! + columns[node]!]! + USES]!--;
    this.passed = 0;
    return row;
  }

  /** Takes back that a row was walked to its end. */
  uncount(row: number): void {
    const { lists } = this.#tables;
    const columns = this.#store.columns(row);
    for (let node = 0; node < lists.pool.firsts.length; node++) {
      const start = lists.list(node, columns[node]!, row);
      const { words } = lists.pool;
      words[start + USES]!--;
      for (const entry of entriesOf(words, start))
        if (entry.gate !== null && isEnabled(this.#tables, columns, entry))
          words[entry.at + PASSES]!--;
    }
  }

  /**
   * Gives every cell there is a place among those that may have a list. Rows that are walked were
   * stored before, so that this is enough until the next ones are.
   */
  reserve(): void {
    const { cells, lists, environment } = this.#tables;
    for (let node = 0; node < cells.length; node++) lists.pool.reserve(node, cells[node]!.size);
    if (lists.pool.firsts.length > cells.length) lists.pool.reserve(cells.length, environment.size);
  }

  /** Takes back that rules have fired in rows that do not count, from a row on. */
  retract(row: number): void {
    this.#tables.steps.coverage.retract(row);
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
