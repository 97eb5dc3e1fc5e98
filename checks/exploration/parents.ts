/**
 * For each row the one that it was found from. Rows are found in the order in which others are
 * expanded, so that a byte a row says how far to go on from the row before; -1 for initial states.
 */
import { resized } from "./room.ts";

/** Rows of a block, of which the first has its parent in full. */
const BLOCK_BITS = 6;
const IN_BLOCK = (1 << BLOCK_BITS) - 1;
/** Instead of a step: it does not fit, and the parent stands apart. */
const APART = 255;

export class Parents {
  #steps = new Uint8Array(0);
  #firsts = new Int32Array(0);
  readonly #apart = new Map<number, number>();
  #last = -1;

  /** Makes room for so many rows. */
  reserve(rows: number): void {
    this.#steps = resized(this.#steps, this.#steps.length, rows);
    this.#firsts = resized(this.#firsts, this.#firsts.length, (rows >> BLOCK_BITS) + 1);
  }

  /** Of a row that comes next. */
  set(row: number, parent: number): void {
    // phase: appending
    const step = parent - this.#last;
    this.#last = parent;
    this.#steps[row] = step;
    if ((row & IN_BLOCK) === 0) this.#firsts[row >> BLOCK_BITS] = parent;
    else if (step >>> 0 >= APART) this.#setApart(row, parent);
  }

  of(row: number): number {
    // phase: other
    let sum = 0;
    for (let at = row; (at & IN_BLOCK) !== 0; at--) {
      const step = this.#steps[at]!;
      if (step === APART) return sum + this.#apart.get(at)!;
      sum += step;
    }
    return sum + this.#firsts[row >> BLOCK_BITS]!;
  }

  #setApart(row: number, parent: number): void {
    this.#steps[row] = APART;
    this.#apart.set(row, parent);
  }
}
