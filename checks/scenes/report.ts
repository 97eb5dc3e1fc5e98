/** What is answered to whoever asks for scenes: the shapes that scripts rely on. */
import type { Adversary, CheckOptions, CheckReport, Json, Read, Verdict } from "../report.ts";

export type ScenesOptions = Pick<
  CheckOptions,
  | "parameters"
  | "maxStates"
  | "maxDepth"
  | "maxMemory"
  | "timeout"
  | "maxStrategies"
  | "signal"
  | "onProgress"
>;

export interface ScenesReport {
  readonly version: 1;
  readonly model: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly adversary: Adversary | null;
  /** With a chain no decision rule works, and without one some rule does. */
  readonly outcome: "chain" | "no-chain" | "vacuous" | "budget-exceeded";
  /** Of the model's own rule, as `check` has it. */
  readonly verdict: Verdict;
  /** Properties that the model's own rule violates, or witnesses that it does not meet. */
  readonly failing: readonly string[];
  /** The nodes whose order the others are to obey, and the nodes that read and decide. */
  readonly givers: readonly string[];
  readonly readers: readonly string[];
  /** Distinct ends of a run: who the traitors are, what was ordered, who has read what. */
  readonly scenes: number;
  /** Distinct pairs of a loyal node and what it has read. */
  readonly views: number;
  readonly chain: readonly Scene[] | null;
  /** Whether it was established that no chain as short does with fewer lies in each scene. */
  readonly minimal: boolean;
  /** Distinct global states. */
  readonly states: number;
  /** States that the scenario's `within` leaves out. */
  readonly cut: number;
  readonly seconds: number;
  readonly stopped: CheckReport["stopped"];
  readonly memoryLimit: CheckReport["memoryLimit"];
}

export interface Scene {
  readonly traitors: readonly string[];
  /** Null where a node that gives an order is a traitor. */
  readonly order: string | null;
  readonly lies: number;
  readonly told: readonly Told[];
  /** What each loyal node has read. */
  readonly views: Readonly<Record<string, Json>>;
  /** A loyal node that has read the same in the next scene; null for the last. */
  readonly shared: string | null;
}

/** A lie. */
export interface Told extends Pick<Read, "from" | "message" | "truth"> {
  readonly round: number;
  readonly to: string;
}
