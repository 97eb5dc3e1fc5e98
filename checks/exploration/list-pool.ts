/**
 * The memory of all transition lists: their words, end to end, and where the list of each cell
 * starts. It is bounded, since a hub may have as many cells as there are states.
 */
import { grown } from "./byte-table.ts";

/**
 * Words that lists may take; beyond them all are forgotten, and derived again when they are met.
 * Where lists are used again and again they get more room. It is looked at between two rows, so
 * that the lists of a row stay where they are while it is walked.
 */
const WORDS = 2 ** 22;
const MOST_WORDS = 2 ** 25;
/** Rows that are expanded for each list that is derived, where lists are worth keeping. */
const USED_AGAIN = 2;
const FIRST_CELLS = 2 ** 6;

export class ListPool {
  words = new Int32Array(2 ** 10);
  /** Where the list of a cell starts in `words`, or -1: at `firsts[node] + cell`. */
  starts: Int32Array;
  readonly firsts: Int32Array;
  /** Words that are in use, and those of them that belong to lists which are complete. */
  top = 0;
  complete = 0;
  /** Beyond so many of them, room has to be made. */
  most = WORDS;
  /** Told before all lists are forgotten. */
  onForget: () => void = () => {};
  /** For each node, the cells that have a place in `starts`. */
  readonly #cells: number[];
  /** Lists derived since the row at which it was last full. */
  #derived = 0;
  #since = 0;

  constructor(nodes: number) {
    this.#cells = Array.from({ length: nodes }, () => FIRST_CELLS);
    this.firsts = Int32Array.from({ length: nodes }, (_, node) => node * FIRST_CELLS);
    this.starts = new Int32Array(nodes * FIRST_CELLS).fill(-1);
  }

  /** Gives a place to so many cells of a node. */
  reserve(node: number, cells: number): void {
    const before = this.#cells[node]!;
    if (cells <= before) return;
    this.#cells[node] = Math.max(cells, 2 * before);
    const longer = new Int32Array(this.#cells.reduce((sum, some) => sum + some, 0)).fill(-1);
    let first = 0;
    for (const [at, some] of this.#cells.entries()) {
      const from = this.firsts[at]!;
      longer.set(this.starts.subarray(from, from + (at === node ? before : some)), first);
      this.firsts[at] = first;
      first += some;
    }
    this.starts = longer;
  }

  /**
   * Begins a list of so many words, and more, in place of one that was given up. Answers where it
   * starts.
   */
  begin(words: number): number {
    this.#derived++;
    this.top = this.complete;
    return this.take(words);
  }

  /** Ends the list of a cell. */
  end(node: number, cell: number, start: number): void {
    this.complete = this.top;
    this.starts[this.firsts[node]! + cell] = start;
  }

  /** Makes room for some words. Answers where they start. */
  take(words: number): number {
    const at = this.top;
    this.top += words;
    if (this.top > this.words.length) this.words = grown(this.words, this.top);
    return at;
  }

  /** Makes room before a row. */
  makeRoom(row: number): void {
    const areUsed = row - this.#since >= USED_AGAIN * this.#derived;
    if (areUsed && this.most < MOST_WORDS) this.most *= 2;
    else {
      this.onForget();
      this.top = 0;
      this.complete = 0;
      this.starts.fill(-1);
    }
    this.#since = row;
    this.#derived = 0;
  }
}
