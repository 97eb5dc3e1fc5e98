/** Whether two differences are the same for a reader. */
import { NONE } from "../exploration/steps.ts";
import type { StepMemo } from "../exploration/steps.ts";
import type { Found } from "./examiner.ts";

/** What a difference has to have in common with another to be the same for a reader. */
export const kindOf = (steps: StepMemo, { node, event, step, mismatch }: Found): string => {
  const { actual, fields } = mismatch;
  const rule = event === null ? null : steps.handler(node, event).name;
  const places = fields.map((field) => field.replace(/\[\d+\]/g, "[]"));
  return JSON.stringify([node.role, rule, step === NONE, "error" in actual, places]);
};
