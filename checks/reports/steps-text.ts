/** A counterexample as a numbered sequence of sentences: who does what, and what it becomes. */
import { match } from "ts-pattern";
import type { Counterexample, Json, Step } from "../report.ts";
import { print } from "../schema/print.ts";
import { paint, tied, wrapped } from "./terminal.ts";

type States = Readonly<Record<string, Json>>;
type Sends = Step["sends"];

/** What was sent before anything happened; nothing, in most models. */
export const sentText = ({ sent }: Counterexample): readonly string[] => {
  const messages = sent.map((it) => `${messageText(it)} from ${it.from} to ${it.to}`);
  return messages.length === 0 ? [] : [wrapped("  on its way at first: ", messages.join("; "), 6)];
};

export const stepsText = ({ initial, steps }: Counterexample): readonly string[] => {
  const nodeWidth = Math.max(...steps.map(({ node }) => node.length));
  const numberWidth = String(steps.length).length;
  const before: Record<string, Json> = { ...initial };
  return steps.map((step, index) => {
    const number = String(index + 1).padStart(numberWidth);
    const start = `  ${number}  ${step.node.padEnd(nodeWidth)}  `;
    const sentence = sentenceOf(step, before[step.node] ?? null);
    before[step.node] = step.state;
    return wrapped(start, `${sentence}${placeOf(step)}`);
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
    ...(changed === null ? [] : [`becomes ${changed}`]),
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
    .exhaustive();
};

const messageText = ({ tag, payload }: { tag: string; payload: Json }): string =>
  isRecord(payload) && Object.keys(payload).length === 0 ? tag : `${tag} ${print(payload)}`;

/** A broadcast is one envelope for each receiver; it is told as one. */
const sendsOf = (sends: Sends): readonly string[] => {
  const receivers = new Map<string, string[]>();
  for (const send of sends) {
    const text = messageText(send);
    receivers.set(text, [...(receivers.get(text) ?? []), send.to]);
  }
  return [...receivers].map(([text, to]) => `sends ${text} to ${to.join(", ")}`);
};

/** The fields that differ, or all of a state that has no fields; null if nothing does. */
const changeOf = (before: Json, after: Json): string | null => {
  if (same(before, after)) return null;
  if (!isRecord(before) || !isRecord(after)) return print(after);
  const gone = Object.keys(before).some((name) => !Object.hasOwn(after, name));
  const fields = Object.entries(after).filter(
    ([name, value]) => gone || !Object.hasOwn(before, name) || !same(before[name]!, value),
  );
  return print(Object.fromEntries(fields));
};

/** The engine writes equal values as equal JSON. */
const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

const isRecord = (value: Json): value is { readonly [field: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const placeOf = ({ source, section }: Step): string => {
  const cited = section === null ? null : `(${section})`;
  const parts = [source, cited].filter((part) => part !== null);
  return parts.length === 0 ? "" : `  ${paint("faint", tied(parts.join(" ")))}`;
};
