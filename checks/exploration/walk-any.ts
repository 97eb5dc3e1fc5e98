/** The inner loop for rows of any number of words, which it writes into the batch at once. */
import { BATCH, FILTER_BITS } from "./batch.ts";
import { hashRow } from "./hash.ts";
import { Change, OVERFLOW } from "./memos.ts";
import { entryLength, FAULT, HEADER, USES } from "./entries.ts";
import type { Walk, WalkSources } from "./walk.ts";

export class WalkAny implements Walk {
  readonly #sources: WalkSources;

  constructor(sources: WalkSources) {
    this.#sources = sources;
  }

  rows(from: number, to: number): number {
    // phase: successors
    const { pool, memos, pace } = this.#sources;
    for (let row = from; row < to; row++) {
      memos.begin(row);
      const walked = this.#row(row);
      if (walked <= pool.firsts.length) return memos.giveUp(row, walked);
      if (memos.passed > 0) memos.countPasses();
      if (pace.isTired) return row + 1;
    }
    return to;
  }

  /** How many lists were begun before it had to stop; one more than there are, if it had not. */
  #row(row: number): number {
    const { pool: lists, store, batch, memos, pace } = this.#sources;
    const { firsts } = lists;
    const { words, word, shift, mask } = store.layout;
    const base = row * words;
    const nodes = firsts.length;
    let quiet = true;
    for (let node = 0; node < nodes; node++) {
      const cell = (store.rows[base + word[node]!]! >>> shift[node]!) & mask[node]!;
      let at = lists.starts[firsts[node]! + cell]!;
      if (at < 0) {
        at = memos.list(node, cell, row);
        if (at === OVERFLOW || pace.isInterrupted()) return node;
      }
      const pool = lists.words;
      pool[at + USES]!++;
      const end = pool[at + 1]!;
      batch.generated += pool[at]!;
      for (at += HEADER; at < end;) {
        const flags = pool[at]!;
        const to = batch.pending * (words + 2);
        for (let w = 0; w < words; w++) batch.items[to + w] = store.rows[base + w]!;
        batch.items[to + word[node]!]! += pool[at + 1]! << shift[node]!;
        const entry = at;
        at += entryLength(flags);
        if (flags !== 0) {
          const change = memos.follow(pool, entry, to, row);
          if (change === Change.overflow) return node + 1;
          if (change === Change.forbidden) continue;
        }
        if (quiet && (flags & FAULT) === 0) quiet = this.#isUnchanged(base, to);
        if (this.#isRecent(to)) continue;
        batch.items[to + words + 1] = row;
        batch.pending++;
        if (batch.pending === BATCH && !pace.flush(row)) return node + 1;
      }
    }
    if (quiet) pace.quiescent(row);
    return nodes + 1;
  }

  #isUnchanged(base: number, to: number): boolean {
    const { store, batch } = this.#sources;
    const { words } = store.layout;
    for (let w = 0; w < words; w++) if (batch.items[to + w] !== store.rows[base + w]) return false;
    return true;
  }

  /** Whether a successor was met a moment ago; if not, it is remembered, with its hash. */
  #isRecent(to: number): boolean {
    // phase: hashing
    const { store, batch } = this.#sources;
    const { words } = store.layout;
    const { items, filter } = batch;
    const hash = hashRow(items, to, words);
    const at = (hash >>> (32 - FILTER_BITS)) * words;
    let w = 0;
    while (w < words && filter[at + w] === items[to + w]) w++;
    if (w === words) return batch.isFiltering;
    for (w = 0; w < words; w++) filter[at + w] = items[to + w]!;
    items[to + words] = hash;
    return false;
  }
}
