/** A trace as it is kept: what a replay has to be told, and nothing that the model says itself. */
import type { CheckReport } from "../report.ts";
import type { ActionKind, Counterexample, Json, Read, Sent, Step } from "../trace.ts";

/** A report of `check` with a counterexample is one, too. */
export interface Trace {
  readonly scenario: string;
  /** Without it, the model itself is asked. */
  readonly bug?: string | null;
  readonly parameters: Readonly<Record<string, Json>>;
  /** That is violated in the end. */
  readonly property: string | null;
  /** That were judged together; without it, all of the model. */
  readonly properties?: readonly { readonly name: string }[];
  readonly counterexample: Recorded;
}

export interface Recorded {
  readonly traitors?: readonly string[];
  readonly initial: Counterexample["initial"];
  /** What is on its way before the first step; nothing, if it is not said. */
  readonly sent?: readonly (RecordedMessage & { readonly from: string; readonly to: string })[];
  readonly steps: readonly RecordedStep[];
}

export interface RecordedStep {
  readonly action: ActionKind;
  readonly node?: string | null;
  readonly from?: string | null;
  readonly message?: RecordedMessage | null;
  /** Of a restart, which may come about in several ways: the state in which the node comes up. */
  readonly state?: Json;
  /** Of a restart, and of a step in the middle of which the node crashes: what has left. */
  readonly sends?: readonly Sent[];
  readonly unsent?: readonly Sent[] | null;
  readonly side?: readonly string[];
  readonly partners?: readonly { readonly node: string }[];
  readonly round?: number | null;
  readonly reads?: readonly { readonly from: string; readonly message: RecordedMessage | null }[];
}

export interface RecordedMessage {
  readonly tag: string;
  /** Without it: no fields. */
  readonly payload?: Json;
}

/** What a replay needs of a report; null if there is no counterexample in it. */
export const recordedOf = (
  report: CheckReport,
  /** Every property of the model: where all were judged, they need not be named. */
  declared: readonly string[],
): Trace | null => {
  const { scenario, bug, parameters, property, properties, counterexample } = report;
  if (counterexample === null || property === null) return null;
  const { traitors, initial, sent, steps } = counterexample;
  const judged = new Set(properties.map(({ name }) => name));
  return {
    scenario,
    ...(bug !== null && { bug }),
    parameters,
    property,
    ...(!declared.every((name) => judged.has(name)) && {
      properties: properties.map(({ name }) => ({ name })),
    }),
    counterexample: {
      ...(traitors.length > 0 && { traitors }),
      initial,
      ...(sent.length > 0 && { sent }),
      steps: steps.map(recordedStep),
    },
  };
};

const recordedStep = (step: Step): RecordedStep => {
  const { action, node, from, message, round, reads, state, sends, unsent, side, partners } = step;
  const heard = reads.flatMap((read) =>
    read.message === null ? [] : [{ from: read.from, message: recordedMessage(read.message) }],
  );
  const isRestart = action === "restart";
  return {
    action,
    ...(round !== null && { round }),
    ...(node !== null && { node }),
    ...(from !== null && { from }),
    ...(message !== null && !isRestart && { message: recordedMessage(message) }),
    ...(isRestart && { state }),
    ...((isRestart || unsent !== null) && sends.length > 0 && { sends }),
    ...(unsent !== null && { unsent }),
    ...(side.length > 0 && { side }),
    ...(partners.length > 0 && { partners: partners.map((partner) => ({ node: partner.node })) }),
    ...(heard.length > 0 && { reads: heard }),
  };
};

const recordedMessage = ({ tag, payload }: NonNullable<Read["message"]>): RecordedMessage =>
  JSON.stringify(payload) === "{}" ? { tag } : { tag, payload };
