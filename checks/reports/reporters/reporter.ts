/** What `check --all` has found out, and what tells it. */
import type { CheckReport, RuleReport, Verdict } from "../../report.ts";
import type { AllDocument } from "../all-document.ts";

/** One of `check --all`. */
export interface Result extends CheckReport {
  readonly expected: Verdict;
  readonly ok: boolean;
  /** What is not as expected, one line each. */
  readonly differences: readonly string[];
  /** By the theory; null where it says nothing, and absent where nodes and traitors are no axes. */
  readonly predicted?: "holds-within-bounds" | "violated" | "n/a" | null;
  /** With the places of those that fire in no scenario of the run, or of the shard. */
  readonly rules: readonly (RuleReport & { readonly source?: string })[];
}

/** Of a model in none of whose scenarios it fires. */
export interface SilentRule {
  readonly rule: string;
  /** Where it is written; null if nobody knows. */
  readonly source: string | null;
}

/** The part of all checks that one machine of several takes. */
export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly count: number;
  /** Of all shards together. */
  readonly checks: number;
  /** Of all shards together. */
  readonly models: readonly string[];
  /** The names of all checks of all shards, in the order of the whole. */
  readonly labels?: readonly string[];
}

export interface Run {
  readonly results: readonly Result[];
  readonly interrupted: boolean;
  /** Null for all checks. */
  readonly shard: Shard | null;
  /** Null without `--update`. */
  readonly updated: NonNullable<AllDocument["updated"]> | null;
}

/** Of figures that have changed: they are about to be written, or never will be. */
export type Fate = "new" | "refused" | null;

/** The command line that asks the same question again. */
export type Again = (result: Result) => string;

/** Lines come as soon as they can be known, a document all at once. */
export interface Reporter {
  /** Of one check, as soon as it has ended. */
  readonly answer: (result: Result, fate: Fate) => string;
  /** Of a model, when all its checks have ended: the rules that no scenario fires. */
  readonly silence: (model: string, rules: readonly SilentRule[]) => string;
  readonly end: (run: Run) => string;
}

/** Of what is told all at once. */
export const documentReporter = (end: Reporter["end"]): Reporter => ({
  answer: () => "",
  silence: () => "",
  end,
});
