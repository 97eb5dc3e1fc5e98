/**
 * Numbers strings of bytes 0, 1, 2, ... in order of arrival. Equality is exact. Bytes live end to
 * end in one array: a JavaScript `Map` ends at 2^24 entries, and keeps an object for each.
 */
import { OutOfMemory } from "../errors.ts";

export class ByteTable {
  #bytes = new Uint8Array(1 << 10);
  /** Where each string begins; one more than there are strings. */
  #starts = new Uint32Array(1 << 6);
  /** Number + 1, or 0: free. */
  #slots = new Int32Array(1 << 7);
  #bits = 7;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of a string of bytes, which is copied if it is new. */
  intern(key: Uint8Array): number {
    const mask = (1 << this.#bits) - 1;
    let slot = hashBytes(key, 0, key.length) >>> (32 - this.#bits);
    for (;;) {
      const entry = this.#slots[slot]!;
      if (entry === 0) break;
      if (this.#equals(entry - 1, key)) return entry - 1;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#append(key) + 1;
    if (this.#size * 5 > 3 << this.#bits) this.#rehash();
    return this.#size - 1;
  }

  /** A view, valid until the next `intern`. */
  get(id: number): Uint8Array {
    return this.#bytes.subarray(this.#starts[id], this.#starts[id + 1]);
  }

  #equals(id: number, key: Uint8Array): boolean {
    const bytes = this.#bytes;
    const start = this.#starts[id]!;
    const length = key.length;
    if (this.#starts[id + 1]! - start !== length) return false;
    for (let at = 0; at < length; at++) if (bytes[start + at] !== key[at]) return false;
    return true;
  }

  #append(key: Uint8Array): number {
    const start = this.#starts[this.#size]!;
    const end = start + key.length;
    if (end > 0xffff_ffff) throw new OutOfMemory("a table of bytes is limited to 4 GiB");
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, end);
    this.#bytes.set(key, start);
    if (this.#size + 2 > this.#starts.length) this.#starts = grown(this.#starts, this.#size + 2);
    this.#starts[this.#size + 1] = end;
    return this.#size++;
  }

  #rehash(): void {
    this.#bits++;
    this.#slots = new Int32Array(1 << this.#bits);
    const mask = (1 << this.#bits) - 1;
    for (let id = 0; id < this.#size; id++) {
      const hash = hashBytes(this.#bytes, this.#starts[id]!, this.#starts[id + 1]!);
      let slot = hash >>> (32 - this.#bits);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = id + 1;
    }
  }
}

const hashBytes = (bytes: Uint8Array, from: number, to: number): number => {
  let hash = to - from;
  for (let at = from; at < to; at++) {
    hash = Math.imul(hash ^ bytes[at]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca77);
  return hash ^ (hash >>> 13);
};

type Numbers = Uint8Array | Uint32Array | Int32Array;

/** A copy with room for at least `length` numbers, and never less than twice what there was. */
export const grown = <T extends Numbers>(numbers: T, length: number, fill = 0): T => {
  const room = Math.max(length, 2 * numbers.length);
  const copy = allocated(() => new (numbers.constructor as new (length: number) => T)(room));
  copy.set(numbers);
  if (fill !== 0) copy.fill(fill, numbers.length);
  return copy;
};

/** The only error of making an array is that there is no room for it. */
export const allocated = <T>(make: () => T): T => {
  try {
    return make();
  } catch (error) {
    throw new OutOfMemory(error instanceof Error ? error.message : String(error));
  }
};
