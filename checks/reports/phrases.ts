/** The parts of sentences about what a node does: what it is told, becomes and sends. */
import type { Json, Step } from "../report.ts";
import { printShort } from "./cut.ts";
import { differencesOf, type ValueDifference } from "./differences.ts";
import { messageText } from "./message-text.ts";
import { harmless, together } from "./terminal.ts";

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
  broadcastsOf(sends).map(([message, to]) => together(`sends ${message} to ${to}`));

/** Of one value in a change; the whole states are told in the end. */
const VALUE = 240;
/** Members of a set or a list that one step adds. */
const MEMBERS = 6;

/**
 * `phase: working -> prepared; yes: + p2`, or null if nothing has changed.
 * @param most characters of one value.
 */
export const changesText = (before: Json, after: Json, most: number = VALUE): string | null => {
  const changes = differencesOf(before, after).map((change) => together(changeText(change, most)));
  return changes.length === 0 ? null : changes.join("; ");
};

const changeText = (
  { path, before, after, added, removed }: ValueDifference,
  most: number,
): string => {
  const name = path === "" ? "state" : harmless(path);
  const members = [
    ...added.map((member) => together(`+ ${printShort(member, most)}`)),
    ...removed.map((member) => together(`- ${printShort(member, most)}`)),
  ];
  if (members.length === 0)
    return `${name}: ${valueText(before, most)} -> ${valueText(after, most)}`;
  const more = members.length - MEMBERS;
  return `${name}: ${members.slice(0, MEMBERS).join(", ")}${more > 0 ? `, … ${more} more` : ""}`;
};

const valueText = (value: Json | undefined, most: number): string =>
  value === undefined ? "nothing" : printShort(value, most);

/** Where the rules that fired are written, each place once. */
export const placesOfRules = (rules: readonly Pick<Step, "source">[]): readonly string[] => [
  ...new Set(rules.flatMap(({ source }) => (source === null ? [] : [source]))),
];

/** The same, with the sections of the paper that they follow. */
export const placesOf = (rules: readonly Pick<Step, "source" | "section">[]): readonly string[] => {
  const places = rules.map(({ source, section }) => {
    const cited = section === null ? null : `(${section})`;
    return [source, cited].filter((part) => part !== null).join(" ");
  });
  return [...new Set(places)].filter((place) => place !== "");
};
