/**
 * The inner loop: takes stored rows one after the other, walks the transition lists of their cells,
 * and collects the successors in a batch, which goes into the store when it is full.
 *
 * No protocol code runs here, and nothing is allocated. What is not known yet (a list, a send, a
 * gate, a history) is asked of the memos once.
 */
import { FORBIDDEN, UNKNOWN, type Environment } from "../environment/environment.ts";
import type { History } from "../environment/history.ts";
import type { Layout } from "./layout.ts";
import { layoutFor } from "./layout.ts";
import type { CellTable } from "./cells.ts";
import { Store, hashRow } from "./store.ts";
import { FAULT, GATED, RECORDED, SENDS_SHIFT, type TransitionMemo } from "./transitions.ts";

const BATCH = 1024;
/** Successors met a moment ago need not go through the batch: 2^12 of them are remembered. */
const FILTER_BITS = 12;

/** Told of what the loop finds; its answers never change what is explored. */
export interface Observer {
  /** Rows from `first` up to the end of the store are new. */
  readonly found: (first: number) => void;
  /** Nothing can happen in this row any more, except a fault. */
  readonly quiescent: (row: number) => void;
  /** Whether to stop now, inside a row too, since one row may have very many successors. */
  readonly interrupted: () => boolean;
}

/** Why a run of the loop ended before the rows that it was given. */
export type Stop = "limit" | "interrupted" | null;

export class Expander {
  readonly store: Store;
  /** Enabled actions of the rows that were expanded. */
  generated = 0;
  /** How many rows may be stored. */
  limit = Infinity;

  readonly #cells: readonly CellTable[];
  readonly #lists: TransitionMemo;
  readonly #environment: Environment;
  readonly #history: History;
  readonly #observer: Observer;

  #batch = new Int32Array(0);
  #filter = new Int32Array(0);
  readonly #hashes = new Int32Array(BATCH);
  readonly #origins = new Int32Array(BATCH);
  #pending = 0;

  constructor(
    cells: readonly CellTable[],
    lists: TransitionMemo,
    environment: Environment,
    history: History,
    observer: Observer,
  ) {
    this.#cells = cells;
    this.#lists = lists;
    this.#environment = environment;
    this.#history = history;
    this.#observer = observer;
    this.store = new Store(this.#fittingLayout([]));
    this.#adopt(this.store.layout);
  }

  /** The columns of a row: a cell for each node, the environment, the history. */
  get columns(): number {
    return this.#cells.length + 2;
  }

  get bytes(): number {
    return this.store.bytes + this.#batch.byteLength + this.#filter.byteLength;
  }

  /** Adds a state that is not found from another. */
  addInitial(columns: readonly number[]): void {
    this.#hashes[0] = hashRow(this.#pack(columns), 0, this.store.layout.words);
    this.#origins[0] = -1;
    this.#pending = 1;
    this.#flush();
  }

  /**
   * Expands the rows from `from`, below `to`. Answers how far it came, and why no further; all that
   * was found up to there is stored.
   */
  expand(from: number, to: number): { row: number; stop: Stop } {
    let row = from;
    let stop: Stop = null;
    while (row < to && stop === null) {
      const ended = this.#walk(row, to);
      row = ended.row;
      stop = this.#flush() ?? ended.stop;
      if (ended.overflow) this.#makeWider();
    }
    return { row, stop };
  }

  /** Walks rows until a column overflows: that row is then given up, and has to be walked again. */
  #walk(from: number, to: number): { row: number; stop: Stop; overflow: boolean } {
    const lists = this.#lists;
    const { pools, starts, direct } = lists;
    const environment = this.#environment;
    const { gates } = environment;
    const { words, word, shift, mask } = this.store.layout;
    const nodes = this.#cells.length;
    const [envWord, envShift, envMask] = [word[nodes]!, shift[nodes]!, mask[nodes]!];
    const batch = this.#batch;
    const filter = this.#filter;
    const hashes = this.#hashes;
    const origins = this.#origins;
    let { rows } = this.store;
    let generated = this.generated;
    let pending = this.#pending;

    for (let row = from; row < to; row++) {
      const base = row * words;
      const generatedBefore = generated;
      let pendingBefore = pending;
      let quiet = true;
      let overflow = false;
      scan: for (let node = 0; node < nodes; node++) {
        const nodeWord = word[node]!;
        const nodeShift = shift[node]!;
        const cell = (rows[base + nodeWord]! >>> nodeShift) & mask[node]!;
        const started = starts[node]!;
        let at = cell < started.length ? started[cell]! : -1;
        if (at < 0) {
          at = lists.list(node, cell);
          if (this.#overflows(node)) {
            overflow = true;
            break scan;
          }
        }
        const pool = pools[node]!;
        const end = pool[at + 1]!;
        generated += pool[at]!;
        at += 2;
        while (at < end) {
          const flags = pool[at]!;
          const to = pending * words;
          for (let w = 0; w < words; w++) batch[to + w] = rows[base + w]!;
          batch[to + nodeWord]! += pool[at + 1]! << nodeShift;
          const step = pool[at + 2]!;
          const sends = flags >>> SENDS_SHIFT;
          at += 4;
          if ((flags & GATED) !== 0) {
            const now = (batch[to + envWord]! >>> envShift) & envMask;
            const gate = pool[at++]!;
            let next = environment.table[now * gates + gate]!;
            if (next === UNKNOWN) {
              next = environment.spend(now, gate);
              if (this.#overflows(nodes)) {
                overflow = true;
                break scan;
              }
            }
            if (next === FORBIDDEN) {
              at += 2 * sends;
              continue;
            }
            generated++;
            batch[to + envWord]! += (next - now) << envShift;
          }
          if ((flags & RECORDED) !== 0 && !this.#record(to, step)) {
            overflow = true;
            break scan;
          }
          for (const sent = at + 2 * sends; at < sent; at += 2) {
            const receiver = pool[at]!;
            const envelope = pool[at + 1]!;
            const receiverWord = to + word[receiver]!;
            const before = (batch[receiverWord]! >>> shift[receiver]!) & mask[receiver]!;
            const table = direct[envelope];
            let after = table !== undefined && before < table.length ? table[before]! : -1;
            if (after < 0) {
              after = lists.send(envelope, before);
              if (this.#overflows(receiver)) {
                overflow = true;
                break scan;
              }
            }
            batch[receiverWord]! += (after - before) << shift[receiver]!;
          }
          if (quiet && (flags & FAULT) === 0)
            for (let w = 0; w < words; w++) if (batch[to + w] !== rows[base + w]) quiet = false;
          const hash = hashRow(batch, to, words);
          const recent = (hash >>> (32 - FILTER_BITS)) * words;
          let w = 0;
          while (w < words && filter[recent + w] === batch[to + w]) w++;
          if (w === words) continue;
          for (w = 0; w < words; w++) filter[recent + w] = batch[to + w]!;
          hashes[pending] = hash;
          origins[pending++] = row;
          if (pending === BATCH) {
            this.#pending = pending;
            this.generated = generated;
            const stop = this.#flush();
            if (stop !== null) return { row, stop, overflow: false };
            rows = this.store.rows;
            pending = 0;
            pendingBefore = 0;
          }
        }
      }
      if (overflow) {
        this.#pending = pendingBefore;
        this.generated = generatedBefore;
        return { row, stop: null, overflow: true };
      }
      if (quiet) this.#observer.quiescent(row);
    }
    this.#pending = pending;
    this.generated = generated;
    return { row: to, stop: null, overflow: false };
  }

  /** Lets the history of a successor follow its step. False if the column overflows. */
  #record(at: number, step: number): boolean {
    const column = this.#cells.length + 1;
    const { word, shift, mask } = this.store.layout;
    const now = (this.#batch[at + word[column]!]! >>> shift[column]!) & mask[column]!;
    const next = this.#history.after(now, step);
    this.#batch[at + word[column]!]! += (next - now) << shift[column]!;
    return !this.#overflows(column);
  }

  /** Stores what is pending. Answers why the search cannot go on, or null. */
  #flush(): Stop {
    const first = this.store.size;
    const count = this.#pending;
    this.#pending = 0;
    const done = this.store.insert(this.#batch, this.#hashes, this.#origins, count, this.limit);
    this.#observer.found(first);
    if (done < count) return "limit";
    return this.#observer.interrupted() ? "interrupted" : null;
  }

  #overflows(column: number): boolean {
    return this.#sizeOf(column) > this.store.layout.mask[column]!;
  }

  /** How many numbers a column has to tell apart. */
  #sizeOf(column: number): number {
    const cells = this.#cells[column];
    if (cells !== undefined) return cells.size;
    return column === this.#cells.length ? this.#environment.size : this.#history.size;
  }

  #makeWider(): void {
    const crowded = Array.from({ length: this.columns }, (_, column) => this.#overflows(column));
    const layout = this.#fittingLayout(crowded, this.store.layout.words);
    this.store.repack(layout);
    this.#adopt(layout);
  }

  #fittingLayout(crowded: readonly boolean[], leastWords = 1): Layout {
    const sizes = Array.from({ length: this.columns }, (_, column) => this.#sizeOf(column));
    return layoutFor(sizes, crowded, leastWords);
  }

  /** The all-ones row is none: no column ever holds its mask. So the filter starts with it. */
  #adopt({ words }: Layout): void {
    this.#batch = new Int32Array(BATCH * words);
    this.#filter = new Int32Array(words << FILTER_BITS).fill(-1);
  }

  #pack(columns: readonly number[]): Int32Array {
    const { words, word, shift } = this.store.layout;
    this.#batch.fill(0, 0, words);
    columns.forEach((number, column) => {
      this.#batch[word[column]!]! |= number << shift[column]!;
    });
    return this.#batch;
  }
}
