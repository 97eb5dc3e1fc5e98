/** The members of a set are written in the order of their bytes, and equal ones once. */
import type { Output } from "./bytes.ts";

export type Write = (value: unknown, out: Output) => boolean;
/** How many different items there are, or -1: one of them is outside its shape. */
type WriteAll = (items: Iterable<unknown>, size: number, out: Output) => number;

/** One function, so that its scratch can be reused: no shape contains itself. */
export const inOrder = (write: Write): WriteAll => {
  const starts: number[] = [0];
  return (items, size, out) => {
    const head = out.at;
    out.length(size);
    let count = 0;
    let rising = true;
    for (const item of items) {
      starts[count] = out.at;
      if (!write(item, out)) return -1;
      rising &&= count === 0 || precedes(out, starts[count - 1]!, starts[count]!);
      count++;
    }
    starts[count] = out.at;
    return rising ? count : arrange(out, head, starts, count);
  };
};

/** Whether the item from `first` to `second` comes before the one that follows it, the last. */
const precedes = ({ bytes, at }: Output, first: number, second: number): boolean =>
  compareRanges(bytes, first, second, second, at) < 0;

/** Items of one shape are never prefixes of each other, unless they are equal. */
const compareRanges = (
  bytes: Uint8Array,
  a: number,
  endOfA: number,
  b: number,
  endOfB: number,
): number => {
  for (; a < endOfA && b < endOfB; a++, b++) {
    const difference = bytes[a]! - bytes[b]!;
    if (difference !== 0) return difference;
  }
  return 0;
};

const arrange = (out: Output, head: number, starts: readonly number[], count: number): number => {
  const bytes = out.bytes.slice(0, out.at);
  const order = count <= SMALL ? inserted(bytes, starts, count) : sorted(bytes, starts, count);
  const kept = order.filter(
    (item, i) => i === 0 || compareItems(bytes, starts, order[i - 1]!, item) !== 0,
  );
  out.at = head;
  out.length(kept.length);
  for (const item of kept)
    for (let at = starts[item]!; at < starts[item + 1]!; at++) out.byte(bytes[at]!);
  return kept.length;
};

const compareItems = (bytes: Uint8Array, starts: readonly number[], i: number, j: number): number =>
  compareRanges(bytes, starts[i]!, starts[i + 1]!, starts[j]!, starts[j + 1]!);

const SMALL = 64;

/** Most sets are small, and in order but for the member that was added last. */
const inserted = (bytes: Uint8Array, starts: readonly number[], count: number): number[] => {
  const order = [0];
  for (let item = 1; item < count; item++) {
    let place = item;
    for (; place > 0 && compareItems(bytes, starts, order[place - 1]!, item) > 0; place--)
      order[place] = order[place - 1]!;
    order[place] = item;
  }
  return order;
};

const sorted = (bytes: Uint8Array, starts: readonly number[], count: number): number[] =>
  Array.from({ length: count }, (_, index) => index).toSorted((i, j) =>
    compareItems(bytes, starts, i, j),
  );
