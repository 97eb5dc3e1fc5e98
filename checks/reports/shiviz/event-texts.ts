/** What a log says of each event: one line, which names its step. */
import type { Counterexample, Json, Read, Step } from "../../trace.ts";
import { printShort } from "../cut.ts";
import { changedBy } from "../endings.ts";
import { counted, liesText } from "../figures.ts";
import { harmlessTrace } from "../harmless-report.ts";
import { messageText } from "../message-text.ts";
import { tellingOfSteps } from "../steps-text.ts";
import type { Telling } from "../swimlane/swimlane.ts";
import { harmless, plain, untied } from "../terminal.ts";
import { tellingOfTurns } from "../turns-text.ts";

/** What is told of a step. */
export interface Told {
  readonly text: string;
  /** What each traitor that is heard in it has said before. */
  readonly said: readonly { readonly traitor: string; readonly text: string }[];
  /** What each partner of a joint step does. */
  readonly joined: readonly string[];
}

/** Of the state in which a node starts. */
const STATE = 240;
/** More messages than these are counted. */
const TOLD = 6;

export const startText = (trace: Counterexample, node: string): string => {
  const sent = trace.sent
    .filter(({ from }) => from === node)
    .map((message) => `${messageText(message)} to ${message.to} is on its way`);
  const start = trace.traitors.includes(node)
    ? `${node} is a traitor`
    : `${node} is ${printShort(trace.initial[node] ?? null, STATE)}`;
  return lineOf("at first", [start, ...sent].join("; "));
};

/** For the steps of one trace, in order; null for an idle turn. */
export const tellerOf = (trace: Counterexample): ((step: Step, index: number) => Told | null) => {
  const shown = harmlessTrace(trace);
  const before: Record<string, Json> = { ...shown.initial };
  const tellTurn = tellingOfTurns();
  return (step, index) => {
    const safe = shown.steps[index]!;
    const telling = step.action === "turn" ? tellTurn(safe, before) : tellingOfSteps(safe, before);
    for (const { node, state } of changedBy(safe)) before[node] = state;
    if (telling === null) return null;
    const number = `step ${index + 1}`;
    return {
      text: lineOf(number, toldBy(telling)),
      said: sayingsOf(step, trace.traitors, number),
      joined: step.partners.map(({ node }) =>
        lineOf(number, `${node} takes part in what ${step.node ?? "nobody"} does`),
      ),
    };
  };
};

/** Of a lie in a turn, wider spaces set apart what a loyal node would say. */
const toldBy = ({ sentence, details }: Pick<Telling, "sentence" | "details">): string =>
  [sentence, ...details]
    .map((part) => untied(plain(part)).trim().replace("  << LIE:", " << LIE:"))
    .join("; ");

const sayingsOf = (
  { node, reads }: Step,
  traitors: readonly string[],
  number: string,
): Told["said"] =>
  traitors.flatMap((traitor) => {
    const said = reads.filter(({ from, message }) => from === traitor && message !== null);
    if (said.length === 0) return [];
    const text = `${traitor} says ${saidText(said)} to ${node ?? "nobody"}`;
    return [{ traitor, text: lineOf(number, text) }];
  });

const saidText = (reads: readonly Read[]): string => {
  const lies = reads.filter(({ lie }) => lie).length;
  if (reads.length > TOLD) return `${counted(reads.length, "message")}, with ${liesText(lies)},`;
  return reads
    .flatMap(({ message, lie }) =>
      message === null ? [] : [`${messageText(message)}${lie ? " (a lie)" : ""}`],
    )
    .join(", ");
};

/**
 * The word with the colon keeps a parser from taking the line for a host with its clock, whatever
 * the nodes are called.
 */
const lineOf = (about: string, what: string): string => harmless(`${about}: ${what}`);
