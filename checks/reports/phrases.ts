/** The parts of sentences about what a node does: what it is told, becomes and sends. */
import type { Json, Step } from "../report.ts";
import { print } from "../schema/print.ts";
import { isRecord } from "./cut.ts";
import { paint, tied } from "./terminal.ts";

type Said = { readonly tag: string; readonly payload: Json };

export const messageText = ({ tag, payload }: Said): string =>
  isRecord(payload) && Object.keys(payload).length === 0 ? tag : `${tag} ${print(payload)}`;

/** A broadcast is one envelope for each receiver; it is told as one. */
export const broadcastsOf = (
  sends: Step["sends"],
): readonly (readonly [message: string, receivers: string])[] => {
  const receivers = new Map<string, string[]>();
  for (const send of sends) {
    const text = messageText(send);
    receivers.set(text, [...(receivers.get(text) ?? []), send.to]);
  }
  return [...receivers].map(([text, to]) => [text, to.join(", ")]);
};

export const sendsOf = (sends: Step["sends"]): readonly string[] =>
  broadcastsOf(sends).map(([message, to]) => `sends ${message} to ${to}`);

/** The fields that differ, or all of a state that has no fields; null if nothing does. */
export const changeOf = (before: Json, after: Json): Json | null => {
  if (same(before, after)) return null;
  if (!isRecord(before) || !isRecord(after)) return after;
  const gone = Object.keys(before).some((name) => !Object.hasOwn(after, name));
  const fields = Object.entries(after).filter(
    ([name, value]) => gone || !Object.hasOwn(before, name) || !same(before[name]!, value),
  );
  return Object.fromEntries(fields);
};

/** The engine writes equal values as equal JSON. */
const same = (a: Json, b: Json): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Where the rules that fired are written, each place once. */
export const placesOf = (rules: readonly Pick<Step, "source" | "section">[]): string => {
  const places = rules.map(({ source, section }) => {
    const cited = section === null ? null : `(${section})`;
    return [source, cited].filter((part) => part !== null).join(" ");
  });
  const known = [...new Set(places)].filter((place) => place !== "");
  return known.map((place) => paint("faint", tied(place))).join(", ");
};
