/**
 * A turn in rounds, to be read aloud: what the node reads and does. Where its rules are written is
 * told the first time: the same few fire again and again.
 */
import type { Json, Read, Step } from "../report.ts";
import { grouped } from "./figures.ts";
import { messageText } from "./message-text.ts";
import { broadcastsOf, changesText, placesOf, sendsOf } from "./phrases.ts";
import type { Telling } from "./swimlane/swimlane.ts";
import { paint, TIED, tied, together } from "./terminal.ts";

/** More messages than these are counted, and only the lies among them are told. */
const TOLD = 6;

/**
 * For the turns of one trace, in order. None for an idle one: nothing read, changed or sent.
 * @param marks whether lies are told among the messages, or elsewhere.
 */
export const tellingOfTurns = (
  marks: "with-lies" | "lies-elsewhere" = "with-lies",
): ((step: Step, before: Readonly<Record<string, Json>>) => Telling | null) => {
  const shown = new Set<string>();
  return (step, before) => {
    const told = marks === "with-lies" ? readsOf(step.reads) : readsAlone(step.reads);
    const clauses = clausesOf(step, before[step.node ?? ""] ?? null, told);
    const [first, ...details] = clauses;
    if (first === undefined) return null;
    const places = placesOf([...step.reads, step]);
    const isNew = !shown.has(places.join());
    shown.add(places.join());
    return {
      sentence: `${step.node ?? "nobody"} ${first}`,
      details,
      places: isNew ? places : [],
    };
  };
};

const clausesOf = (step: Step, before: Json, told: readonly string[]): readonly string[] => {
  const changes = changesText(before, step.state);
  const done = [...(changes === null ? [] : [changes]), ...sentOf(step.sends)];
  if (done.length + told.length === 0) return [];
  if (told.length === 0) return [...sentOf(step.sends), ...(changes === null ? [] : [changes])];
  return [...told, ...(done.length === 0 ? ["changes nothing"] : done)];
};

const sentOf = (sends: Step["sends"]): readonly string[] => {
  const [first, ...others] = broadcastsOf(sends);
  if (first === undefined || others.length < TOLD) return sendsOf(sends);
  const [message, to] = first;
  return [`sends ${grouped(sends.length)} messages, the first of them ${message} to ${to}`];
};

const readsOf = (reads: readonly Read[]): readonly string[] => {
  if (reads.length <= TOLD) return reads.map(readText);
  const lies = reads.filter(({ lie }) => lie);
  return lies.length === 0
    ? [countText(reads)]
    : [`${countText(reads)}:`, ...lies.map((lie) => `  ${readText(lie)}`)];
};

/** The same without a word on each lie. */
const readsAlone = (reads: readonly Read[]): readonly string[] =>
  reads.length <= TOLD
    ? reads.map((read) => readText({ ...read, lie: false }))
    : [countText(reads)];

const countText = (reads: readonly Read[]): string => {
  const lies = reads.filter(({ lie }) => lie).length;
  const some = lies === 1 ? "1 of them a lie" : `${grouped(lies)} of them lies`;
  const among = lies === 0 ? "all of them true" : some;
  return `reads ${grouped(reads.length)} messages, ${among}`;
};

const readText = (read: Read): string => {
  const { from, message, rule } = read;
  if (message === null) return `hears nothing from${TIED}${from}${lieText(read)}`;
  const ignored = rule === null ? ", and ignores it" : "";
  return `reads ${messageText(message)} from${TIED}${from}${ignored}${lieText(read)}`;
};

/** In words and not in colour alone: it has to be found on paper, and by a search. */
const lieText = ({ lie, message, truth }: Read): string => {
  if (!lie) return "";
  const loyal = `${tied("a loyal node would say")} ${together(truthText(truth, message))}`;
  return `  ${paint("bad", tied("<< LIE:"))} ${loyal}`;
};

export const truthText = (truth: Read["truth"], said: Read["message"]): string => {
  if (truth === null) return "nothing";
  const text = messageText(truth);
  return truth.tag === said?.tag && text !== truth.tag ? text.slice(truth.tag.length + 1) : text;
};
