/**
 * How much room arrays get that fill up in order. The system gives memory to zeros only when they
 * are written to, so that room costs nothing. Copies do: what they leave behind stays for as long
 * as the garbage collector has nothing else to do.
 */
import { allocated } from "./byte-table.ts";

/** From here on, room is made for very many. */
const SMALL = 2 ** 16;
const AMPLE = 2 ** 26;

/**
 * What is made with room for at least `needed`, where there was room for `before`.
 * @throws OutOfMemory
 */
export const withRoom = <T>(before: number, needed: number, make: (room: number) => T): T => {
  const twice = Math.max(needed, 2 * before);
  try {
    return make(before < SMALL ? Math.max(twice, 8 * before) : Math.max(twice, AMPLE));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return allocated(() => make(twice));
  }
};

/** The first `kept` numbers, in an array of another length. */
export const resized = <T extends Uint8Array | Int32Array>(
  numbers: T,
  kept: number,
  length: number,
): T => {
  const copy = new (numbers.constructor as new (length: number) => T)(length);
  copy.set(numbers.subarray(0, kept));
  return copy;
};
