/**
 * What a page shows. It is written into the page as JSON, and `pages/` reads it there: so these are
 * plain values, and all sentences are those of the terminal.
 */
import type { Flight } from "../../explanation/causality.ts";
import type { Counterexample } from "../../trace.ts";
import type { Scene } from "../../scenes/report.ts";

export type PageDocument = TracePage | BoundsPage | ScenesPage;

interface Page {
  /** Of the model, scenario and bug. */
  readonly title: string;
  /** Parameters, network, faults: one clause each. */
  readonly bounds: readonly string[];
  /** By the place that a trace names, as `models/two-phase-commit.ts:88`. */
  readonly excerpts: Readonly<Record<string, Excerpt>>;
}

/** Of `check` and `witness`. */
export interface TracePage extends Page {
  readonly kind: "trace";
  /** The first is the one that was asked for, the others are shown on request. */
  readonly traces: readonly [TraceView, ...TraceView[]];
}

/** Of `bounds`. */
export interface BoundsPage extends Page {
  readonly kind: "bounds";
  /** By rising number of nodes, each row by rising number of traitors. */
  readonly rows: readonly { readonly nodes: number; readonly cells: readonly CellView[] }[];
  readonly traitors: readonly number[];
  readonly legend: readonly string[];
  /** How far theory and practice agree. */
  readonly agreement: readonly string[];
}

export interface CellView {
  readonly nodes: number;
  readonly traitors: number;
  /** `holds`, `violated: 1 lie`, as in the grid of the terminal. */
  readonly word: string;
  readonly verdict: "holds-within-bounds" | "violated" | "budget-exceeded" | "vacuous" | "n/a";
  /** What else there is to say: property, method, states, what theory expects. */
  readonly details: readonly string[];
  /** Whether the theory says something else. */
  readonly differs: boolean;
  readonly counterexample: TraceView | null;
}

/** Of `scenes`. */
export interface ScenesPage extends Page {
  readonly kind: "scenes";
  readonly headline: string;
  readonly isChain: boolean;
  /** What the headline means. */
  readonly sentences: readonly string[];
  /** Nodes that read and decide, in the order of the columns' rows. */
  readonly readers: readonly string[];
  readonly chain: readonly SceneView[];
  /** What is asked of a decision rule. */
  readonly asked: readonly string[];
  /** Step by step, how the first order leads to a contradiction. */
  readonly reason: readonly string[];
  readonly conclusion: string;
}

export interface SceneView extends Pick<Scene, "traitors" | "order" | "views" | "shared"> {
  /** `loyal commander, order attack`, `traitor lieutenant2`. */
  readonly title: readonly string[];
  /** What the traitors say, a sentence for each lie. */
  readonly lies: readonly string[];
}

export interface TraceView {
  /** `counterexample: 7 actions`. */
  readonly heading: string;
  /** `violates exclusive`, `meets commits`. */
  readonly end: string;
  /** Whether the end is what must not be. */
  readonly isBad: boolean;
  readonly trace: Counterexample;
  /** Every message from where it was sent to where it ends. */
  readonly flights: readonly Flight[];
  readonly steps: readonly StepView[];
  /** One sentence; null where nothing explains the end. */
  readonly why: string | null;
  /** Of each property that is judged, how it fares: `holds until step 6, and step 7 breaks it`. */
  readonly courses: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
  readonly lies: readonly string[];
  readonly heard: readonly string[];
  /** Command lines that show this again. */
  readonly commands: readonly string[];
}

export interface StepView {
  /** Null of a turn in which nothing happens. */
  readonly sentence: string | null;
  /** What else there is to say, but for what changes in states. */
  readonly details: readonly string[];
  /** Where its rules are written. */
  readonly places: readonly string[];
}

/** Some lines of a source. */
export interface Excerpt {
  /** Of the first line, from 1 on. */
  readonly line: number;
  readonly text: string;
}
