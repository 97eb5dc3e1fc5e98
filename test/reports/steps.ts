/** Steps and traces written by hand, with no more said than a test is about. */
import type { Counterexample, Json, Message, Step, Why } from "../../checks/report.ts";
import { blankStep } from "../blank-step.ts";

export const step = (
  action: Step["action"],
  node: string | null,
  part: Partial<Step> = {},
): Step => ({ ...blankStep, state: {}, action, node, ...part });

export const word = (tag = "Word"): { readonly tag: string; readonly payload: Json } => ({
  tag,
  payload: {},
});

export const received = (node: string, from: string, part: Partial<Step> = {}): Step =>
  step("deliver", node, { from, message: word(), ...part });

/** Of nodes without state, if nothing else is said. */
export const trace = (
  nodes: readonly string[],
  steps: readonly Step[],
  part: Partial<Counterexample> = {},
): Counterexample => ({
  length: steps.length,
  lies: 0,
  faults: 0,
  traitors: [],
  minimal: true,
  initial: Object.fromEntries(nodes.map((node) => [node, {}])),
  sent: [] as readonly Message[],
  steps,
  pending: [],
  path: null,
  why: null,
  ...part,
});

export const why = (part: Partial<Why> = {}): Why => ({
  property: "safe",
  kind: "always",
  source: null,
  nodes: [],
  seen: [],
  truths: [],
  past: [],
  heard: {},
  ...part,
});
