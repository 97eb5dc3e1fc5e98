/** Where an implementation and its model part, told as a counterexample is. */
import { match } from "ts-pattern";
import type { Difference, Reaction, ToldEvent } from "../conformance/report.ts";
import type { Json } from "../report.ts";
import { printShort } from "./cut.ts";
import { counted } from "./figures.ts";
import { harmlessTrace } from "./harmless-report.ts";
import { messageText } from "./message-text.ts";
import { placesOf, sendsOf } from "./phrases.ts";
import { sentText, tellingOfSteps } from "./steps-text.ts";
import { swimlane } from "./swimlane/swimlane.ts";
import { tellingOfTurns } from "./turns-text.ts";
import { harmless, paint, tied, wrapped } from "./terminal.ts";

/** Of a state: the JSON has all of it. */
const STATE = 400;

export const differenceText = (difference: Difference, inRounds: boolean): readonly string[] => {
  const trace = harmlessTrace({
    ...difference,
    steps: difference.path,
    length: 0,
    lies: 0,
    faults: 0,
    pending: [],
    path: null,
    why: null,
    minimal: false,
  });
  const before = swimlane(trace, inRounds ? tellingOfTurns() : tellingOfSteps);
  return [
    paint("strong", headlineOf(difference, inRounds)),
    ...sentText(trace),
    ...before,
    ...partingOf(difference),
  ];
};

const headlineOf = (difference: Difference, inRounds: boolean): string => {
  const { traitors } = difference;
  const who = traitors.length === 1 ? "traitor" : "traitors";
  const named = traitors.length === 0 ? "" : `; ${who}: ${harmless(traitors.join(", "))}`;
  return `difference: ${whenOf(difference, inRounds)}${named}`;
};

const whenOf = ({ event, path, told }: Difference, inRounds: boolean): string => {
  if (event === null) return "as it starts";
  if (path.length > 0) return `after ${counted(path.length, inRounds ? "turn" : "action")}`;
  if (inRounds) return "in the first turn";
  return told.length === 0 ? "at the first event" : "before the first action";
};

const partingOf = (difference: Difference): readonly string[] => {
  const { node, event, told, before, expected, actual, durable, fields, enabled } = difference;
  const happens = event === null ? "starts" : doingOf(event);
  const also = told.map((one) => `having been told ${eventText(one)}`).join(", ");
  const sentence = [`${harmless(node)} ${happens}`, also].filter((part) => part !== "").join(", ");
  const place = placesOf([difference])
    .map((one) => paint("faint", tied(one)))
    .join(", ");
  const rows: readonly (readonly [string, string])[] = [
    ["before", stateText(before)],
    ["model", `${enabled || event === null ? "" : "ignores it: "}${reactionText(expected)}`],
    ["implementation", "error" in actual ? harmless(actual.error) : reactionText(actual)],
    ...(durable === null
      ? []
      : ([
          ["after a restart", `model ${stateText(durable.expected)}`],
          ["", `implementation ${stateText(durable.actual)}`],
        ] as const)),
    ["differs in", fields.length === 0 ? "what it does at all" : harmless(fields.join(", "))],
  ];
  return [
    "",
    wrapped("", `${paint("bad", "then")} ${sentence}${place === "" ? "" : `  ${place}`}`, 2),
    ...rows.map(([name, text]) => wrapped(`  ${name.padEnd(15)}  `, text)),
  ];
};

const doingOf = (event: ToldEvent): string =>
  match(event.kind)
    .with("message", () => `receives ${eventText(event)}`)
    .with("timer", () => `is told of the expiry of ${eventText(event)}`)
    .with("request", () => `is given the request ${eventText(event)}`)
    .with("round", () => `ends round ${event.round}`)
    .with("restart", () => "starts again")
    .exhaustive();

const eventText = ({ tag, payload, from, kind, round }: ToldEvent): string => {
  if (kind === "round") return `the end of round ${round}`;
  const text = messageText({ tag: harmless(tag), payload });
  return from === null ? text : `${text} from ${harmless(from)}`;
};

const reactionText = ({ state, sends }: Reaction): string => {
  const sent = sends.map(({ to, tag, payload }) => ({
    to: harmless(to),
    tag: harmless(tag),
    payload,
  }));
  const said = sent.length === 0 ? ["sends nothing"] : sendsOf(sent);
  return [stateText(state), ...said].join(", ");
};

const stateText = (state: Json): string => printShort(state, STATE);
