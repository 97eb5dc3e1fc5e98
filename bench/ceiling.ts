/**
 * Two-phase commit with n resource managers, and nothing else: a breadth-first search written by
 * hand for this one model. It says how fast a search can be here, in this language and on this
 * machine, so that the general engine has something to be measured against.
 *
 * It explores the states of `test/reference/two-phase.ts`, and counts as the engine does: the
 * initial state, and every enabled action of every state, also one that changes nothing.
 *
 * What makes it fast is what makes the engine fast, with nothing in between: rows of two words,
 * a visited set of 4-byte slots (bits of a hash, and the number of a row), successors that are
 * made by the thousand, and all of their slots touched before the first is looked at closely, so
 * that the memory fetches them side by side. Its arrays double when they are full: it does not know
 * beforehand how many states there are, as no explorer does.
 */

/** What was found, and what it took. */
export interface Ceiling {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  /** In rows and slots, which is all that grows with the model. */
  readonly bytes: number;
}

/**
 * A row is two words of sets of resource managers, which are ten at most. In the first word: who is
 * prepared or aborted (`low`), and who is committed or aborted (`high`), so that to be in neither
 * is to be working; then what the manager has sent to all. In the second: whom it knows to be
 * prepared, and who has told it so. It is undecided as long as it has sent nothing.
 */
const WIDTH = 10;
const COMMIT = 1 << (2 * WIDTH);
const ABORT = 2 << (2 * WIDTH);

/** Successors that are made before they are looked at; most of them lead to known rows. */
const BATCH = 2_048;
/** Of one state: each resource manager prepares or aborts, or is heard, and the manager decides. */
const MOST_SUCCESSORS = 3 * WIDTH + 2;
/** Successors met a moment ago, two thirds of all, need not be looked up: 2^14 are remembered. */
const RECENT_BITS = 14;
/** How full the visited set becomes, and how many slots it begins with. */
const LOAD = 0.65;
const FIRST_BITS = 16;

export const exploreTwoPhase = (rms: number): Ceiling => {
  if (rms < 1 || rms > WIDTH) throw new RangeError(`rms is ${rms}, not from 1 to ${WIDTH}`);
  const explorer = new Explorer(rms);
  let [depth, from] = [0, 0];
  for (; from < explorer.size; depth++) {
    const to = explorer.size;
    explorer.expandLevel(from, to);
    from = to;
  }
  const { size, generated, bytes } = explorer;
  return { states: size, generated, depth, bytes };
};

class Explorer {
  /** The initial state, in which everybody is working, is a row of zeros. */
  size = 1;
  generated = 1;
  readonly #rms: number;
  #rows = new Int32Array(2 << FIRST_BITS);
  /** The number of a row + 1 in the low bits, above them the low bits of its hash; or 0. */
  #slots = new Int32Array(1 << FIRST_BITS);
  #bits = FIRST_BITS;
  readonly #batch = new Int32Array(2 * (BATCH + MOST_SUCCESSORS));
  readonly #hashes = new Int32Array(BATCH + MOST_SUCCESSORS);
  /** No row is all ones. */
  readonly #recent = new Int32Array(2 << RECENT_BITS).fill(-1);
  /** How many members each set has. */
  readonly #counts: Uint8Array;
  /** How many successors are in the batch. */
  #made = 0;
  /** What was read ahead, so that the compiler cannot leave it out. */
  touched = 0;

  constructor(rms: number) {
    this.#rms = rms;
    this.#place(0, 1);
    this.#counts = Uint8Array.from({ length: 1 << rms }, (_, set) => countOf(set));
  }

  get bytes(): number {
    return this.#rows.byteLength + this.#slots.byteLength;
  }

  /** The rows of a level, all of whose successors are in their place when it is done. */
  expandLevel(from: number, to: number): void {
    for (let row = from; row < to;) {
      row = this.#expand(row, to);
      this.#makeRoom();
      this.#insert(this.#sift());
    }
  }

  /** Makes the successors of rows, until the batch is full. Answers how far it came. */
  #expand(from: number, to: number): number {
    const rows = this.#rows;
    const batch = this.#batch;
    const counts = this.#counts;
    const rms = this.#rms;
    const all = (1 << rms) - 1;
    let { generated } = this;
    let [row, at] = [from, 0];
    for (; row < to && at < 2 * BATCH; row++) {
      const phases = rows[2 * row]!;
      const told = rows[2 * row + 1]!;
      const low = phases & all;
      const high = (phases >>> WIDTH) & all;
      const working = all & ~(low | high);
      generated += 2 * counts[working]!;
      for (let rest = working; rest !== 0; rest &= rest - 1) {
        const rm = rest & -rest;
        batch[at++] = phases | rm;
        batch[at++] = told | (rm << WIDTH);
        batch[at++] = phases | rm | (rm << WIDTH);
        batch[at++] = told;
      }
      if (phases < COMMIT) {
        const known = told & all;
        const tellers = told >>> WIDTH;
        generated += counts[tellers]! + 1;
        for (let rest = tellers & ~known; rest !== 0; rest &= rest - 1) {
          batch[at++] = phases;
          batch[at++] = told | (rest & -rest);
        }
        batch[at++] = phases | ABORT;
        batch[at++] = told;
        if (known !== all) continue;
        generated++;
        batch[at++] = phases | COMMIT;
        batch[at++] = told;
        continue;
      }
      generated += rms;
      // To be committed is HIGH without LOW; to be aborted is both.
      const aborts = phases >= ABORT;
      for (let rest = all & ~(aborts ? low & high : high & ~low); rest !== 0; rest &= rest - 1) {
        const rm = rest & -rest;
        batch[at++] = aborts ? phases | rm | (rm << WIDTH) : (phases & ~rm) | (rm << WIDTH);
        batch[at++] = told;
      }
    }
    this.generated = generated;
    this.#made = at >>> 1;
    return row;
  }

  /** Keeps those of the batch that were not met a moment ago, with their hashes. Says how many. */
  #sift(): number {
    const batch = this.#batch;
    const hashes = this.#hashes;
    const recent = this.#recent;
    const end = 2 * this.#made;
    let kept = 0;
    for (let at = 0; at < end; at += 2) {
      const phases = batch[at]!;
      const told = batch[at + 1]!;
      const hash = hashOf(phases, told);
      const place = 2 * (hash >>> (32 - RECENT_BITS));
      if (recent[place] === phases && recent[place + 1] === told) continue;
      recent[place] = phases;
      recent[place + 1] = told;
      batch[2 * kept] = phases;
      batch[2 * kept + 1] = told;
      hashes[kept++] = hash;
    }
    return kept;
  }

  /** Room for the whole batch, before its hashes are there. */
  #makeRoom(): void {
    const rows = this.size + this.#made;
    if (2 * rows > this.#rows.length) {
      const longer = new Int32Array(2 * this.#rows.length);
      longer.set(this.#rows);
      this.#rows = longer;
    }
    if (rows <= LOAD * this.#slots.length) return;
    this.#bits++;
    this.#slots = new Int32Array(2 ** this.#bits);
    for (let row = 0; row < this.size; row += BATCH)
      this.#place(row, Math.min(row + BATCH, this.size));
  }

  /** Gives slots to rows that are known to differ. */
  #place(from: number, to: number): void {
    const slots = this.#slots;
    const shift = 32 - this.#bits;
    const mask = (1 << this.#bits) - 1;
    for (let row = from; row < to; row++)
      this.#hashes[row - from] = hashOf(this.#rows[2 * row]!, this.#rows[2 * row + 1]!);
    for (let i = 0; i < to - from; i++) this.touched |= slots[this.#hashes[i]! >>> shift]!;
    for (let row = from; row < to; row++) {
      const hash = this.#hashes[row - from]!;
      let slot = hash >>> shift;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = (hash << this.#bits) | (row + 1);
    }
  }

  /** Stores those of the first `count` of the batch that are not there yet. */
  #insert(count: number): void {
    const slots = this.#slots;
    const batch = this.#batch;
    const hashes = this.#hashes;
    const rows = this.#rows;
    const bits = this.#bits;
    const shift = 32 - bits;
    const mask = (1 << bits) - 1;
    let { size } = this;
    let touched = 0;
    for (let i = 0; i < count; i++) touched |= slots[hashes[i]! >>> shift]!;
    this.touched |= touched;
    next: for (let i = 0; i < count; i++) {
      const hash = hashes[i]!;
      const phases = batch[2 * i]!;
      const told = batch[2 * i + 1]!;
      const tag = hash << bits;
      let slot = hash >>> shift;
      for (let entry = slots[slot]!; entry !== 0; entry = slots[slot]!) {
        if ((entry ^ tag) >>> bits === 0) {
          const row = 2 * ((entry & mask) - 1);
          if (rows[row] === phases && rows[row + 1] === told) continue next;
        }
        slot = (slot + 1) & mask;
      }
      rows[2 * size] = phases;
      rows[2 * size + 1] = told;
      slots[slot] = tag | ++size;
    }
    this.size = size;
  }
}

const hashOf = (phases: number, told: number): number => {
  let hash = Math.imul(phases, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ told, 0x2c1b3c6d);
  return hash ^ (hash >>> 14);
};

const countOf = (set: number): number => (set === 0 ? 0 : 1 + countOf(set & (set - 1)));
