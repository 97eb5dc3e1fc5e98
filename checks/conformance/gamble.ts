/** A kind of random run: how one is drawn, and what comes of it. */
import type * as fc from "fast-check";
import type { Counterexample } from "../report.ts";
import type { Cores } from "./cores.ts";

export interface Gamble<T> {
  /** Of at most so many steps. */
  readonly valueOf: (steps: number) => fc.Arbitrary<T>;
  readonly play: (value: T) => Played<T>;
}

export interface Played<T> {
  readonly cores: Cores;
  /** The part of the value that mattered, up to where a difference was found. */
  readonly effective: T;
  /** The first actions, or turns, of what led there. */
  readonly trace: (actions: number) => Counterexample;
}
