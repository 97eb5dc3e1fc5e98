/**
 * What was measured, as a document that scripts may rely on and as a table for a reader.
 *
 * Version 2 has, beside version 1: `read`, `readsPerTransition`, `phases`, `notMeasured`, results
 * of other explorers and longer models; `floors` have become `aims`, with what they require
 * `at least` or `at most`; `arrayBytesPerState` tells what is held from what was only reserved; the
 * `depth` of what does not go level by level is null; and `runs` is of each result.
 */
import { aimsOf, type Aim } from "./aims.ts";
import { LARGE } from "./cases.ts";
import type { Phases } from "./phases.ts";
import type { Reads } from "./reads.ts";
import type { Result } from "./result.ts";

export interface Document {
  readonly version: 2;
  readonly node: string;
  /** One random read of four bytes that does not depend on another: the median of the rounds. */
  readonly read: Reads;
  /** In the order of the table. Speed is shown, and never tested: only `correct` may fail. */
  readonly results: readonly Result[];
  /** Where the time of the largest model goes; null where that was left out. */
  readonly phases: Phases | null;
  readonly aims: readonly Aim[];
  /** What could not be measured on this machine, in words. */
  readonly notMeasured: readonly string[];
}

export const documentOf = (
  measured: Pick<Document, "read" | "results" | "phases" | "notMeasured">,
  node: string,
): Document => ({ version: 2, node, ...measured, aims: aimsOf(measured.results) });

const WIDTHS = [-21, 11, 13, 11, 9, 11, 7, 9, 10, 7, 9] as const;
const row = (cells: readonly string[]): string =>
  cells
    .map((cell, at) => {
      const width = WIDTHS[at] ?? 0;
      return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
    })
    .join("");

export const heading: string = [
  ["", "", "", "", "", "M transi-", "reads", "bytes a", "arrays:", "", "longest"],
  [
    "",
    "states",
    "generated",
    "depth",
    "seconds",
    "tions/s",
    "each",
    "state",
    "reserved",
    "held",
    "gap, ms",
  ],
]
  .map(row)
  .join("\n");

export const rowOf = (result: Result): string =>
  row([
    result.name,
    result.states.toLocaleString("en"),
    result.generated.toLocaleString("en"),
    result.depth?.toLocaleString("en") ?? "-",
    result.seconds.toFixed(2),
    (result.transitionsPerSecond / 1e6).toFixed(2),
    result.readsPerTransition.toFixed(1),
    result.bytesPerState.toFixed(0),
    result.arrayBytesPerState?.reserved.toFixed(0) ?? "-",
    result.arrayBytesPerState?.held?.toFixed(0) ?? "-",
    result.longestGapMs?.toFixed(0) ?? "-",
  ]) + (result.correct ? "" : "  WRONG");

export const readText = ({ nanoseconds, bytes }: Reads): string =>
  `read: ${nanoseconds.toFixed(1)} ns, one of four bytes at random among ${bytes / 2 ** 20} MiB`;

export const phaseTexts = ({ seconds, parts }: Phases): readonly string[] => [
  `${LARGE.name} by phase, ${seconds.toFixed(2)} seconds with the profiler:`,
  ...parts.map(
    ({ phase, share, nanoseconds }) =>
      `  ${phase.padEnd(12)}${(100 * share).toFixed(1).padStart(5)} %` +
      `${nanoseconds.toFixed(2).padStart(8)} ns a transition`,
  ),
];
