/**
 * A report in which no name can move the cursor. Values of the model are left as they are: `print`
 * escapes them, and to escape them twice would show other strings than there were.
 */
import type {
  CheckReport,
  Counterexample,
  Json,
  Message,
  Read,
  Sent,
  Step,
  Why,
} from "../report.ts";
import type { Grid } from "./grid.ts";
import { harmless, harmlessly } from "./terminal.ts";

export const harmlessReport = (report: CheckReport): CheckReport => ({
  ...harmlessly({ ...report, parameters: {}, counterexample: null, others: [], samples: [] }),
  parameters: withHarmlessNames(report.parameters),
  counterexample: report.counterexample && harmlessTrace(report.counterexample),
  others: report.others.map(harmlessTrace),
  samples: report.samples.map(harmlessTrace),
});

export const harmlessGrid = (grid: Grid): Grid => ({
  ...grid,
  ...harmlessly({ model: grid.model, bug: grid.bug, bounds: grid.bounds }),
  cells: grid.cells.map((cell) => ({
    ...harmlessly({ ...cell, parameters: {} }),
    parameters: withHarmlessNames(cell.parameters),
  })),
  commandOf: (cell) => harmless(grid.commandOf(cell)),
});

export const harmlessTrace = (trace: Counterexample): Counterexample => ({
  ...trace,
  traitors: harmlessly(trace.traitors),
  initial: withHarmlessNames(trace.initial),
  sent: trace.sent.map(harmlessMessage),
  pending: trace.pending.map(harmlessMessage),
  steps: trace.steps.map(harmlessStep),
  why: trace.why && harmlessWhy(trace.why),
});

const harmlessMessage = (message: Message): Message => ({
  ...harmlessly({ ...message, payload: null }),
  payload: message.payload,
});

const harmlessWhy = (why: Why): Why => ({
  ...harmlessly({ ...why, seen: [] }),
  seen: why.seen.map(({ node, value }) => ({ node: node && harmless(node), value })),
});

const harmlessStep = (step: Step): Step => ({
  ...harmlessly({ ...step, state: null, message: null, reads: [], sends: [], unsent: null }),
  state: step.state,
  message: harmlessSaid(step.message),
  reads: step.reads.map(harmlessRead),
  sends: step.sends.map(harmlessSent),
  unsent: step.unsent && step.unsent.map(harmlessSent),
  partners: step.partners.map(({ node, state }) => ({ node: harmless(node), state })),
});

const harmlessSent = ({ to, tag, payload }: Sent): Sent => ({
  to: harmless(to),
  tag: harmless(tag),
  payload,
});

const harmlessRead = (read: Read): Read => ({
  ...harmlessly({ ...read, message: null, truth: null }),
  message: harmlessSaid(read.message),
  truth: harmlessSaid(read.truth),
});

const harmlessSaid = (said: Read["message"]): Read["message"] =>
  said && { tag: harmless(said.tag), payload: said.payload };

const withHarmlessNames = (
  values: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [harmless(name), value]));
