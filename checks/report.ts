/** What a check is asked, and what it answers: the shapes that scripts rely on. */

import type { StateGraph } from "./state-graph.ts";
import type { Counterexample, Json } from "./trace.ts";

export type { Counterexample, Json, Message, Read, Sent, Step, Why } from "./trace.ts";

/** Never a bare "pass": what holds, holds within the bounds of its scenario. */
export type Verdict =
  | "holds-within-bounds"
  | "violated"
  | "budget-exceeded"
  | "vacuous"
  | "invalid-model";

/**
 * `search` visits every state. `composition` computes, for each of the smaller instances that the
 * model's recursion is made of, which outcomes can be reached and with how few lies.
 */
export type Method = "search" | "composition";

/** States of a search that can still be drawn. */
export const MOST_DRAWN = 2_000;

export interface CheckOptions {
  /** The model's first, if none is named. */
  readonly scenario?: string;
  readonly bug?: string;
  /** These alone are judged. */
  readonly properties?: readonly string[];
  /** In place of those of the scenario. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly maxStates?: number;
  /** In levels; the initial states are the first. */
  readonly maxDepth?: number;
  /** Of the whole process, in MiB. */
  readonly maxMemory?: number;
  /** In seconds. */
  readonly timeout?: number;
  /** Gives up before a search that would have to cover more strategies of traitors than these. */
  readonly maxStrategies?: number;
  /** Without it: search, and composition where it is declared and the strategies are too many. */
  readonly method?: Method;
  readonly signal?: AbortSignal;
  /** Whether to go on after a violation, so that every property has its status. */
  readonly goOn?: boolean;
  /** How many counterexamples of different causal shape are looked for: 1, if nothing is said. */
  readonly counterexamples?: number;
  /** How many sample traces to give where nothing is violated: none, if nothing is said. */
  readonly samples?: number;
  /** Instead of all properties: this witness, and the way to it is the counterexample. */
  readonly seek?: string;
  /** Instead of the initial states: where this trace ends. */
  readonly from?: {
    readonly counterexample: Pick<Counterexample, "initial" | "steps">;
    /** That is violated there, if any is. */
    readonly property?: string;
  };
  /** Told all states and transitions, where the search has found no more than `MOST_DRAWN`. */
  readonly onGraph?: (graph: StateGraph) => void;
  readonly onProgress?: (progress: Progress) => void;
}

/** Told some thirty times a second while a search runs, and at the end of each level. */
export interface Progress {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  /** States that are found and not yet expanded. */
  readonly frontier: number;
  readonly seconds: number;
  /** Of the whole process, in bytes. */
  readonly memory: number;
}

export interface CheckReport {
  readonly version: 1;
  readonly model: string;
  /** The path of a model that is not in the catalogue, relative to the folder of the document. */
  readonly module?: string;
  /** Of the model's own texts, as compiled: a trace of another digest is of another text. */
  readonly digest: string;
  readonly scenario: string;
  readonly bug: string | null;
  readonly parameters: Readonly<Record<string, Json>>;
  readonly method: Method;
  /** Who may lie, and how much was covered of what they may say; null where nobody does. */
  readonly adversary: Adversary | null;
  readonly verdict: Verdict;
  /** The first that is violated, by depth and then by declaration. */
  readonly property: string | null;
  readonly properties: readonly PropertyReport[];
  /** Distinct global states within the bounds; with composition, outcome vectors examined. */
  readonly states: number;
  readonly initial: number;
  /** Initial states, and every enabled action of every expanded state. */
  readonly generated: number;
  /** Distinct states that the scenario's `within` leaves out. */
  readonly cut: number;
  /** Levels of the breadth-first search; that of the initial states is the first. */
  readonly depth: number;
  readonly seconds: number;
  /** What ended the search before its end, if anything did. */
  readonly stopped: "states" | "depth" | "memory" | "time" | "interrupt" | "strategies" | null;
  /** In MiB, what the process was not to pass, if memory is what ended the search. */
  readonly memoryLimit: number | null;
  /** Every rule of the model, and how often it was enabled in states that were expanded. */
  readonly rules: readonly RuleReport[];
  /** Why what holds says little, one line for each reason. */
  readonly vacuity: readonly string[];
  /** Null where nothing was searched. */
  readonly coverage: Coverage | null;
  readonly counterexample: Counterexample | null;
  /** Of the same property, with other causal shapes, where more than one was asked for. */
  readonly others: readonly Counterexample[];
  /** What happens where nothing is violated, where that was asked for. */
  readonly samples: readonly Counterexample[];
  /** Why the model is invalid, if it is. */
  readonly problem: Problem | null;
}

export interface RuleReport {
  /** As `role.Tag`, or `joint.Name`. */
  readonly rule: string;
  readonly fired: boolean;
  /** Transitions in which it fired. */
  readonly times: number;
  /** The first level from which it fired. */
  readonly depth: number | null;
  /** Different pairs of a state and an event that it declined. */
  readonly declined: number;
}

/** Of the states that were expanded to the end: not of one at which time ran out. */
export interface Coverage {
  /** By role, and null for what belongs to none; `crash-mid-step` stands beside what it ends. */
  readonly actions: readonly {
    readonly role: string | null;
    readonly action: string;
    readonly times: number;
  }[];
  /** States of each level. */
  readonly levels: readonly number[];
  /** How many values each field has, those with most first; counted in some thousands of states. */
  readonly fields: readonly {
    readonly role: string;
    readonly field: string;
    readonly values: number;
  }[];
}

export interface Adversary {
  /** Exactly so many nodes are traitors. */
  readonly traitors: number;
  /** In how many ways the traitors can be chosen among the nodes. */
  readonly coalitions: number;
  /**
   * The largest number of messages that one traitor may choose from when one node reads it; with
   * composition, of orders that one message may give.
   */
  readonly menu: number;
  /**
   * In how many ways all that traitors are expected to say can be said: for every coalition and
   * every way in which the loyal nodes may start, the product of the contents of its messages.
   * Null if loyal nodes alone would go on and on.
   */
  readonly strategies: number | null;
}

export interface PropertyReport {
  readonly name: string;
  readonly kind: string;
  readonly status: "holds" | "violated" | "met" | "not-met" | "out-of-reach" | "unknown";
  /** The level on which it was violated or met first. */
  readonly depth: number | null;
}

/** A fault of the model itself: a rule that mutates, is not deterministic, throws, or strays. */
export interface Problem {
  readonly message: string;
  /** `participant.Prepare`, or what else of the model was at fault: `initial.participant`. */
  readonly rule: string;
  /** What the rule was given. */
  readonly event: string | null;
  /** The path of the field that is wrong. */
  readonly field: string | null;
  readonly source: string | null;
}
