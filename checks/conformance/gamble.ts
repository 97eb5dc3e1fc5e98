/** A kind of random run: how one is drawn, and what comes of it. */
import type * as fc from "fast-check";
import type { Counterexample } from "../report.ts";
import type { Cores } from "./cores.ts";
import { differenceOf } from "./difference.ts";
import type { Difference } from "./report.ts";
import { noPast } from "./examiner.ts";

export interface Gamble<T> {
  /** Of at most so many steps. */
  readonly valueOf: (steps: number) => fc.Arbitrary<T>;
  readonly play: (value: T) => Played<T>;
  /** What a value shows, with nothing in it that does not matter; null if it shows it no more. */
  readonly explain: (value: T) => Difference | null;
}

export interface Played<T> {
  readonly cores: Cores;
  /** The part of the value that mattered, up to where a difference was found. */
  readonly effective: T;
  /** What was found, as it was found. */
  readonly difference: () => Difference | null;
}

interface Shown {
  readonly cores: Cores;
  /** The first actions, or turns, of what led there. */
  readonly trace: (actions: number) => Counterexample;
}

export const differenceIn = (run: Shown): Difference | null => {
  const { comparer, sources, found } = run.cores;
  return found === null ? null : differenceOf(sources, comparer, found, run.trace(found.at));
};

/** Without what was told beside the path, which in a run as it was drawn is too much to be read. */
export const roughDifferenceIn = (run: Shown): Difference | null => {
  const { comparer, sources, found } = run.cores;
  if (found === null) return null;
  return differenceOf(sources, comparer, { ...found, past: noPast }, run.trace(found.at));
};
