/** What came of one case: the median of its measurements. */
import type { Case } from "./case.ts";
import type { Arrays, Measurement } from "./measure.ts";

export interface Result {
  readonly name: string;
  readonly explorer: Case["explorer"];
  readonly model: Case["model"];
  readonly scenario: string;
  readonly states: number;
  readonly generated: number;
  /** Levels of a breadth-first search; null where it is not one. */
  readonly depth: number | null;
  /** Whether these are the figures that must come out. */
  readonly correct: boolean;
  readonly runs: number;
  readonly seconds: number;
  readonly transitionsPerSecond: number;
  /** Nanoseconds per transition over those of one independent random read of four bytes. */
  readonly readsPerTransition: number;
  readonly peakBytes: number;
  readonly bytesPerState: number;
  /** What was reserved in typed arrays, and what is held in them in the end. */
  readonly arrayBytesPerState: Arrays | null;
  readonly longestGapMs: number | null;
  /** Of SPIN: whether it counts as its best. Null of others. */
  readonly isDepthFirst: boolean | null;
}

/** The median by time, or what is wrong, if anything is. */
export const resultOf = (
  of: Case,
  measurements: readonly Measurement[],
  readNanoseconds: number,
): Result => {
  const wrong = measurements.find((measured) => !isRight(of, measured));
  const ordered = measurements.toSorted((a, b) => a.seconds - b.seconds);
  const measured = wrong ?? ordered[Math.floor(ordered.length / 2)]!;
  const { states, generated, depth, seconds, peak, arrays, gap } = measured;
  const { name, explorer, model, scenario } = of;
  return {
    name,
    explorer,
    model,
    scenario,
    states,
    generated,
    depth,
    correct: wrong === undefined,
    runs: measurements.length,
    seconds,
    transitionsPerSecond: Math.round(generated / seconds),
    readsPerTransition: (seconds * 1e9) / generated / readNanoseconds,
    peakBytes: peak,
    bytesPerState: peak / states,
    arrayBytesPerState: arrays && {
      reserved: arrays.reserved / states,
      held: arrays.held === null ? null : arrays.held / states,
    },
    longestGapMs: gap,
    isDepthFirst: null,
  };
};

/** SPIN prints seven digits of its transitions. */
const isRight = (of: Case, { verdict, states, generated, depth }: Measurement): boolean =>
  verdict === "holds-within-bounds" &&
  states === of.states &&
  Math.abs(generated - of.generated) <= (of.explorer === "spin" ? of.generated / 1e6 : 0) &&
  (depth === null || depth === of.depth);
