/** What was measured, as a document that scripts may rely on and as a table for a reader. */
import { LARGE, LEAST_RATIO, MOST_BYTES_PER_STATE, PLAIN, SMALL, type Case } from "./cases.ts";
import type { Measurement } from "./measure.ts";

export interface Result {
  readonly name: string;
  readonly explorer: Case["explorer"];
  readonly model: string;
  readonly scenario: string;
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  /** Whether these are the published figures. */
  readonly correct: boolean;
  readonly seconds: number;
  readonly transitionsPerSecond: number;
  readonly peakBytes: number;
  readonly bytesPerState: number;
  readonly arrayBytesPerState: number | null;
  readonly longestGapMs: number | null;
}

interface Floor {
  readonly name: string;
  readonly required: number;
  /** Null, where what it needs was left out. */
  readonly measured: number | null;
  readonly met: boolean | null;
}

export interface Document {
  readonly version: 1;
  readonly node: string;
  /** Of each measurement, of which the median is shown. */
  readonly runs: number;
  readonly results: readonly Result[];
  readonly floors: readonly Floor[];
}

export const documentOf = (results: readonly Result[], node: string, runs: number): Document => {
  const named = ({ name }: Case) => results.find((result) => result.name === name);
  const [plain, small, large] = [named(PLAIN), named(SMALL), named(LARGE)];
  const ratio = plain && small && small.transitionsPerSecond / plain.transitionsPerSecond;
  const bytes = large?.bytesPerState;
  const floors: readonly Floor[] = [
    {
      name: `times the plain explorer, ${SMALL.name}`,
      required: LEAST_RATIO,
      measured: ratio ?? null,
      met: ratio === undefined ? null : ratio >= LEAST_RATIO,
    },
    {
      name: `bytes a state of the whole process, ${LARGE.name}`,
      required: MOST_BYTES_PER_STATE,
      measured: bytes ?? null,
      met: bytes === undefined ? null : bytes <= MOST_BYTES_PER_STATE,
    },
  ];
  return { version: 1, node, runs, results, floors };
};

export const resultOf = (of: Case, measured: Measurement): Result => {
  const { name, explorer, model, scenario } = of;
  const { verdict, states, generated, depth, seconds, peak, arrays, gap } = measured;
  return {
    name,
    explorer,
    model,
    scenario,
    states,
    generated,
    depth,
    correct:
      verdict === "holds-within-bounds" &&
      states === of.states &&
      generated === of.generated &&
      depth === of.depth,
    seconds,
    transitionsPerSecond: Math.round(generated / seconds),
    peakBytes: peak,
    bytesPerState: peak / states,
    arrayBytesPerState: arrays === null ? null : arrays / states,
    longestGapMs: gap,
  };
};

const WIDTHS = [-18, 11, 12, 6, 8, 11, 12, 7, 8] as const;
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => {
      const width = WIDTHS[at] ?? 0;
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join("");

export const heading: string = [
  row(["", "", "", "", "", "M transi-", "bytes/state", "", "longest"]),
  row([
    "",
    "states",
    "generated",
    "depth",
    "seconds",
    "tions/s",
    "of process",
    "arrays",
    "gap, ms",
  ]),
].join("\n");

export const rowOf = (result: Result): string =>
  row([
    result.name,
    result.states.toLocaleString("en"),
    result.generated.toLocaleString("en"),
    String(result.depth),
    result.seconds.toFixed(2),
    (result.transitionsPerSecond / 1e6).toFixed(2),
    result.bytesPerState.toFixed(0),
    result.arrayBytesPerState?.toFixed(0) ?? "-",
    result.longestGapMs?.toFixed(0) ?? "-",
  ]) + (result.correct ? "" : "  WRONG");

export const floorText = ({ name, required, measured, met }: Floor): string => {
  const answer = measured === null ? "not measured" : `${measured.toFixed(1)}, ${verdict(met)}`;
  return `floor ${required} ${name}: ${answer}`;
};

const verdict = (met: boolean | null): string => (met ? "met" : "NOT met");
