/** The inner loop for rows of two words, which it holds in variables of their own. */
import { BATCH, FILTER_BITS } from "./batch.ts";
import { hashTwo } from "./hash.ts";
import { Change, OVERFLOW } from "./memos.ts";
import { entryLength, FAULT, GATED, NO_TABLE, RECORDED, SENDS_SHIFT } from "./transitions.ts";
import type { Walk, WalkSources } from "./walk.ts";

export class WalkTwo implements Walk {
  readonly #sources: WalkSources;

  constructor(sources: WalkSources) {
    this.#sources = sources;
  }

  rows(from: number, to: number): number {
    // phase: successors
    const { lists, store, batch, memos, pace } = this.#sources;
    const { starts, pools, direct } = lists;
    const { word, shift, mask } = store.layout;
    const { rows: successors, filter, hashes, origins } = batch;
    const nodes = starts.length;
    for (let row = from; row < to; row++) {
      batch.begin();
      const w0 = store.rows[2 * row]!;
      const w1 = store.rows[2 * row + 1]!;
      let { pending } = batch;
      let quiet = true;
      let counted = 0;
      for (let node = 0; node < nodes; node++) {
        const nodeShift = shift[node]!;
        const inFirst = word[node] === 0;
        const cell = ((inFirst ? w0 : w1) >>> nodeShift) & mask[node]!;
        const started = starts[node]!;
        let at = cell < started.length ? started[cell]! : -1;
        if (at < 0) {
          at = memos.list(node, cell, row);
          batch.pending = pending;
          batch.generated += counted;
          counted = 0;
          if (at === OVERFLOW || pace.isInterrupted()) return row;
        }
        const pool = pools[node]!;
        const end = pool[at + 1]!;
        counted += pool[at]!;
        for (at += 2; at < end;) {
          const flags = pool[at]!;
          const delta = pool[at + 1]! << nodeShift;
          let n0 = inFirst ? (w0 + delta) | 0 : w0;
          let n1 = inFirst ? w1 : (w1 + delta) | 0;
          const entry = at;
          at += entryLength(flags);
          if ((flags & (GATED | RECORDED)) !== 0) {
            successors[2 * pending] = n0;
            successors[2 * pending + 1] = n1;
            const change = memos.pass(pool, entry, 2 * pending);
            if (change === Change.overflow) return row;
            if (change === Change.forbidden) continue;
            n0 = successors[2 * pending]!;
            n1 = successors[2 * pending + 1]!;
          }
          for (let send = at - 2 * (flags >>> SENDS_SHIFT); send < at; send += 2) {
            const receiver = pool[send]!;
            const receiverShift = shift[receiver]!;
            const toFirst = word[receiver] === 0;
            const before = ((toFirst ? n0 : n1) >>> receiverShift) & mask[receiver]!;
            const envelope = pool[send + 1]!;
            const table = envelope < direct.length ? direct[envelope]! : NO_TABLE;
            let after = before < table.length ? table[before]! : -1;
            if (after < 0) after = memos.send(receiver, envelope, before);
            if (after === OVERFLOW) return row;
            if (toFirst) n0 = (n0 + ((after - before) << receiverShift)) | 0;
            else n1 = (n1 + ((after - before) << receiverShift)) | 0;
          }
          if (quiet && (flags & FAULT) === 0) quiet = n0 === w0 && n1 === w1;
          // phase: hashing
          const hash = hashTwo(n0, n1);
          const recent = (hash >>> (32 - FILTER_BITS)) << 1;
          if (filter[recent] === n0 && filter[recent + 1] === n1) continue;
          // phase: successors
          successors[2 * pending] = filter[recent] = n0;
          successors[2 * pending + 1] = filter[recent + 1] = n1;
          hashes[pending] = hash;
          origins[pending++] = row;
          if (pending < BATCH) continue;
          batch.pending = pending;
          batch.generated += counted;
          counted = 0;
          if (!pace.flush()) return row;
          pending = 0;
        }
      }
      batch.pending = pending;
      batch.generated += counted;
      if (quiet) pace.quiescent(row);
      if (pace.isTired) return row + 1;
    }
    return to;
  }
}
