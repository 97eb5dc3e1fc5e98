/**
 * The states that were found: rows of packed words in breadth-first order, each with the row that
 * it was first reached from, and the visited set. Append-only, but for a change of layout.
 */
import { OutOfMemory } from "../errors.ts";
import { hashRow, hashTwo } from "./hash.ts";
import { repackRows, type Layout } from "./layout.ts";
import { Parents } from "./parents.ts";
import { allocated } from "./byte-table.ts";
import { resized, withRoom } from "./room.ts";

const FIRST_BITS = 10;
/** Slots are numbered by 32-bit hashes, and a tag needs bits too. */
const MOST_BITS = 30;
/** Rows that are hashed ahead when the visited set is rebuilt. */
const CHUNK = 1024;
/** How full the visited set may be: searches in it are short, and it always has a free slot. */
const FULLEST = 0.65;

const mostRows = (bits: number): number => FULLEST * 2 ** bits;

/** Rows that may be new: for each its words, its hash, and the row that it was found from. */
export interface Arrivals {
  readonly items: Int32Array;
  readonly pending: number;
}

export class Store {
  layout: Layout;
  rows: Int32Array;
  readonly parents = new Parents();
  size = 0;
  /** Rows for which there is room. */
  #capacity = 0;
  /** What the last look ahead read, so that the compiler cannot leave it out. */
  touched = 0;
  /**
   * Open addressing. A slot is 0, or row number + 1 in its low bits and, above them, the low bits
   * of the row's hash; the high bits of the hash are the place where the search for it starts. Only
   * the first 2^bits slots of the array are in use.
   */
  #slots = new Int32Array(1 << FIRST_BITS);
  #bits = FIRST_BITS;
  /** Rows that the visited set has slots for. */
  #most = mostRows(FIRST_BITS);
  readonly #hashes = new Int32Array(CHUNK);

  constructor(layout: Layout) {
    this.layout = layout;
    this.rows = new Int32Array(0);
    this.#reserve(CHUNK);
  }

  /** The bytes that so many more rows need, copies that are made on the way included. */
  bytesFor(more: number): number {
    const size = this.size + more;
    const rows = size > this.#capacity ? size : more;
    const slots = 2 ** this.#bitsFor(size);
    return rows * (4 * this.layout.words + 1) + (slots > 2 ** this.#bits ? 4 * slots : 0);
  }

  /**
   * Inserts those of the arrivals that are not there yet, in order, as long as fewer than `limit`
   * are stored. Answers how many were looked at: all, unless the limit was reached.
   */
  insert(arrivals: Arrivals, limit: number): number {
    const { items, pending } = arrivals;
    const { words } = this.layout;
    this.#makeRoom(pending);
    this.#touch(items, words, words + 2, pending);
    return words === 2 ? this.#insertTwo(arrivals, limit) : this.#insertAny(arrivals, limit);
  }

  /** Reading all slots first lets the memory fetch them side by side. */
  #touch(numbers: Int32Array, first: number, stride: number, count: number): void {
    // phase: probing
    const slots = this.#slots;
    const shift = 32 - this.#bits;
    let touched = 0;
    const end = first + count * stride;
    for (let at = first; at < end; at += stride) touched |= slots[numbers[at]! >>> shift]!;
    this.touched = touched;
  }

  #insertTwo({ items, pending }: Arrivals, limit: number): number {
    const { rows, parents } = this;
    const slots = this.#slots;
    const bits = this.#bits;
    const shift = 32 - bits;
    const mask = (1 << bits) - 1;
    let size = this.size;
    let done = 0;
    next: for (; done < pending; done++) {
      const item = 4 * done;
      const first = items[item]!;
      const second = items[item + 1]!;
      const hash = items[item + 2]!;
      const tag = hash << bits;
      let slot = hash >>> shift;
      for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
        if ((entry ^ tag) >>> bits === 0) {
          const row = 2 * ((entry & mask) - 1);
          if (rows[row] === first && rows[row + 1] === second) continue next;
        }
        slot = (slot + 1) & mask;
      }
      // phase: appending
      if (size >= limit) break;
      slots[slot] = tag | (size + 1);
      rows[2 * size] = first;
      rows[2 * size + 1] = second;
      parents.set(size++, items[item + 3]!);
    }
    this.size = size;
    // phase: probing
    return done;
  }

  #insertAny({ items, pending }: Arrivals, limit: number): number {
    const { rows, parents } = this;
    const { words } = this.layout;
    const slots = this.#slots;
    const bits = this.#bits;
    const shift = 32 - bits;
    const mask = (1 << bits) - 1;
    let done = 0;
    next: for (; done < pending; done++) {
      const item = done * (words + 2);
      const hash = items[item + words]!;
      const tag = hash << bits;
      let slot = hash >>> shift;
      for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
        if ((entry ^ tag) >>> bits === 0) {
          const row = ((entry & mask) - 1) * words;
          let word = 0;
          while (word < words && rows[row + word] === items[item + word]) word++;
          if (word === words) continue next;
        }
        slot = (slot + 1) & mask;
      }
      // phase: appending
      if (this.size >= limit) break;
      slots[slot] = tag | (this.size + 1);
      const row = this.size * words;
      for (let word = 0; word < words; word++) rows[row + word] = items[item + word]!;
      parents.set(this.size++, items[item + words + 1]!);
    }
    return done;
  }

  /** The number in a column of a row. */
  read(row: number, column: number): number {
    // phase: other
    const { words, word, shift, mask } = this.layout;
    return (this.rows[row * words + word[column]!]! >>> shift[column]!) & mask[column]!;
  }

  /** All columns of a row. */
  columns(row: number): number[] {
    return Array.from(this.layout.word, (_, column) => this.read(row, column));
  }

  /** Writes all rows anew in another layout, and rebuilds the visited set. */
  repack(layout: Layout): void {
    // phase: growing
    const from = this.rows;
    if (layout.words !== this.layout.words)
      this.rows = allocated(() => new Int32Array(this.#capacity * layout.words));
    repackRows(from, this.layout, this.rows, layout, this.size);
    this.layout = layout;
    this.#rebuild(this.#bits);
  }

  #bitsFor(rows: number): number {
    let bits = this.#bits;
    while (rows >= mostRows(bits)) bits++;
    return bits;
  }

  /** Room for a whole batch: a full table would be searched for ever. */
  #makeRoom(count: number): void {
    const needed = this.size + count;
    if (needed > this.#capacity)
      withRoom(this.#capacity, needed, (room) => {
        this.#reserve(room);
      });
    if (needed >= this.#most) this.#rebuild(this.#bitsFor(needed));
  }

  #reserve(rows: number): void {
    const { words } = this.layout;
    this.rows = resized(this.rows, this.size * words, rows * words);
    this.parents.reserve(rows);
    this.#capacity = rows;
  }

  #rebuild(bits: number): void {
    if (bits > MOST_BITS)
      throw new OutOfMemory(`the visited set is limited to 2^${MOST_BITS} slots`);
    const { length } = this.#slots;
    if (2 ** bits > length)
      this.#slots = withRoom(length, 2 ** bits, (room) => new Int32Array(room));
    else this.#slots.fill(0, 0, 2 ** this.#bits);
    this.#bits = bits;
    this.#most = mostRows(bits);
    for (let from = 0; from < this.size; from += CHUNK)
      this.#place(from, Math.min(CHUNK, this.size - from));
  }

  /** Rows that are known to differ need not be compared. */
  #place(from: number, count: number): void {
    const { rows } = this;
    const { words } = this.layout;
    const hashes = this.#hashes;
    for (let i = 0; i < count; i++) {
      const at = (from + i) * words;
      hashes[i] = words === 2 ? hashTwo(rows[at]!, rows[at + 1]!) : hashRow(rows, at, words);
    }
    this.#touch(hashes, 0, 1, count);
    const slots = this.#slots;
    const shift = 32 - this.#bits;
    const mask = (1 << this.#bits) - 1;
    for (let i = 0; i < count; i++) {
      let slot = hashes[i]! >>> shift;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hashes[i]! << this.#bits) | (from + i + 1);
    }
  }
}
