/** Why a trace ends as it does: which property, since when, what went wrong, who knew what. */
import { groupedBy } from "../grouped.ts";
import type { Counterexample, Why } from "../report.ts";
import { print } from "../schema/print.ts";
import { printShort } from "./cut.ts";
import { downAfter, finalStates, isPartedAfter } from "./endings.ts";
import { messageText } from "./message-text.ts";
import { folded, TIED, together } from "./terminal.ts";
import { rangesOf } from "./swimlane/lanes.ts";
import { listed } from "./listed.ts";
import { courseText, faultTexts, heardTexts, lieTexts, MOST_LISTED } from "./why-sentences.ts";

/** Of a state in the end: the JSON has all of it. */
const STATE = 400;

/** @param end `violates atomicity`, as it is painted. */
export const endText = (
  trace: Counterexample,
  end: string,
  inRounds: boolean,
  width: number,
): readonly string[] => {
  const { why } = trace;
  const loyal = trace.traitors.length === 0 ? "the nodes" : "the loyal nodes";
  const states = statesText(trace, inRounds, width);
  const wrong = wrongText(trace, inRounds, width);
  if (why === null) return [`${end}, with ${loyal} in these states:`, ...states, ...wrong];
  return [
    ...folded(`${end}${sourceText(why)}${brokenText(why)}`, 2, width),
    ...seenText(why, width),
    ...truthsText(why, width),
    ...wrong,
    "",
    `${loyal} in the end:`,
    ...states,
  ];
};

const sourceText = ({ source }: Why): string => (source === null ? "" : ` (${source})`);

const brokenText = ({ nodes, kind, seen }: Why): string => {
  const verb = kind === "sometimes" ? "met" : "broken";
  const who = nodes.length === 0 ? "" : `, ${verb} by ${listed(nodes)}`;
  return `${who}${seen.length === 0 ? "" : ":"}`;
};

const seenText = ({ seen }: Why, width: number): readonly string[] =>
  table(
    seen.map(({ node, value }) => [node ?? "the history", printShort(value, STATE)]),
    width,
  );

const truthsText = ({ truths, property }: Why, width: number): readonly string[] => {
  const told = truths.filter(
    (truth) => truth.property === property || truth.holds.includes(!truth.holds[0]),
  );
  if (told.length === 0) return [];
  return [
    "",
    "step by step:",
    ...table(
      told.map((truth) => [truth.property, courseText(truth.holds, truth.kind)]),
      width,
    ),
  ];
};

/** Of faults, and of lies: the picture has all of them. */
const MOST_TOLD = 12;

const wrongText = (
  { steps }: Counterexample,
  inRounds: boolean,
  width: number,
): readonly string[] => {
  const block = (title: string, told: readonly string[]): readonly string[] =>
    told.length === 0
      ? []
      : [
          "",
          title,
          ...told.slice(0, MOST_TOLD).flatMap((one) => below(one, width)),
          ...(told.length > MOST_TOLD ? [`  … ${told.length - MOST_TOLD} more`] : []),
        ];
  return [
    ...block("faults:", faultTexts(steps)),
    ...(inRounds ? block("lies:", lieTexts(steps)) : []),
  ];
};

const statesText = (trace: Counterexample, inRounds: boolean, width: number): readonly string[] => {
  const { steps, traitors, why } = trace;
  const down = downAfter(steps);
  const states = Object.entries(finalStates(trace)).map(([node, state]) => {
    const isTraitor = traitors.includes(node);
    const text = isTraitor ? "(traitor)" : inRounds ? printShort(state, STATE) : print(state);
    return [node, `${text}${down.has(node) ? " (down)" : ""}`] as const;
  });
  const alike = [...groupedBy(states, ([, text]) => text).values()].filter(
    (rows) => rows.length > MOST_LISTED,
  );
  const isAlike = new Set(alike.flat());
  return [
    ...table(
      states.filter((row) => !isAlike.has(row)),
      width,
    ),
    ...alike.flatMap((rows) =>
      below(`${rangesOf(rows.map(([node]) => node))}: ${rows[0]![1]}`, width),
    ),
    ...(isPartedAfter(steps) ? ["  (links are cut)"] : []),
    ...pendingText(trace, width),
    ...(why === null ? [] : heardTexts(trace, why).flatMap((one) => below(one, width))),
  ];
};

/** Receivers of the same messages are told together, as they are sent. */
const pendingText = (trace: Counterexample, width: number): readonly string[] => {
  const messages = new Map<string, Map<string, number>>();
  for (const message of trace.pending) {
    const text = together(`${messageText(message)} from ${message.from}`);
    const counts = messages.get(message.to) ?? new Map<string, number>();
    messages.set(message.to, counts.set(text, (counts.get(text) ?? 0) + 1));
  }
  const receivers = new Map<string, string[]>();
  for (const [to, counts] of messages) {
    const told = [...counts].map(([text, count]) =>
      count === 1 ? text : `${text} (${count} times)`,
    );
    const text = listShort(told);
    receivers.set(text, [...(receivers.get(text) ?? []), to]);
  }
  return [...receivers].flatMap(([text, to]) =>
    below(`on its way to ${rangesOf(to)}: ${text}`, width),
  );
};

/** More messages than these are counted. */
const MOST_PENDING = 6;

const listShort = (told: readonly string[]): string => {
  const left = told.length - MOST_PENDING;
  return [...told.slice(0, MOST_PENDING), ...(left > 0 ? [`… ${left} more`] : [])].join("; ");
};

const below = (text: string, width: number): readonly string[] =>
  folded(text, 4, width - 2).map((line) => `  ${line}`);

/** Names before what is said of them; a long one stands alone. */
const table = (
  rows: readonly (readonly [name: string, text: string])[],
  width: number,
): readonly string[] => {
  const widest = Math.max(0, ...rows.map(([name]) => name.length));
  const column = Math.min(widest, Math.floor(width / 2));
  const hang = column + 4;
  return rows.flatMap(([name, text]) => {
    const told = folded(text.replaceAll(": ", `:${TIED}`), 0, width - hang);
    const [first = "", ...others] = told.map((line) => " ".repeat(hang) + line);
    return name.length > column
      ? [`  ${name}`, first, ...others]
      : [`  ${name.padEnd(column)}${first.slice(hang - 2)}`, ...others];
  });
};
