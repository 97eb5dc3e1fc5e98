/** What is known of a model while an implementation is held against it. */
import { EnvelopeTable } from "../exploration/envelopes.ts";
import { StepMemo } from "../exploration/steps.ts";
import type { Instance } from "../model/instance.ts";

export interface Sources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
}

/** Tables of their own, for one who does not search. */
export const sourcesOf = (instance: Instance): Sources => {
  const envelopes = new EnvelopeTable(instance);
  return { instance, envelopes, steps: new StepMemo(instance, envelopes) };
};
