/** A step as a sentence: who does what, and what becomes of it. */
import { match } from "ts-pattern";
import type { Counterexample, Json, Sent, Step } from "../report.ts";
import { messageText } from "./message-text.ts";
import { broadcastsOf, changesText, placesOf, sendsOf } from "./phrases.ts";
import type { Telling } from "./swimlane/swimlane.ts";
import { TIED, wrapped } from "./terminal.ts";

type States = Readonly<Record<string, Json>>;

/** What was sent before anything happened; nothing, in most models. */
export const sentText = ({ sent }: Pick<Counterexample, "sent">): readonly string[] => {
  const messages = sent.map((it) => `${messageText(it)} from ${it.from} to ${it.to}`);
  return messages.length === 0 ? [] : [wrapped("  on its way at first: ", messages.join("; "), 6)];
};

/** Rules may fire and change nothing; of all else that is no surprise. */
const RULES_FIRE: ReadonlySet<Step["action"]> = new Set([
  "deliver",
  "timer",
  "request",
  "suspect",
  "joint",
]);

export const tellingOfSteps = (step: Step, before: States): Telling => {
  const own = step.node === null ? [] : [{ node: step.node, state: step.state }];
  const details = [...own, ...step.partners].flatMap(({ node, state }) => {
    const changes = changesText(before[node] ?? null, state);
    if (changes === null) return [];
    return [step.partners.length === 0 ? changes : `${node} ${changes}`];
  });
  const clauses = [
    sentenceOf(step),
    ...sendsOf(step.sends),
    ...(step.unsent === null ? [] : [crashText(step.unsent)]),
  ];
  const isIdle = RULES_FIRE.has(step.action) && clauses.length + details.length === 1;
  const ends = [...clauses, ...(isIdle ? ["changes nothing"] : [])];
  return {
    sentence: `${ends.join(", ")}${step.lie ? " (a lie)" : ""}`,
    details,
    places: placesOf([step]),
  };
};

/** `participant1 receives Yes from coordinator`: what happens, without what comes of it. */
export const sentenceOf = (step: Step): string => `${step.node ?? "the network"} ${doingOf(step)}`;

/** Of a node that stops in the middle of a step. */
const crashText = (unsent: readonly Sent[]): string => {
  if (unsent.length === 0) return "and crashes";
  const lost = broadcastsOf(unsent).map(([message, to]) => `${message} to ${to}`);
  return `and crashes before it sends ${lost.join(" and ")}`;
};

const doingOf = ({ action, message, from, side, partners }: Step): string => {
  const what = message === null ? "something" : messageText(message);
  const whose = `${what} from${TIED}${from ?? "nobody"}`;
  return match(action)
    .with("deliver", () => `receives ${whose}`)
    .with("discard", () => `discards ${whose}`)
    .with("timer", () => `on expiry of ${what}`)
    .with("request", () => `on request ${what}`)
    .with("crash", () => "crashes")
    .with("power-loss", () => "loses power, and what was not on disk")
    .with("restart", () => "starts again")
    .with("suspect", () => `on expiry of ${what}, which errs`)
    .with("drop", () => `loses ${whose} on its way`)
    .with("duplicate", () => `gets a second ${whose} on its way`)
    .with("joint", () => `${what} with ${partners.map(({ node }) => node).join(", ")}`)
    .with("partition", () => `parts ${side.join(", ")} from all others`)
    .with("one-way", () => `lets nothing pass from ${side.join(", ")} to the others`)
    .with("heal", () => "heals: every link is there again")
    .with("turn", () => "has its turn")
    .exhaustive();
};
