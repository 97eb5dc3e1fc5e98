/**
 * How long this machine takes, while the others are measured, for one read of four bytes from a
 * place that nothing foretells: what a search that is bound by memory spends its time on. The
 * places do not depend on what is read, so several reads are under way at a time, as they are in
 * the engine. `reads.js` prints JSON.
 */
import { freemem } from "node:os";

export interface Reads {
  readonly nanoseconds: number;
  /** Of the array that is read from, which has to be larger than all caches. */
  readonly bytes: number;
}

const LARGE_BITS = 28;
const SMALL_BITS = 26;
const COUNT = 1 << 25;

const sumOf = (numbers: Int32Array, bits: number, count: number): number => {
  const shift = 32 - bits;
  let [sum, place] = [0, 1];
  for (let i = 0; i < count; i++) {
    place = (Math.imul(place, 1_664_525) + 1_013_904_223) | 0;
    sum = (sum + numbers[place >>> shift]!) | 0;
  }
  return sum;
};

const measure = (): Reads => {
  const bits = freemem() > 8 * 2 ** LARGE_BITS ? LARGE_BITS : SMALL_BITS;
  // What was never written is one page of zeros for the machine, and would stay in its caches.
  const numbers = new Int32Array(2 ** bits).fill(1);
  sumOf(numbers, bits, COUNT >> 3);
  const since = performance.now();
  const sum = sumOf(numbers, bits, COUNT);
  const nanoseconds = ((performance.now() - since) * 1e6) / COUNT;
  if (sum !== COUNT) throw new Error("not everything was read");
  return { nanoseconds, bytes: numbers.byteLength };
};

console.log(JSON.stringify(measure()));
