/** What is left of a run when nothing of it can be left out without losing what it shows. */

/** Items that are played at most, in all attempts together: a few seconds. */
const WORK = 300_000;

/**
 * Leaves out first many items at once, then one by one, until no single one can be left out.
 *
 * @param played those items that took part, if what is to be shown is still shown, or null.
 */
export const minimal = <T>(
  all: readonly T[],
  played: (items: readonly T[]) => readonly T[] | null,
): readonly T[] => {
  let items = all;
  let [size, work] = [Math.max(1, all.length >> 1), 0];
  while (items.length > 0 && work < WORK) {
    const before = items.length;
    // From the end: what nothing else rests on goes first.
    for (let end = items.length; end > 0 && work < WORK; end -= size) {
      const rest = items.toSpliced(Math.max(0, end - size), Math.min(size, end));
      work += rest.length + 1;
      items = played(rest) ?? items;
    }
    if (size === 1 && items.length === before) break;
    size = Math.max(1, size >> 1);
  }
  return items;
};
