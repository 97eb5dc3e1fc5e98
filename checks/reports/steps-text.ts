/** A counterexample as a numbered sequence of sentences: who does what, and what it becomes. */
import { match } from "ts-pattern";
import type { Counterexample, Json, Step } from "../report.ts";
import { print } from "../schema/print.ts";
import { changeOf, messageText, placesOf, sendsOf } from "./phrases.ts";
import { wrapped } from "./terminal.ts";

type States = Readonly<Record<string, Json>>;

/** What was sent before anything happened; nothing, in most models. */
export const sentText = ({ sent }: Pick<Counterexample, "sent">): readonly string[] => {
  const messages = sent.map((it) => `${messageText(it)} from ${it.from} to ${it.to}`);
  return messages.length === 0 ? [] : [wrapped("  on its way at first: ", messages.join("; "), 6)];
};

export const stepsText = ({
  initial,
  steps,
}: Pick<Counterexample, "initial" | "steps">): readonly string[] => {
  const nodeWidth = Math.max(...steps.map(({ node }) => node.length));
  const numberWidth = String(steps.length).length;
  const before: Record<string, Json> = { ...initial };
  return steps.map((step, index) => {
    const number = String(index + 1).padStart(numberWidth);
    const start = `  ${number}  ${step.node.padEnd(nodeWidth)}  `;
    const parts = [sentenceOf(step, before[step.node] ?? null), placesOf([step])];
    before[step.node] = step.state;
    return wrapped(start, parts.filter((part) => part !== "").join("  "));
  });
};

/** Every node as the last step leaves it. */
export const finalStates = ({ initial, steps }: Counterexample): States =>
  Object.fromEntries([
    ...Object.entries(initial),
    ...steps.map(({ node, state }) => [node, state] as const),
  ]);

const sentenceOf = (step: Step, before: Json): string => {
  const changed = changeOf(before, step.state);
  const clauses = [
    doingOf(step),
    ...(changed === null ? [] : [`becomes ${print(changed)}`]),
    ...sendsOf(step.sends),
  ];
  const idle = step.action !== "crash" && step.action !== "discard" && clauses.length === 1;
  return `${clauses.join(", ")}${idle ? ", changes nothing" : ""}${step.lie ? " (a lie)" : ""}`;
};

const doingOf = ({ action, message, from }: Step): string => {
  const what = message === null ? "something" : messageText(message);
  return match(action)
    .with("deliver", () => `receives ${what} from ${from ?? "nobody"}`)
    .with("discard", () => `discards ${what} from ${from ?? "nobody"}`)
    .with("timer", () => `on expiry of ${what}`)
    .with("request", () => `on request ${what}`)
    .with("crash", () => "crashes")
    .with("turn", () => "has its turn")
    .exhaustive();
};
