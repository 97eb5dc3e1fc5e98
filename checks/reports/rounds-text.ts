/**
 * A counterexample in rounds, to be read aloud: round by round, what each node reads and does.
 * Where its rules are written is told the first time: the same few fire again and again.
 */
import type { Counterexample, Json, Read, Step } from "../report.ts";
import { grouped } from "./figures.ts";
import { printShort } from "./cut.ts";
import { broadcastsOf, changeOf, messageText, placesOf, sendsOf } from "./phrases.ts";
import { paint, tied, wrapped } from "./terminal.ts";

/** More messages than these are counted, and only the lies among them are told. */
const TOLD = 6;
/** Of what a node becomes; its whole state is told in the end. */
const CHANGE = 240;

export const roundsText = ({
  initial,
  steps,
}: Pick<Counterexample, "initial" | "steps">): readonly string[] => {
  const nodeWidth = Math.max(0, ...steps.map(({ node }) => node?.length ?? 0));
  const before: Record<string, Json> = { ...initial };
  const lines: string[] = [];
  const shown = new Set<string>();
  let round: number | null = null;
  for (const step of steps) {
    const clauses = clausesOf(step, before[step.node ?? ""] ?? null);
    before[step.node ?? ""] = step.state;
    if (clauses.length === 0) continue;
    if (step.round !== round) lines.push(`  ${paint("strong", `round ${step.round ?? "?"}`)}`);
    round = step.round;
    const places = placesOf([...step.reads, step]);
    const isNew = places !== "" && !shown.has(places);
    shown.add(places);
    lines.push(
      ...turnOf((step.node ?? "").padEnd(nodeWidth), isNew ? [...clauses, places] : clauses),
    );
  }
  return lines;
};

/** The name of the node stands before its first clause, and the others below that. */
const turnOf = (node: string, clauses: readonly string[]): readonly string[] =>
  clauses.map((clause, index) => {
    const start = `    ${index === 0 ? node : " ".repeat(node.length)}  `;
    return wrapped(start, clause, start.length + 2);
  });

/** None for an idle turn: nothing read, nothing changed, nothing sent. */
const clausesOf = (step: Step, before: Json): readonly string[] => {
  const changed = changeOf(before, step.state);
  const done = [
    ...(changed === null ? [] : [`becomes ${printShort(changed, CHANGE)}`]),
    ...sentOf(step.sends),
  ];
  const told = readsOf(step.reads);
  if (done.length + told.length === 0) return [];
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
  const among = lies.length === 1 ? "1 of them a lie" : `${grouped(lies.length)} of them lies`;
  const all = `reads ${grouped(reads.length)} messages`;
  return lies.length === 0
    ? [`${all}, all of them true`]
    : [`${all}, ${among}:`, ...lies.map((lie) => `  ${readText(lie)}`)];
};

const readText = (read: Read): string => {
  const { from, message, rule } = read;
  if (message === null) return `hears nothing from ${from}${lieText(read)}`;
  const ignored = rule === null ? ", and ignores it" : "";
  return `reads ${messageText(message)} from ${from}${ignored}${lieText(read)}`;
};

/** In words and not in colour alone: it has to be found on paper, and by a search. */
const lieText = ({ lie, message, truth }: Read): string => {
  if (!lie) return "";
  const loyal = `${tied("a loyal node would say")} ${truthText(truth, message)}`;
  return `  ${paint("bad", tied("<< LIE:"))} ${loyal}`;
};

const truthText = (truth: Read["truth"], said: Read["message"]): string => {
  if (truth === null) return "nothing";
  const text = messageText(truth);
  return truth.tag === said?.tag && text !== truth.tag ? text.slice(truth.tag.length + 1) : text;
};
