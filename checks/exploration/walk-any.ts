/** The inner loop for rows of any number of words, which it writes into the batch at once. */
import { BATCH, FILTER_BITS } from "./batch.ts";
import { hashRow } from "./hash.ts";
import { Change, OVERFLOW } from "./memos.ts";
import { entryLength, FAULT, GATED, NO_TABLE, RECORDED, SENDS_SHIFT } from "./transitions.ts";
import type { Walk, WalkSources } from "./walk.ts";

export class WalkAny implements Walk {
  readonly #sources: WalkSources;

  constructor(sources: WalkSources) {
    this.#sources = sources;
  }

  rows(from: number, to: number): number {
    // phase: successors
    const { batch, pace } = this.#sources;
    for (let row = from; row < to; row++) {
      batch.begin();
      if (!this.#row(row)) return row;
      if (pace.isTired) return row + 1;
    }
    return to;
  }

  /** False if it has to stop before the end of the row. */
  #row(row: number): boolean {
    const { lists, store, batch, memos, pace } = this.#sources;
    const { starts, pools } = lists;
    const { words, word, shift, mask } = store.layout;
    const base = row * words;
    const nodes = starts.length;
    let quiet = true;
    for (let node = 0; node < nodes; node++) {
      const cell = (store.rows[base + word[node]!]! >>> shift[node]!) & mask[node]!;
      const started = starts[node]!;
      let at = cell < started.length ? started[cell]! : -1;
      if (at < 0) {
        at = memos.list(node, cell, row);
        if (at === OVERFLOW || pace.isInterrupted()) return false;
      }
      const pool = pools[node]!;
      const end = pool[at + 1]!;
      batch.generated += pool[at]!;
      for (at += 2; at < end;) {
        const flags = pool[at]!;
        const to = batch.pending * words;
        for (let w = 0; w < words; w++) batch.rows[to + w] = store.rows[base + w]!;
        batch.rows[to + word[node]!]! += pool[at + 1]! << shift[node]!;
        const entry = at;
        at += entryLength(flags);
        if (flags !== 0) {
          const change = this.#complete(pool, entry, to);
          if (change === Change.overflow) return false;
          if (change === Change.forbidden) continue;
        }
        if (quiet && (flags & FAULT) === 0) quiet = this.#isUnchanged(base, to);
        if (this.#isRecent(to)) continue;
        batch.origins[batch.pending++] = row;
        if (batch.pending === BATCH && !pace.flush()) return false;
      }
    }
    if (quiet) pace.quiescent(row);
    return true;
  }

  /** Lets the rest of a row follow a change of one cell: environment, history, receivers. */
  #complete(pool: Int32Array, entry: number, to: number): Change {
    const { lists, store, batch, memos } = this.#sources;
    const { direct } = lists;
    const { word, shift, mask } = store.layout;
    const flags = pool[entry]!;
    if ((flags & (GATED | RECORDED)) !== 0) {
      const change = memos.pass(pool, entry, to);
      if (change !== Change.done) return change;
    }
    const end = entry + entryLength(flags);
    for (let send = end - 2 * (flags >>> SENDS_SHIFT); send < end; send += 2) {
      const receiver = pool[send]!;
      const receiverWord = to + word[receiver]!;
      const before = (batch.rows[receiverWord]! >>> shift[receiver]!) & mask[receiver]!;
      const envelope = pool[send + 1]!;
      const table = envelope < direct.length ? direct[envelope]! : NO_TABLE;
      let after = before < table.length ? table[before]! : -1;
      if (after < 0) after = memos.send(receiver, envelope, before);
      if (after === OVERFLOW) return Change.overflow;
      batch.rows[receiverWord]! += (after - before) << shift[receiver]!;
    }
    return Change.done;
  }

  #isUnchanged(base: number, to: number): boolean {
    const { store, batch } = this.#sources;
    const { words } = store.layout;
    for (let w = 0; w < words; w++) if (batch.rows[to + w] !== store.rows[base + w]) return false;
    return true;
  }

  /** Whether a successor was met a moment ago; if not, it is remembered, with its hash. */
  #isRecent(to: number): boolean {
    // phase: hashing
    const { store, batch } = this.#sources;
    const { words } = store.layout;
    const { rows, filter } = batch;
    const hash = hashRow(rows, to, words);
    const at = (hash >>> (32 - FILTER_BITS)) * words;
    let w = 0;
    while (w < words && filter[at + w] === rows[to + w]) w++;
    if (w === words) return true;
    for (w = 0; w < words; w++) filter[at + w] = rows[to + w]!;
    batch.hashes[batch.pending] = hash;
    return false;
  }
}
