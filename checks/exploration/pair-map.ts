import { allocated } from "./byte-table.ts";

/** A map from pairs of whole numbers, 0 or more, to a whole number, in one typed array. */
export class PairMap {
  /** Three words an entry: first key + 1 (0: free), second key, value. */
  #slots = new Int32Array(0);
  #bits = 0;
  #size = 0;

  constructor(bits = 6) {
    this.#allocate(bits);
  }

  /** The value of a pair, or -1. */
  get(first: number, second: number): number {
    const slots = this.#slots;
    const at = this.#find(first, second);
    return slots[at] === 0 ? -1 : slots[at + 2]!;
  }

  set(first: number, second: number, value: number): void {
    let at = this.#find(first, second);
    if (this.#slots[at] === 0) {
      if (++this.#size * 5 > 3 << this.#bits) {
        this.#grow();
        at = this.#find(first, second);
      }
      this.#slots[at] = first + 1;
      this.#slots[at + 1] = second;
    }
    this.#slots[at + 2] = value;
  }

  /** The value of a pair; where it has none, `fresh`, which is its value from then on. */
  intern(first: number, second: number, fresh: number): number {
    const at = this.#find(first, second);
    if (this.#slots[at] !== 0) return this.#slots[at + 2]!;
    this.set(first, second, fresh);
    return fresh;
  }

  #find(first: number, second: number): number {
    const slots = this.#slots;
    const mask = (1 << this.#bits) - 1;
    let hash = Math.imul(first, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0x85ebca77);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae3d);
    let slot = hash >>> (32 - this.#bits);
    for (;;) {
      const at = slot * 3;
      const key = slots[at];
      if (key === 0 || (key === first + 1 && slots[at + 1] === second)) return at;
      slot = (slot + 1) & mask;
    }
  }

  #allocate(bits: number): void {
    this.#bits = bits;
    this.#slots = allocated(() => new Int32Array(3 * 2 ** bits));
  }

  #grow(): void {
    const old = this.#slots;
    this.#allocate(this.#bits + 1);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] === 0) continue;
      const to = this.#find(old[at]! - 1, old[at + 1]!);
      for (let word = 0; word < 3; word++) this.#slots[to + word] = old[at + word]!;
    }
  }
}
