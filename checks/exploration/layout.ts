/** How the columns of a row, a cell for each node and what no node holds, share 32-bit words. */

export interface Layout {
  /** Words of a row. */
  readonly words: number;
  /** For each column: its word, how far it is shifted, and the mask of its width. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
}

/** Two words fit nearly all models, and the inner loop for rows of two words is the fastest. */
const LEAST_WORDS = 2;

/** Bits for numbers below `count`, with one to spare: no column ever holds its own mask. */
const bitsFor = (count: number): number => Math.min(31, 32 - Math.clz32(count));
/** The same with room to grow by half. */
const roomyBitsFor = (count: number): number => bitsFor(count + (count >> 1) + 1);

/**
 * First fit by width, no column across two words; spare bits go to the columns of their word. All
 * columns get room to grow, where no more words are needed for it; otherwise those that are `full`.
 * Every change of layout visits all rows, and the nodes of one role outgrow their bits together.
 */
export const layoutFor = (
  counts: readonly number[],
  full: readonly boolean[],
  leastWords = LEAST_WORDS,
): Layout => {
  const roomy = counts.map(roomyBitsFor);
  const placed = place(roomy, leastWords);
  if (placed !== null) return packed(dealt(roomy, placed), placed, leastWords);
  const tight = counts.map((count, at) => (full[at] === true ? roomy[at]! : bitsFor(count)));
  for (let words = leastWords; ; words++) {
    const fitting = place(tight, words);
    if (fitting !== null) return packed(dealt(tight, fitting), fitting, words);
  }
};

/**
 * The word of each column, widest first, the emptiest that has room; null if words do not suffice.
 */
const place = (widths: readonly number[], words: number): readonly number[] | null => {
  const used = Array.from({ length: words }, () => 0);
  const placed = widths.map(() => -1);
  const byWidth = [...widths.keys()].toSorted((a, b) => widths[b]! - widths[a]! || a - b);
  for (const column of byWidth) {
    const width = widths[column]!;
    const word = used.indexOf(Math.min(...used));
    if (used[word]! + width > 32) return null;
    placed[column] = word;
    used[word]! += width;
  }
  return placed;
};

/** The widths when the spare bits of each word have been dealt to its columns, in turn. */
const dealt = (widths: readonly number[], placed: readonly number[]): readonly number[] => {
  const wider = [...widths];
  for (const word of new Set(placed)) {
    const columns = [...placed.keys()].filter((column) => placed[column] === word);
    let spare = 32 - columns.reduce((sum, column) => sum + widths[column]!, 0);
    for (let turn = 0; spare > 0 && columns.some((column) => wider[column]! < 31); turn++) {
      const column = columns[turn % columns.length]!;
      if (wider[column] === 31) continue;
      wider[column]!++;
      spare--;
    }
  }
  return wider;
};

const packed = (widths: readonly number[], placed: readonly number[], words: number): Layout => {
  const used = Array.from({ length: words }, () => 0);
  const shift = widths.map((width, column) => {
    const at = used[placed[column]!]!;
    used[placed[column]!] = at + width;
    return at;
  });
  const mask = widths.map((width) => 2 ** width - 1);
  return {
    words,
    word: Int32Array.from(placed),
    shift: Int32Array.from(shift),
    mask: Int32Array.from(mask),
  };
};

/** Writes the numbers of all columns as one row, at the start of an array. */
export const packInto = (
  rows: Int32Array,
  columns: readonly number[],
  { words, word, shift }: Layout,
): void => {
  rows.fill(0, 0, words);
  columns.forEach((number, column) => {
    rows[word[column]!]! |= number << shift[column]!;
  });
};

/** The numbers of all columns of a packed row. */
export const columnsAt = (
  rows: Int32Array,
  base: number,
  { word, shift, mask }: Layout,
): readonly number[] =>
  Array.from(word, (at, column) => (rows[base + at]! >>> shift[column]!) & mask[column]!);

/** Copies rows from one layout into another, word by word; in place, if both have as many words. */
export const repackRows = (
  source: Int32Array,
  from: Layout,
  target: Int32Array,
  to: Layout,
  size: number,
): void => {
  // phase: growing
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
