/**
 * Hashes of rows. Each word is mixed in by itself, or columns of different words would cancel out.
 */

/** Of the words of a row. */
export const hashRow = (words: Int32Array, at: number, length: number): number => {
  // phase: hashing
  let hash = 0;
  for (let word = 0; word < length; word++) {
    hash = Math.imul(hash ^ words[at + word]!, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x2c1b3c6d);
  return hash ^ (hash >>> 14);
};

/** The same number, of a row of two words. */
export const hashTwo = (first: number, second: number): number => {
  let hash = Math.imul(first, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 14);
};
