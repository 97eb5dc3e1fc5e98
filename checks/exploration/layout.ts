/** How the columns of a row, a cell for each node and what no node holds, share 32-bit words. */

export interface Layout {
  /** Words of a row. */
  readonly words: number;
  /** For each column: its word, how far it is shifted, and the mask of its width. */
  readonly word: Int32Array;
  readonly shift: Int32Array;
  readonly mask: Int32Array;
}

/** Bits for numbers below `count`, with one to spare, so that growth is not immediate. */
const bitsFor = (count: number): number => Math.min(31, 32 - Math.clz32(count));

/**
 * First fit by width, no column across two words; spare bits go to the columns of their word.
 * `crowded` columns, which have outgrown their bits, get room to grow by half.
 */
export const layoutFor = (
  counts: readonly number[],
  crowded: readonly boolean[],
  leastWords = 1,
): Layout => {
  const widths = counts.map((count, column) =>
    bitsFor(crowded[column] === true ? count + (count >> 1) : count),
  );
  const byWidth = [...widths.keys()].sort((a, b) => widths[b]! - widths[a]! || a - b);
  let words = leastWords;
  let placed = place(widths, byWidth, words);
  while (placed === null) placed = place(widths, byWidth, ++words);
  deal(widths, placed);
  return packed(widths, placed, words);
};

/** The word of each column, the emptiest that has room; null if the words do not suffice. */
const place = (
  widths: readonly number[],
  byWidth: readonly number[],
  words: number,
): readonly number[] | null => {
  const used = Array.from({ length: words }, () => 0);
  const placed = widths.map(() => -1);
  for (const column of byWidth) {
    const width = widths[column]!;
    const word = used.indexOf(Math.min(...used));
    if (used[word]! + width > 32) return null;
    placed[column] = word;
    used[word]! += width;
  }
  return placed;
};

/** Deals the spare bits of each word to its columns, in turn. */
const deal = (widths: number[], placed: readonly number[]): void => {
  for (const word of new Set(placed)) {
    const columns = [...placed.keys()].filter((column) => placed[column] === word);
    let spare = 32 - columns.reduce((sum, column) => sum + widths[column]!, 0);
    for (let turn = 0; spare > 0 && columns.some((column) => widths[column]! < 31); turn++) {
      const column = columns[turn % columns.length]!;
      if (widths[column]! === 31) continue;
      widths[column]!++;
      spare--;
    }
  }
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
