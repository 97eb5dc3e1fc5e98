/**
 * The inner loop: takes stored rows one after the other, walks the transition lists of their cells,
 * and collects the successors in a batch, which goes into the store when it is full.
 *
 * No protocol code runs here, and nothing is allocated. What is not known yet (a list, a send, a
 * gate, a history) is asked of the memos once.
 */
import { FORBIDDEN } from "../environment/environment.ts";
import { Columns } from "./columns.ts";
import { packInto, type Layout } from "./layout.ts";
import { Store, hashRow } from "./store.ts";
import type { Tables } from "./tables.ts";
import { entryLength, FAULT, GATED, RECORDED, SENDS_SHIFT } from "./transitions.ts";

const BATCH = 1024;
/** Successors met a moment ago need not go through the batch: 2^12 of them are remembered. */
const FILTER_BITS = 12;

/** Rows after which the clock is looked at, even if nothing was stored or derived in them. */
const ROWS_APART = 1 << 12;
/** For an envelope that has no table of where a send of it leads. */
const NO_TABLE = new Int32Array(0);

/** What came of letting a row follow a change. */
const Change = { done: 0, forbidden: 1, overflow: 2 } as const;
type Change = (typeof Change)[keyof typeof Change];

/** Told of what the loop finds; its answers never change what is explored. */
export interface Observer {
  /** Rows from `first` up to the end of the store are new. */
  readonly found: (first: number) => void;
  /** Nothing can happen in this row any more, except a fault. */
  readonly quiescent: (row: number) => void;
  /** What was said to be quiescent from this row on is not, for the search has ended before it. */
  readonly retracted: (row: number) => void;
  /** Whether to stop now, inside a row too, since one row may have very many successors. */
  readonly interrupted: () => boolean;
  /** Whether to pause at the end of the row. */
  readonly tired: () => boolean;
}

/** Why a run of the loop ended before the rows that it was given. */
export type Stop = "limit" | "interrupted" | null;

export class Expander {
  readonly store: Store;
  /** Enabled actions of the rows that were expanded. */
  generated = 0;
  /** How many rows may be stored. */
  limit = Infinity;
  /** Whether rows are expanded, and judged, also when what they lead to is not stored any more. */
  goesOnAtLimit = false;
  /** Whether something was not stored for the limit. */
  refused = false;

  readonly #tables: Tables;
  readonly #columns: Columns;
  readonly #observer: Observer;

  #batch = new Int32Array(0);
  #filter = new Int32Array(0);
  readonly #hashes = new Int32Array(BATCH);
  /** For what is pending: its row, and what had been generated when that row began. */
  readonly #origins = new Int32Array(BATCH);
  readonly #counts = new Float64Array(BATCH);
  #pending = 0;
  /** The row that is being expanded; what was generated and pending when it began. */
  #row = 0;
  #generatedBefore = 0;
  #rowBegins = 0;
  #stop: Stop = null;
  #tired = false;

  constructor(tables: Tables, observer: Observer) {
    this.#tables = tables;
    this.#columns = new Columns(tables);
    this.#observer = observer;
    this.store = new Store(this.#columns.firstLayout());
    this.#adopt(this.store.layout);
  }

  /** Adds a state that is not found from another. */
  addInitial(columns: readonly number[]): void {
    if (columns.some((_, column) => this.#overflows(column))) this.#makeWider();
    const { layout } = this.store;
    packInto(this.#batch, columns, layout);
    this.#hashes[0] = hashRow(this.#batch, 0, layout.words);
    this.#origins[0] = -1;
    this.#pending = 1;
    this.#flush();
  }

  /**
   * Expands the rows from `from`, below `to`. Answers how far it came, and why no further. What was
   * found is stored when the batch is full, and at the latest when `to` is reached: never because
   * time has passed, so that nothing but the model decides what is counted when a limit is met.
   */
  expand(from: number, to: number): { row: number; stop: Stop } {
    this.#row = from;
    this.#stop = null;
    this.#tired = false;
    while (this.#row < to && this.#stop === null && !this.#tired) {
      this.#generatedBefore = this.generated;
      this.#rowBegins = this.#pending;
      if (this.#expandRow(this.#row)) this.#row++;
      else if (this.#stop === null) this.#retreat();
      if (this.#row % ROWS_APART === 0) this.#isInterrupted();
    }
    if (this.#row >= to || this.#stop !== null) this.#flush();
    return { row: this.#row, stop: this.#stop };
  }

  /** Stores what is pending when a search is given up between two rows. */
  finish(): void {
    this.#flush();
  }

  /**
   * A column has overflowed in the middle of a row: what the row has given is dropped, from the
   * filter too, all before it is stored, and the row will be expanded again in a wider layout.
   */
  #retreat(): void {
    this.#pending = this.#rowBegins;
    this.generated = this.#generatedBefore;
    this.#flush();
    this.#makeWider();
  }

  /** Walks the lists of a row's cells. False if it has to stop before the end of them. */
  #expandRow(row: number): boolean {
    const { cells, lists } = this.#tables;
    const { starts, pools } = lists;
    const { words, word, shift, mask } = this.store.layout;
    const base = row * words;
    const nodes = cells.length;
    let quiet = true;
    for (let node = 0; node < nodes; node++) {
      const nodeShift = shift[node]!;
      const nodeWord = word[node]!;
      const cell = (this.store.rows[base + nodeWord]! >>> nodeShift) & mask[node]!;
      const started = starts[node]!;
      let at = cell < started.length ? started[cell]! : -1;
      if (at < 0) {
        at = lists.list(node, cell);
        if (this.#overflows(node) || this.#isInterrupted()) return false;
      }
      const pool = pools[node]!;
      const end = pool[at + 1]!;
      this.generated += pool[at]!;
      for (at += 2; at < end;) {
        const flags = pool[at]!;
        const { rows } = this.store;
        const batch = this.#batch;
        const to = this.#pending * words;
        for (let w = 0; w < words; w++) batch[to + w] = rows[base + w]!;
        batch[to + nodeWord]! += pool[at + 1]! << nodeShift;
        const entry = at;
        at += entryLength(flags);
        if (flags !== 0) {
          const change = this.#complete(pool, entry, to);
          if (change === Change.overflow) return false;
          if (change === Change.forbidden) continue;
        }
        if (quiet && (flags & FAULT) === 0) quiet = this.#isUnchanged(base, to);
        if (this.#isRecent(to)) continue;
        this.#counts[this.#pending] = this.#generatedBefore;
        this.#origins[this.#pending++] = row;
        if (this.#pending === BATCH && !this.#flush()) return false;
      }
    }
    if (quiet) this.#observer.quiescent(row);
    return true;
  }

  /** Lets the rest of a row follow a change of one cell: environment, history, receivers. */
  #complete(pool: Int32Array, entry: number, to: number): Change {
    const flags = pool[entry]!;
    let at = entry + 4;
    if ((flags & GATED) !== 0) {
      const change = this.#pass(pool[at++]!, to);
      if (change !== Change.done) return change;
      this.#tables.lists.passed(pool[entry + 2]!);
    }
    if ((flags & RECORDED) !== 0 && !this.#record(pool[entry + 2]!, to)) return Change.overflow;
    const { word, shift, mask } = this.store.layout;
    const { lists } = this.#tables;
    const { direct } = lists;
    const batch = this.#batch;
    for (const end = at + 2 * (flags >>> SENDS_SHIFT); at < end; at += 2) {
      const receiver = pool[at]!;
      const receiverWord = to + word[receiver]!;
      const before = (batch[receiverWord]! >>> shift[receiver]!) & mask[receiver]!;
      const envelope = pool[at + 1]!;
      const table = envelope < direct.length ? direct[envelope]! : NO_TABLE;
      let after = before < table.length ? table[before]! : -1;
      if (after < 0) {
        after = lists.send(envelope, before);
        if (this.#overflows(receiver)) return Change.overflow;
      }
      batch[receiverWord]! += (after - before) << shift[receiver]!;
    }
    return Change.done;
  }

  /** Charges a budget. */
  #pass(gate: number, to: number): Change {
    const column = this.#columns.environment;
    const { word, shift, mask } = this.store.layout;
    const now = (this.#batch[to + word[column]!]! >>> shift[column]!) & mask[column]!;
    const next = this.#tables.environment.spend(now, gate);
    if (next === FORBIDDEN) return Change.forbidden;
    if (this.#overflows(column)) return Change.overflow;
    this.generated++;
    this.#batch[to + word[column]!]! += (next - now) << shift[column]!;
    return Change.done;
  }

  /** Lets the history follow a step. False if its column overflows. */
  #record(step: number, to: number): boolean {
    const column = this.#columns.history;
    const { word, shift, mask } = this.store.layout;
    const now = (this.#batch[to + word[column]!]! >>> shift[column]!) & mask[column]!;
    const next = this.#tables.history.after(now, step);
    this.#batch[to + word[column]!]! += (next - now) << shift[column]!;
    return !this.#overflows(column);
  }

  #isUnchanged(base: number, to: number): boolean {
    const { words } = this.store.layout;
    for (let w = 0; w < words; w++)
      if (this.#batch[to + w] !== this.store.rows[base + w]) return false;
    return true;
  }

  /** Whether a successor was met a moment ago; if not, it is remembered, with its hash. */
  #isRecent(to: number): boolean {
    const { words } = this.store.layout;
    const batch = this.#batch;
    const filter = this.#filter;
    const hash = hashRow(batch, to, words);
    const at = (hash >>> (32 - FILTER_BITS)) * words;
    let w = 0;
    while (w < words && filter[at + w] === batch[to + w]) w++;
    if (w === words) return true;
    for (w = 0; w < words; w++) filter[at + w] = batch[to + w]!;
    this.#hashes[this.#pending] = hash;
    return false;
  }

  /** Stores what is pending. False if the search cannot go on. */
  #flush(): boolean {
    const first = this.store.size;
    const count = this.#pending;
    this.#pending = 0;
    this.#rowBegins = 0;
    const done = this.store.insert(this.#batch, this.#hashes, this.#origins, count, this.limit);
    this.#observer.found(first);
    if (done < count) this.#refuse(done);
    return !this.#isInterrupted();
  }

  /**
   * The search ends with the row that leads beyond the limit: what came after it does not count.
   */
  #refuse(place: number): void {
    this.refused = true;
    if (this.goesOnAtLimit) return;
    this.#stop = "limit";
    this.#row = this.#origins[place]!;
    this.generated = this.#counts[place]!;
    this.#observer.retracted(this.#row);
  }

  /** Looks at the clock, inside a row too: what is derived there may take its time. */
  #isInterrupted(): boolean {
    if (this.#observer.interrupted()) this.#stop ??= "interrupted";
    this.#tired = this.#observer.tired();
    return this.#stop !== null;
  }

  #overflows(column: number): boolean {
    return this.#columns.overflows(column, this.store.layout);
  }

  #makeWider(): void {
    const layout = this.#columns.widerLayout(this.store.layout);
    this.store.repack(layout);
    this.#adopt(layout);
  }

  /** The all-ones row is none: no column ever holds its mask. So the filter starts with it. */
  #adopt({ words }: Layout): void {
    this.#batch = new Int32Array(BATCH * words);
    this.#filter = new Int32Array(words << FILTER_BITS).fill(-1);
  }
}
