/**
 * The inner loop for rows of two words, which it holds in variables of their own; hence one long
 * function, since calls for parts of it would have to pass these variables through memory.
 */
import { BATCH, FILTER_BITS } from "./batch.ts";
import { hashTwo } from "./hash.ts";
import { Change, OVERFLOW } from "./memos.ts";
import { entryLength, FAULT, HEADER, USES } from "./entries.ts";
import type { Walk, WalkSources } from "./walk.ts";

export class WalkTwo implements Walk {
  readonly #sources: WalkSources;

  constructor(sources: WalkSources) {
    this.#sources = sources;
  }

  rows(from: number, to: number): number {
    // phase: successors
    const { pool: lists, store, batch, memos, pace } = this.#sources;
    const { firsts } = lists;
    const { word, shift, mask } = store.layout;
    const { items, filter, isFiltering } = batch;
    let { starts, words: pool } = lists;
    for (let row = from; row < to; row++) {
      memos.begin(row);
      const w0 = store.rows[2 * row]!;
      const w1 = store.rows[2 * row + 1]!;
      let { pending } = batch;
      let quiet = true;
      let counted = 0;
      for (let node = 0; node < firsts.length; node++) {
        const nodeShift = shift[node]!;
        const inFirst = word[node] === 0;
        const cell = ((inFirst ? w0 : w1) >>> nodeShift) & mask[node]!;
        let at = starts[firsts[node]! + cell]!;
        if (at < 0) {
          at = memos.list(node, cell, row);
          ({ starts, words: pool } = lists);
          batch.save(pending, counted);
          counted = 0;
          if (at === OVERFLOW || pace.isInterrupted()) return memos.giveUp(row, node);
        }
        pool[at + USES]!++;
        const end = pool[at + 1]!;
        counted += pool[at]!;
        for (at += HEADER; at < end;) {
          const flags = pool[at]!;
          const delta = pool[at + 1]! << nodeShift;
          let n0 = inFirst ? (w0 + delta) | 0 : w0;
          let n1 = inFirst ? w1 : (w1 + delta) | 0;
          const entry = at;
          at += entryLength(flags);
          if (flags !== 0) {
            items[4 * pending] = n0;
            items[4 * pending + 1] = n1;
            const change = memos.follow(pool, entry, 4 * pending, row);
            if (change === Change.overflow) return memos.giveUp(row, node + 1);
            if (change === Change.forbidden) continue;
            n0 = items[4 * pending]!;
            n1 = items[4 * pending + 1]!;
          }
          if (quiet && (flags & FAULT) === 0) quiet = n0 === w0 && n1 === w1;
          // phase: hashing
          const hash = hashTwo(n0, n1);
          const recent = (hash >>> (32 - FILTER_BITS)) << 1;
          if (isFiltering && filter[recent] === n0 && filter[recent + 1] === n1) continue;
          // phase: successors
          const to = 4 * pending++;
          items[to] = filter[recent] = n0;
          items[to + 1] = filter[recent + 1] = n1;
          items[to + 2] = hash;
          items[to + 3] = row;
          if (pending < BATCH) continue;
          batch.save(pending, counted);
          counted = 0;
          if (!pace.flush(row)) return memos.giveUp(row, node + 1);
          pending = 0;
        }
      }
      batch.save(pending, counted);
      if (memos.passed > 0) memos.countPasses();
      if (quiet) pace.quiescent(row);
      if (pace.isTired) return row + 1;
    }
    return to;
  }
}
