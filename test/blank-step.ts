/** A step of which nothing is said, for those that are written by hand. */
import type { Step } from "../checks/trace.ts";

export const blankStep: Step = {
  action: "request",
  node: null,
  from: null,
  message: null,
  rule: null,
  section: null,
  source: null,
  lie: false,
  round: null,
  reads: [],
  state: null,
  sends: [],
  unsent: null,
  side: [],
  partners: [],
};
