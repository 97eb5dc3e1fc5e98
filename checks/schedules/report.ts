/** What a simulation answers: the shape that scripts rely on. */
import type { CheckOptions, CheckReport, Counterexample, Problem } from "../report.ts";

export interface SimulateOptions extends Pick<
  CheckOptions,
  "scenario" | "bug" | "parameters" | "properties" | "timeout" | "signal"
> {
  /** The same seed draws the same schedules; 1, if nothing is said. */
  readonly seed?: number;
  /** Schedules; 1,000, if nothing is said. */
  readonly runs?: number;
  /** Of one schedule, at most; 200, if nothing is said. */
  readonly steps?: number;
  /** Told some thirty times a second. */
  readonly onRuns?: (done: number, seconds: number) => void;
}

export interface SimulateReport extends Pick<
  CheckReport,
  "version" | "model" | "digest" | "scenario" | "bug" | "parameters" | "seconds"
> {
  readonly verdict: "nothing-found" | "violated" | "budget-exceeded" | "invalid-model";
  /** The one that is violated. */
  readonly property: string | null;
  readonly random: {
    readonly seed: number;
    readonly runs: number;
    /** How many were played before the end, or before a violation was found. */
    readonly done: number;
    readonly steps: number;
  };
  readonly coverage: RunCoverage;
  readonly stopped: "time" | "interrupt" | null;
  /** The smallest that was found: others may be shorter. */
  readonly counterexample: Counterexample | null;
  readonly problem: Problem | null;
}

/** Of all schedules that were played as they were drawn. */
export interface RunCoverage {
  readonly steps: number;
  /** Of the longest schedule. */
  readonly longest: number;
  /** Different global states; no more than `MOST_STATES` are told apart. */
  readonly states: number;
  /** Schedules after which nothing more could happen. */
  readonly ended: number;
  /** Lies and faults. */
  readonly wrongs: number;
  /** How often each rule fired; every rule of the model is there. */
  readonly rules: readonly { readonly rule: string; readonly times: number }[];
  /** In how many schedules each witness was met. */
  readonly witnesses: readonly { readonly property: string; readonly runs: number }[];
}

export const MOST_STATES = 200_000;
