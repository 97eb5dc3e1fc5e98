/** A counterexample with its headline, its steps, and how it leaves the nodes. */
import type { CheckReport, Counterexample } from "../report.ts";
import { print } from "../schema/print.ts";
import { printShort } from "./cut.ts";
import { counted, liesText } from "./figures.ts";
import { roundsText } from "./rounds-text.ts";
import { downAfter, finalStates, isPartedAfter, sentText, stepsText } from "./steps-text.ts";
import { paint, wrapped } from "./terminal.ts";

/** Of a state in the end: the JSON has all of it. */
const STATE = 400;

export const counterexampleText = (report: CheckReport, inRounds: boolean): readonly string[] => {
  const { counterexample, property } = report;
  if (counterexample === null) return [];
  const words = { title: "counterexample", end: paint("bad", `violates ${property}`) };
  return traceText(counterexample, words, inRounds);
};

/** What a trace is called, and what its end does. */
export interface Words {
  readonly title: string;
  readonly end: string;
}

export const traceText = (
  trace: Counterexample,
  words: Words,
  inRounds: boolean,
): readonly string[] => (inRounds ? ofRounds(trace, words) : ofActions(trace, words));

const ofActions = (counterexample: Counterexample, { title, end }: Words): readonly string[] => {
  const { length, faults, lies } = counterexample;
  const extras = [
    ...(faults > 0 ? [counted(faults, "fault")] : []),
    ...(lies > 0 ? [liesText(lies)] : []),
  ];
  const among = extras.length === 0 ? "" : `, of them ${extras.join(" and ")}`;
  const states = Object.entries(finalStates(counterexample));
  const down = downAfter(counterexample.steps);
  const parted = isPartedAfter(counterexample.steps) ? ["  (links are cut)"] : [];
  return [
    paint("strong", `${title}: ${counted(length, "action")}${among}`),
    ...sentText(counterexample),
    ...stepsText(counterexample),
    "",
    `${end}, with the nodes in these states:`,
    ...aligned(
      states.map(([node, state]) => [node, print(state) + (down.has(node) ? " (down)" : "")]),
    ),
    ...parted,
  ];
};

const ofRounds = (counterexample: Counterexample, { title, end }: Words): readonly string[] => {
  const { length, lies, traitors } = counterexample;
  const who = traitors.length === 1 ? "traitor" : "traitors";
  const named = traitors.length === 0 ? "no traitors" : `${who}: ${traitors.join(", ")}`;
  const headline = `${liesText(lies)}, ${counted(length, "message")} read; ${named}`;
  const states = Object.entries(finalStates(counterexample)).map(([node, state]) => [
    node,
    traitors.includes(node) ? "(traitor)" : printShort(state, STATE),
  ]);
  const nodes = traitors.length === 0 ? "the nodes" : "the loyal nodes";
  return [
    paint("strong", `${title}: ${headline}`),
    ...sentText(counterexample),
    ...roundsText(counterexample),
    "",
    `${end}, with ${nodes} in these states:`,
    ...aligned(states),
  ];
};

const aligned = (states: readonly (readonly string[])[]): readonly string[] => {
  const nodeWidth = Math.max(0, ...states.map(([node = ""]) => node.length));
  return states.map(([node = "", state = ""]) => wrapped(`  ${node.padEnd(nodeWidth)}  `, state));
};
