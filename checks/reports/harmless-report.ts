/**
 * A report in which no name can move the cursor. Values of the model are left as they are: `print`
 * escapes them, and to escape them twice would show other strings than there were.
 */
import type { CheckReport, Counterexample, Json, Step } from "../report.ts";
import { harmless, harmlessly } from "./terminal.ts";

export const harmlessReport = (report: CheckReport): CheckReport => ({
  ...harmlessly({ ...report, parameters: {}, counterexample: null }),
  parameters: withHarmlessNames(report.parameters),
  counterexample: report.counterexample && harmlessTrace(report.counterexample),
});

const harmlessTrace = (trace: Counterexample): Counterexample => ({
  ...trace,
  initial: withHarmlessNames(trace.initial),
  sent: trace.sent.map((message) => ({
    ...harmlessly({ ...message, payload: null }),
    payload: message.payload,
  })),
  steps: trace.steps.map(harmlessStep),
});

const harmlessStep = (step: Step): Step => ({
  ...harmlessly({ ...step, state: null, message: null, sends: [] }),
  state: step.state,
  message: step.message && { tag: harmless(step.message.tag), payload: step.message.payload },
  sends: step.sends.map(({ to, tag, payload }) => ({
    to: harmless(to),
    tag: harmless(tag),
    payload,
  })),
});

const withHarmlessNames = (
  values: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [harmless(name), value]));
