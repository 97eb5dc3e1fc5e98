/** Why a trace ends as it does: which property, since when, what went wrong, who knew what. */
import { FAULTS } from "../exploration/actions.ts";
import { groupedBy } from "../grouped.ts";
import type { Counterexample, Why } from "../report.ts";
import { print } from "../schema/print.ts";
import { printShort } from "./cut.ts";
import { downAfter, finalStates, isPartedAfter } from "./endings.ts";
import { messageText } from "./phrases.ts";
import { sentenceOf } from "./steps-text.ts";
import { folded, TIED, together } from "./terminal.ts";
import { rangesOf } from "./swimlane/lanes.ts";
import { truthText } from "./turns-text.ts";

/** Of a state in the end: the JSON has all of it. */
const STATE = 400;
/** Of the nodes that nobody singled out, so many are asked what they have heard. */
const MOST_ASKED = 6;

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

/** More changes than these are counted, and the first and the last of them are told. */
const MOST_CHANGES = 5;

/** `holds until step 4, and step 5 breaks it`. */
const courseText = (holds: readonly boolean[], kind: string): string => {
  const [yes, no] = kind === "sometimes" ? ["met", "not met"] : ["holds", "fails"];
  const say = (is: boolean): string => (is ? yes : no);
  const changes = holds.flatMap((is, at) => (at > 0 && is !== holds[at - 1] ? [at] : []));
  const [only, ...others] = changes;
  const isFirst = holds[0] ?? false;
  if (only === undefined) return `${say(isFirst)} from the start to the end`;
  const last = holds.length - 1;
  if (others.length === 0 && isFirst && only === last && kind !== "sometimes")
    return only === 1
      ? "holds at first, and step 1 breaks it"
      : `holds until step ${only - 1}, and step ${only} breaks it`;
  if (others.length === 0 && !isFirst) return `${yes} from step ${only} on`;
  const told = changes.map((at) => `${say(holds[at] ?? false)} from step ${at}`);
  const left = told.length - MOST_CHANGES;
  const short =
    left > 0 ? [...told.slice(0, MOST_CHANGES - 1), `… ${left} more`, ...told.slice(-1)] : told;
  return `${[`${say(isFirst)} at first`, ...short].join(", ")} on`;
};

/** Of faults, and of lies: the picture has all of them. */
const MOST_TOLD = 12;

const wrongText = (
  { steps }: Counterexample,
  inRounds: boolean,
  width: number,
): readonly string[] => {
  const faults = steps.flatMap((step, at) => {
    const midStep = step.unsent === null ? "" : ", and crashes in the middle of it";
    return FAULTS.has(step.action) || midStep !== ""
      ? [`step ${at + 1}: ${sentenceOf(step)}${midStep}`]
      : [];
  });
  const lies = steps.flatMap((step, at) =>
    step.reads.flatMap((read) => {
      if (!read.lie) return [];
      const said = read.message === null ? "nothing" : messageText(read.message);
      const truth = truthText(read.truth, read.message);
      const whom = `${read.from} tells ${step.node ?? "nobody"} ${said}`;
      return [`step ${at + 1}: ${whom} where a loyal node would say ${truth}`];
    }),
  );
  const block = (title: string, told: readonly string[]): readonly string[] =>
    told.length === 0
      ? []
      : [
          "",
          title,
          ...told.slice(0, MOST_TOLD).flatMap((one) => below(one, width)),
          ...(told.length > MOST_TOLD ? [`  … ${told.length - MOST_TOLD} more`] : []),
        ];
  return [...block("faults:", faults), ...(inRounds ? block("lies:", lies) : [])];
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
    ...(why === null ? [] : heardText(trace, why, width)),
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

const heardText = (
  { steps, initial, traitors }: Counterexample,
  { nodes, heard }: Why,
  width: number,
): readonly string[] => {
  const acted = new Set(steps.flatMap(({ node }) => (node === null ? [] : [node])));
  const asked = nodes.length > 0 ? nodes : Object.keys(initial).filter((node) => acted.has(node));
  return asked
    .filter((node) => !traitors.includes(node))
    .slice(0, MOST_ASKED)
    .flatMap((node) => {
      // A traitor takes no steps: what it says is told among the lies.
      const steps = Object.entries(heard[node] ?? {}).filter(
        ([other]) => other !== node && !traitors.includes(other),
      );
      const known = steps.flatMap(([other, step]) =>
        step === 0 ? [] : [`of ${other} up to step ${step}`],
      );
      const nothing = steps.flatMap(([other, step]) => (step === 0 ? [other] : []));
      const others = nothing.length > MOST_LISTED ? `${nothing.length} others` : listed(nothing);
      const told = [...known, ...(nothing.length === 0 ? [] : [`of ${others} nothing`])];
      return told.length === 0 ? [] : below(`${node} has heard ${told.join(", ")}`, width);
    });
};

/** More nodes than these of which nothing was heard are counted. */
const MOST_LISTED = 4;

const below = (text: string, width: number): readonly string[] =>
  folded(text, 4, width - 2).map((line) => `  ${line}`);

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

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
