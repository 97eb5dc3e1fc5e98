/**
 * Takes stored rows one after the other, has their successors found, and stores these batch by
 * batch; makes rows wider when a column outgrows its bits; stops at limits.
 */
import { Batch } from "./batch.ts";
import { Columns } from "./columns.ts";
import { hashRow } from "./hash.ts";
import { packInto } from "./layout.ts";
import { Memos } from "./memos.ts";
import { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { WalkAny } from "./walk-any.ts";
import { WalkTwo } from "./walk-two.ts";
import type { Walk, WalkSources } from "./walk.ts";

/** Rows after which the clock is looked at, even if nothing was stored or derived in them. */
const ROWS_APART = 1 << 12;

/** Told of what the loop finds; its answers never change what is explored. */
export interface Observer {
  /** Successors of rows that are walked, about to be stored: `null` if nobody judges them. */
  readonly stepping: ((batch: Batch) => void) | null;
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
  /** How many rows may be stored. */
  limit = Infinity;
  /** Whether rows are expanded, and judged, also when what they lead to is not stored any more. */
  goesOnAtLimit = false;
  /** Whether something was not stored for the limit. */
  refused = false;

  readonly #columns: Columns;
  readonly #observer: Observer;
  readonly #batch = new Batch();
  readonly #memos: Memos;
  readonly #two: Walk;
  readonly #any: Walk;
  /** The row that is being expanded. */
  #row = 0;
  #stop: Stop = null;
  readonly #pace = {
    quiescent: (row: number): void => this.#observer.quiescent(row),
    flush: (row: number): boolean => this.#flush(row),
    isInterrupted: (): boolean => this.#isInterrupted(),
    isTired: false,
  };

  constructor(tables: Tables, observer: Observer) {
    this.#columns = new Columns(tables);
    this.#observer = observer;
    this.store = new Store(this.#columns.firstLayout());
    this.#batch.adopt(this.store.layout);
    this.#batch.isFiltering = observer.stepping === null;
    this.#memos = new Memos(tables, this.#columns, this.store, this.#batch);
    const sources: WalkSources = {
      pool: tables.lists.pool,
      store: this.store,
      batch: this.#batch,
      memos: this.#memos,
      pace: this.#pace,
    };
    this.#two = new WalkTwo(sources);
    this.#any = new WalkAny(sources);
  }

  /** Enabled actions of the rows that were expanded. */
  get generated(): number {
    return this.#batch.generated;
  }

  /** Adds a state that is not found from another. */
  addInitial(columns: readonly number[]): void {
    if (columns.some((_, column) => this.#columns.overflows(column, this.store.layout)))
      this.#makeWider();
    const { layout } = this.store;
    const batch = this.#batch;
    const { items } = batch;
    packInto(items, columns, layout);
    items[layout.words] = hashRow(items, 0, layout.words);
    items[layout.words + 1] = -1;
    batch.pending = 1;
    this.#flush(0);
  }

  /**
   * Expands the rows from `from`, below `to`. Answers how far it came, and why no further. What was
   * found is stored when the batch is full, and at the latest when `to` is reached: never because
   * time has passed, so that nothing but the model decides what is counted when a limit is met.
   */
  expand(from: number, to: number): { row: number; stop: Stop } {
    this.#row = from;
    this.#stop = null;
    this.#pace.isTired = false;
    this.#memos.reserve();
    while (this.#row < to && this.#stop === null && !this.#pace.isTired) {
      const walk = this.store.layout.words === 2 ? this.#two : this.#any;
      const stretch = Math.min(to, (this.#row | (ROWS_APART - 1)) + 1);
      const row = walk.rows(this.#row, stretch);
      if (this.#stop !== "limit") this.#row = row;
      if (this.#memos.haveOverflown && this.#stop === null) this.#retreat();
      else if (this.#row < to) this.#isInterrupted();
    }
    // What was generated of a row that is given up counts, but no list of it is covered.
    if (this.#stop === "interrupted" && this.#memos.hasGivenUp) this.#memos.retract(this.#row);
    if (this.#row >= to || this.#stop !== null) this.#flush(this.#row);
    return { row: this.#row, stop: this.#stop };
  }

  /** Stores what is pending when a search is given up between two rows. */
  finish(): void {
    this.#flush(this.#row);
  }

  /**
   * A column has overflowed in the middle of a row: what the row has given is dropped, from the
   * filter too, all before it is stored, and the row will be expanded again in a wider layout.
   */
  #retreat(): void {
    this.#batch.retreat();
    this.#flush(this.#row);
    this.#makeWider();
  }

  /**
   * Stores what is pending. False if the search cannot go on.
   * @param walked all rows below it were walked to their ends.
   */
  #flush(walked: number): boolean {
    const first = this.store.size;
    this.#observer.stepping?.(this.#batch);
    const { pending } = this.#batch;
    const done = this.store.insert(this.#batch, this.limit);
    this.#observer.found(first);
    if (done < pending) this.#refuse(done, walked);
    this.#batch.clear();
    return !this.#isInterrupted();
  }

  /**
   * The search ends with the row that leads beyond the limit: what came after it does not count.
   */
  #refuse(place: number, walked: number): void {
    this.refused = true;
    if (this.goesOnAtLimit) return;
    this.#stop = "limit";
    this.#row = this.#batch.origin(place);
    this.#batch.endBefore(place);
    for (let row = this.#row; row < walked; row++) this.#memos.uncount(row);
    this.#memos.retract(this.#row);
    this.#observer.retracted(this.#row);
  }

  /** Looks at the clock, inside a row too: what is derived there may take its time. */
  #isInterrupted(): boolean {
    if (this.#observer.interrupted()) this.#stop ??= "interrupted";
    this.#pace.isTired = this.#observer.tired();
    return this.#stop !== null;
  }

  #makeWider(): void {
    const layout = this.#columns.widerLayout(this.store.layout);
    this.store.repack(layout);
    this.#batch.adopt(layout);
    this.#memos.haveOverflown = false;
  }
}
