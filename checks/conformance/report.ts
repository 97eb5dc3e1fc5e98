/** What a comparison of an implementation with its model answers, as scripts rely on it. */
import type { CheckReport, Counterexample, Json, Message, Problem, Step } from "../report.ts";

export interface ConformResult {
  readonly scenario: string;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly verdict:
    | "conforms-within-bounds"
    /** Of random runs, which cover nothing: they have found nothing. */
    | "no-difference-found"
    | "differs"
    | "budget-exceeded"
    | "invalid-model";
  /** Distinct global states that were reached; null of random runs, where nobody counts them. */
  readonly states: number | null;
  /** Pairs of a node's state and an event; of random runs, events, each as often as it was told. */
  readonly pairs: number;
  /** At which of them something was compared. */
  readonly nodes: readonly string[];
  readonly seconds: number;
  /** What ended it before its end, if anything did. */
  readonly stopped: CheckReport["stopped"];
  /** In MiB, what the process was not to pass, if memory is what ended it. */
  readonly memoryLimit: CheckReport["memoryLimit"];
  readonly random: Random | null;
  readonly difference: Difference | null;
  readonly problem: Problem | null;
}

export interface Random {
  readonly seed: number;
  /** Runs that were asked for, and runs that there were time for. */
  readonly runs: number;
  readonly done: number;
  /** Choices of one run; in rounds, alterations of what traitors say. */
  readonly steps: number;
}

/** Where model and implementation part for the first time. */
export interface Difference {
  readonly node: string;
  /** Null: it differs as soon as it has started. */
  readonly event: ToldEvent | null;
  /** Of the rule that was asked, as `role.Tag`. */
  readonly rule: string | null;
  /** Whether the rule takes the event; where it does not, nothing may happen. */
  readonly enabled: boolean;
  readonly section: string | null;
  readonly source: string | null;
  /** The model's state of the node before the event. */
  readonly before: Json;
  readonly expected: Reaction;
  readonly actual: Reaction | { readonly error: string };
  /** The durable fields after a restart, where they differ. */
  readonly durable: { readonly expected: Json; readonly actual: Json } | null;
  /** The paths of what differs, as `state.phase` or `sends`. */
  readonly fields: readonly string[];
  /** What the node was told before in the same turn, or beside the path: it changes nothing. */
  readonly told: readonly ToldEvent[];
  readonly traitors: readonly string[];
  readonly initial: Counterexample["initial"];
  readonly sent: readonly Message[];
  readonly path: readonly Step[];
}

export interface Reaction {
  readonly state: Json;
  readonly sends: Step["sends"];
}

/** An event as the implementation was told of it; of a restart it is told nothing. */
export interface ToldEvent {
  readonly kind: "message" | "timer" | "request" | "round" | "restart";
  readonly tag: string;
  readonly from: string | null;
  readonly round: number;
  readonly payload: Json;
}
