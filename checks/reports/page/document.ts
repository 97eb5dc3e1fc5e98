/**
 * What a page shows. It is written into the page as JSON, and `pages/` reads it there: so these are
 * plain values, and all sentences are those of the terminal.
 */
import type { Flight } from "../../explanation/flight.ts";
import type { Counterexample } from "../../trace.ts";
import type { Scene } from "../../scenes/report.ts";
import type { Cell } from "../documents.ts";

export type PageDocument = TracePage | BoundsPage | ScenesPage;

interface Page {
  /** Of the model, scenario and bug. */
  readonly title: string;
  /** Parameters, network, faults: one clause each. */
  readonly bounds: readonly string[];
}

/** By the place that a trace names, as `models/two-phase-commit.ts:88`. */
export type Excerpts = Readonly<Record<string, Excerpt>>;

/** Of `check` and `witness`. */
export interface TracePage extends Page {
  readonly kind: "trace";
  /** The first is the one that was asked for, the others are shown on request. */
  readonly traces: readonly [TraceView, ...TraceView[]];
  readonly excerpts: Excerpts;
}

/** Of `bounds`. */
export interface BoundsPage extends Page {
  readonly kind: "bounds";
  readonly traitors: readonly number[];
  /** By rising number of nodes, each row by rising number of traitors. */
  readonly rows: readonly { readonly nodes: number; readonly cells: readonly CellView[] }[];
  /** What the words and marks mean, of those that are in the grid. */
  readonly legend: readonly string[];
  /** How many cells in which time, and how far theory and practice agree. */
  readonly summary: readonly string[];
  /** Of all counterexamples together. */
  readonly excerpts: Excerpts;
}

export interface CellView extends Pick<Cell, "nodes" | "traitors" | "verdict"> {
  /** `holds`, `violated: 1 lie`, as in the grid of the terminal. */
  readonly word: string;
  /** `nodes 3, traitors 1`. */
  readonly place: string;
  /** What else there is to say: property and length of what is found, method, effort. */
  readonly details: readonly string[];
  /** What theory expects, where it is something else; null where it is not, or is not known. */
  readonly difference: string | null;
  readonly counterexample: TraceView | null;
}

/** Of `scenes`. */
export interface ScenesPage extends Page, ScenesAnswer {
  readonly kind: "scenes";
  /** How much was looked at, and what is counted there. */
  readonly looked: readonly string[];
  /** Empty where there is no chain, or none was found in time. So is all that follows. */
  readonly chain: readonly SceneView[];
  /** Whether fewer lies would do was not found out. */
  readonly doubt: string | null;
  readonly duties: readonly Duty[];
  readonly argument: readonly ArgumentStep[];
  readonly conclusion: string | null;
  readonly command: string;
}

export interface ScenesAnswer {
  readonly tone: "good" | "bad" | "doubtful";
  readonly headline: string;
  /** What the headline means. */
  readonly meaning: string;
}

export interface SceneView extends Pick<Scene, "traitors"> {
  /** `loyal commander, order attack`, `traitor lieutenant2`. */
  readonly titles: readonly string[];
  /** Who gives the order. */
  readonly givers: readonly string[];
  /** Of all who read and decide, in the same order in each scene. */
  readonly readings: readonly ReadingView[];
  /** `1 lie`. */
  readonly lieCount: string;
  /** A sentence for each. */
  readonly lies: readonly string[];
}

export interface ReadingView {
  readonly node: string;
  /** Null of a traitor. */
  readonly lines: readonly string[] | null;
  /** The neighbouring scene in which this node reads the same, by its number, if it is a link. */
  readonly twin: number | null;
}

/** What is asked of a decision rule. */
export interface Duty {
  readonly name: "IC1" | "IC2";
  readonly text: string;
}

/** One sentence of the argument, and what it speaks about. Scenes have numbers, from 1 on. */
export interface ArgumentStep {
  readonly sentence: string;
  readonly scenes: readonly number[];
  readonly nodes: readonly string[];
  /** What is known after it. */
  readonly decides: { readonly scene: number; readonly node: string; readonly order: string };
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
  /** What the property claims, in the words of its comment; null where it has none. */
  readonly claim: string | null;
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
