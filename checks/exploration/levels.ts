/** Levels of a breadth-first search, as the first row of each. */

/** Which level a row is on; the first level is 1. */
export const levelOf = (levels: readonly number[], row: number): number => {
  let level = levels.length;
  while (level > 0 && levels[level - 1]! > row) level--;
  return level;
};

/**
 * How many rows of each level are within the bounds; levels without any are left out.
 * @param outside rows that are not, ascending. @param size rows in all.
 */
export const statesByLevel = (
  levels: readonly number[],
  outside: readonly number[],
  size: number,
): readonly number[] => {
  const inside = (row: number): number => row - lowerBound(outside, row);
  return levels
    .map((first, at) => inside(levels[at + 1] ?? size) - inside(first))
    .filter((states) => states > 0);
};

/** The last row that is not outside; -1 if all are. */
export const lastInside = (outside: readonly number[], size: number): number => {
  let row = size - 1;
  for (let at = outside.length - 1; at >= 0 && outside[at] === row; at--) row--;
  return row;
};

/** The place of the first number of an ascending list that is not below `least`. */
export const lowerBound = (numbers: readonly number[], least: number): number => {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
};
