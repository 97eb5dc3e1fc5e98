/** Runs a trace again through a model as it is now, and tells how that goes. */
import type { Model } from "../models/protocol.ts";
import { passThrough } from "./counterexamples/replay.ts";
import type { Trace } from "./counterexamples/recorded.ts";
import { CannotHappen } from "./errors.ts";
import { storyOf } from "./reports/story.ts";
import { harmless } from "./reports/terminal.ts";

export interface Replay {
  /** A trace that a mended model does not allow any more cannot happen. */
  readonly outcome: "violates" | "holds" | "cannot-happen";
  readonly property: string;
  /** How many actions; in rounds, how many messages loyal nodes read. */
  readonly length: number;
  /** Which step cannot happen, and why; null if all can. */
  readonly reason: string | null;
  /** The trace in sentences, as it goes now; the reason, if it cannot happen. */
  readonly story: string;
}

/** @throws UsageError for a trace that speaks of what the model does not have. */
export const replay = (model: Model, trace: Trace): Replay => {
  try {
    const { show, ...passed } = passThrough(model, trace);
    const property = harmless(passed.property);
    const words =
      passed.outcome === "violates"
        ? { title: "counterexample", end: `violates ${property}` }
        : { title: "trace", end: `does not violate ${property}` };
    const inRounds = model.vocabulary.synchronous === true;
    return { ...passed, reason: null, story: storyOf(show(), words, inRounds) };
  } catch (error) {
    const { property, counterexample } = trace;
    if (!(error instanceof CannotHappen) || property === null) throw error;
    const { message: reason } = error;
    const length = lengthOf(counterexample.steps);
    return { outcome: "cannot-happen", property, length, reason, story: harmless(reason) };
  }
};

/** As it was recorded. */
const lengthOf = (steps: Trace["counterexample"]["steps"]): number =>
  steps.reduce((sum, { action, reads = [] }) => sum + (action === "turn" ? reads.length : 1), 0);
