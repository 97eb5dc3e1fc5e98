/**
 * The inner loop: walks the transition lists of the cells of a row, and puts the successors into
 * the batch. No protocol code runs here, and nothing is allocated; what is not known yet is asked
 * of the memos once.
 *
 * Comments such as `phase: hashing` tell `npm run bench` what a line is for.
 *
 * There are two of them, equal in all they do: `walk-two.ts` for rows of two words, which nearly
 * all models have, and `walk-any.ts` for rows of any number of words.
 */
import type { Batch } from "./batch.ts";
import type { ListPool } from "./list-pool.ts";
import type { Memos } from "./memos.ts";
import type { Store } from "./store.ts";

export interface Walk {
  /**
   * Walks the rows from `from`, below `to`. Answers before which row it ended: `to`, if nothing was
   * in the way; if it was in the middle of that row, it has to be walked again, or not at all.
   */
  readonly rows: (from: number, to: number) => number;
}

export interface WalkSources {
  readonly pool: ListPool;
  readonly store: Store;
  readonly batch: Batch;
  readonly memos: Memos;
  readonly pace: Pace;
}

/** What the loop tells, and what it asks now and then. */
interface Pace {
  /** Nothing can happen in this row any more, except a fault. */
  readonly quiescent: (row: number) => void;
  /** Stores what is pending, in the middle of a row. False if the search cannot go on. */
  readonly flush: (row: number) => boolean;
  /** Looks at the clock, inside a row too: what is derived there may take its time. */
  readonly isInterrupted: () => boolean;
  /** Whether to pause at the end of the row; set by the other two. */
  readonly isTired: boolean;
}
