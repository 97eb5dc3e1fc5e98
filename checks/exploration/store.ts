/**
 * The states that were found: rows of packed words in breadth-first order, each with the row that
 * it was first reached from, and the visited set. Append-only, but for a change of layout.
 */
import { OutOfMemory } from "../errors.ts";
import { allocated, grown } from "./byte-table.ts";
import type { Layout } from "./layout.ts";

const FIRST_BITS = 10;
/** Rows that are hashed ahead when the visited set is rebuilt. */
const CHUNK = 1024;

/** Hash of the words of a row. Each word is mixed in by itself, or columns would cancel out. */
export const hashRow = (words: Int32Array, at: number, length: number): number => {
  let hash = 0;
  for (let word = 0; word < length; word++) {
    hash = Math.imul(hash ^ words[at + word]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 14);
};

export class Store {
  layout: Layout;
  rows: Int32Array;
  /** For each row the one it was found from; -1 for initial states. */
  parents: Int32Array;
  size = 0;
  /** What the last look ahead read, so that the compiler cannot leave it out. */
  touched = 0;
  /**
   * Open addressing. A slot is 0, or row number + 1 in its low bits and, above them, the low bits
   * of the row's hash; the high bits of the hash are the place where the search for it starts.
   */
  #slots = new Int32Array(1 << FIRST_BITS);
  #bits = FIRST_BITS;

  constructor(layout: Layout) {
    this.layout = layout;
    this.rows = new Int32Array(CHUNK * layout.words);
    this.parents = new Int32Array(CHUNK);
  }

  get bytes(): number {
    return this.rows.byteLength + this.parents.byteLength + this.#slots.byteLength;
  }

  /** What the arrays will take once `more` rows are in. */
  bytesWith(more: number): number {
    const fits = this.size + more <= this.parents.length && this.#suffices(this.size + more);
    return fits ? this.bytes : 2 * this.bytes;
  }

  /**
   * Inserts those rows of a batch that are not there yet, in order, as long as fewer than `limit`
   * are stored. Answers how many of the batch were looked at: all, unless the limit was reached.
   */
  insert(
    batch: Int32Array,
    hashes: Int32Array,
    origins: Int32Array,
    count: number,
    limit: number,
  ): number {
    this.#makeRoom(count);
    const { rows, parents } = this;
    const { words } = this.layout;
    const slots = this.#slots;
    const bits = this.#bits;
    const shift = 32 - bits;
    const mask = (1 << bits) - 1;
    let size = this.size;
    // Reading all slots first lets the memory fetch them side by side.
    let touched = 0;
    for (let i = 0; i < count; i++) touched |= slots[hashes[i]! >>> shift]!;
    this.touched = touched;
    let done = 0;
    next: for (; done < count; done++) {
      const hash = hashes[done]!;
      const tag = hash << bits;
      const at = done * words;
      let slot = hash >>> shift;
      for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
        if ((entry ^ tag) >>> bits === 0) {
          const row = ((entry & mask) - 1) * words;
          let word = 0;
          while (word < words && rows[row + word] === batch[at + word]) word++;
          if (word === words) continue next;
        }
        slot = (slot + 1) & mask;
      }
      if (size >= limit) break;
      slots[slot] = tag | (size + 1);
      const row = size * words;
      for (let word = 0; word < words; word++) rows[row + word] = batch[at + word]!;
      parents[size++] = origins[done]!;
    }
    this.size = size;
    return done;
  }

  /** The number in a column of a row. */
  read(row: number, column: number): number {
    const { words, word, shift, mask } = this.layout;
    return (this.rows[row * words + word[column]!]! >>> shift[column]!) & mask[column]!;
  }

  /** All columns of a row. */
  columns(row: number): number[] {
    return Array.from(this.layout.word, (_, column) => this.read(row, column));
  }

  /** Writes all rows anew in another layout, and rebuilds the visited set. */
  repack(layout: Layout): void {
    const sameLength = layout.words === this.layout.words;
    const rows = sameLength
      ? this.rows
      : allocated(() => new Int32Array(this.parents.length * layout.words));
    repackRows(this.rows, this.layout, rows, layout, this.size);
    this.rows = rows;
    this.layout = layout;
    this.#rebuild(this.#bits);
  }

  #suffices(rows: number): boolean {
    return rows < 0.65 * this.#slots.length;
  }

  /** Room for a whole batch: a full table would be searched for ever. */
  #makeRoom(count: number): void {
    const needed = this.size + count;
    if (needed > this.parents.length) {
      this.parents = grown(this.parents, needed);
      this.rows = grown(this.rows, this.parents.length * this.layout.words);
    }
    let bits = this.#bits;
    while (needed >= 0.65 * 2 ** bits) bits++;
    if (bits > 30) throw new OutOfMemory("the visited set is limited to 2^30 slots");
    if (bits !== this.#bits) this.#rebuild(bits);
  }

  #rebuild(bits: number): void {
    this.#bits = bits;
    this.#slots = allocated(() => new Int32Array(2 ** bits));
    const { words } = this.layout;
    const hashes = new Int32Array(CHUNK);
    for (let from = 0; from < this.size; from += CHUNK) {
      const count = Math.min(CHUNK, this.size - from);
      for (let i = 0; i < count; i++) hashes[i] = hashRow(this.rows, (from + i) * words, words);
      this.#place(from, hashes, count);
    }
  }

  /** Rows that are known to differ need not be compared. */
  #place(from: number, hashes: Int32Array, count: number): void {
    const slots = this.#slots;
    const shift = 32 - this.#bits;
    const mask = (1 << this.#bits) - 1;
    for (let i = 0; i < count; i++) this.touched |= slots[hashes[i]! >>> shift]!;
    for (let i = 0; i < count; i++) {
      let slot = hashes[i]! >>> shift;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hashes[i]! << this.#bits) | (from + i + 1);
    }
  }
}

/** Copies rows from one layout into another, word by word; in place, if both have as many words. */
const repackRows = (
  source: Int32Array,
  from: Layout,
  target: Int32Array,
  to: Layout,
  size: number,
): void => {
  const columns = from.word.length;
  const next = new Int32Array(to.words);
  for (let row = 0; row < size; row++) {
    const base = row * from.words;
    next.fill(0);
    for (let column = 0; column < columns; column++) {
      const word = source[base + from.word[column]!]!;
      const number = (word >>> from.shift[column]!) & from.mask[column]!;
      next[to.word[column]!]! |= number << to.shift[column]!;
    }
    for (let word = 0; word < to.words; word++) target[row * to.words + word] = next[word]!;
  }
};
