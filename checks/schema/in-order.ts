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

/** Whether the item at `first`, which ends at `second`, comes before the item that ends the output. */
const precedes = ({ bytes, at }: Output, first: number, second: number): boolean =>
  compareRanges(bytes, first, second, second, at) < 0;

/** Two items of one shape are never prefixes of each other, except where both are empty. */
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
  const first = starts[0]!;
  const copy = out.bytes.slice(first, out.at);
  const compare = (i: number, j: number): number =>
    compareRanges(
      copy,
      starts[i]! - first,
      starts[i + 1]! - first,
      starts[j]! - first,
      starts[j + 1]! - first,
    );
  const order = Array.from({ length: count }, (_, index) => index).toSorted(compare);
  const kept = order.filter((item, i) => i === 0 || compare(order[i - 1]!, item) !== 0);
  out.at = head;
  out.length(kept.length);
  for (const item of kept)
    out.append(copy.subarray(starts[item]! - first, starts[item + 1]! - first));
  return kept.length;
};
