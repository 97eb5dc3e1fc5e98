/** A trace as a picture beside its sentences: a lane for each node, a row for each step. */
import type { Counterexample, Json, Step } from "../../report.ts";
import { changedBy, downBy } from "../endings.ts";
import { folded, lengthOf, paint, plain, tied, untied, widthMax, wrapped } from "../terminal.ts";
import { headingOf, lanesFor, rangesOf, type Lanes } from "./lanes.ts";
import { lanesAlone, pictureOf } from "./marks.ts";

/** What is said about a step: a sentence, what else there is, and where its rules are written. */
export interface Telling {
  readonly sentence: string;
  readonly details: readonly string[];
  readonly places: readonly string[];
}

/** Null where there is nothing to be told of a step, and it is left out. */
type Teller = (step: Step, before: Readonly<Record<string, Json>>) => Telling | null;

/** The part of a trace that is drawn; without the reasons, all steps count alike. */
type Drawn = Pick<Counterexample, "initial" | "steps" | "traitors" | "why">;

interface Row {
  readonly number: number;
  readonly step: Step;
  readonly telling: Telling;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
}

export const swimlane = (
  trace: Drawn,
  tell: Teller,
  width: number = widthMax,
): readonly string[] => {
  const rows = rowsOf(trace, tell);
  if (rows.length === 0) return [];
  const all = nodesOf(trace.initial, rows);
  const active = activeIn(rows);
  const idle = all.filter((node) => !active.has(node));
  const lanes = lanesFor(
    all.filter((node) => active.has(node)),
    trace.steps.length,
    width,
  );
  const past = trace.why === null ? null : new Set(trace.why.past);
  const isBeside = rows.some(({ number }) => past !== null && !past.has(number));
  const others = wrapped("  others: ", `${rangesOf(idle)} (idle)`, 4, width);
  const aside = wrapped("  ", "~ marks a step on which the end does not depend.", 4, width);
  const idleTurns = wrapped("  ", "Turns in which nothing happens are left out.", 4, width);
  let round: number | null = null;
  return [
    ...headingOf(lanes, trace.traitors, width),
    ...rows.flatMap((row) => {
      const isNew = row.step.round !== round;
      round = row.step.round;
      const heading = isNew && round !== null ? [roundOf(round, row, lanes)] : [];
      return [...heading, ...linesOf(row, lanes, past === null || past.has(row.number))];
    }),
    ...(idle.length === 0 ? [] : [others]),
    ...(rows.length < trace.steps.length ? [idleTurns] : []),
    ...(isBeside ? [aside] : []),
  ];
};

/** With what each step found, and without those of which there is nothing to tell. */
const rowsOf = ({ initial, steps }: Drawn, tell: Teller): readonly Row[] => {
  const states: Record<string, Json> = { ...initial };
  let down: ReadonlySet<string> = new Set();
  return steps.flatMap((step, index) => {
    const [telling, before] = [tell(step, states), down];
    for (const { node, state } of changedBy(step)) states[node] = state;
    down = downBy(step, before);
    return telling === null ? [] : [{ number: index + 1, step, telling, before, after: down }];
  });
};

const activeIn = (rows: readonly Row[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap(({ step: { node, from, reads, side, partners } }) => [
      ...(node === null ? [] : [node]),
      ...(from === null ? [] : [from]),
      ...reads.map((read) => read.from),
      ...side,
      ...partners.map((partner) => partner.node),
    ]),
  );

const nodesOf = (initial: Drawn["initial"], rows: readonly Row[]): readonly string[] => [
  ...new Set([...Object.keys(initial), ...activeIn(rows)]),
];

const roundOf = (round: number, { before }: Row, lanes: Lanes): string => {
  const title = paint("strong", `round ${round}`);
  return lanes.isBelow
    ? `  ${title}`
    : `${" ".repeat(lanes.start)}${lanesAlone(lanes, before)}${title}`;
};

const linesOf = (row: Row, lanes: Lanes, isPast: boolean): readonly string[] => {
  const { number, step, telling, before, after } = row;
  const { start, isBelow } = lanes;
  const label = `${isPast ? " " : "~"}${number}`.padStart(start - 1);
  const picture = `${label} ${pictureOf(step, lanes, before)}`;
  const later = `${" ".repeat(start)}${lanesAlone(lanes, after)}`;
  const told = tellingLines(telling, lanes.room);
  const lines = isBelow
    ? [picture, ...told.map((line) => `      ${line}`)]
    : told.map((line, at) => (at === 0 ? picture : later) + line);
  return lines.map((line) => (isPast ? line : paint("faint", plain(line))).trimEnd());
};

const DETAIL = "  ";

const tellingLines = ({ sentence, details, places }: Telling, room: number): readonly string[] => {
  const lines = [
    ...folded(sentence, 2, room),
    ...details.flatMap((detail) =>
      folded(detail, 2, room - DETAIL.length).map((line) => DETAIL + line),
    ),
  ];
  const shown = places.map(tied).join(", ");
  const last = lines.at(-1) ?? "";
  if (shown === "") return lines;
  return lengthOf(last) + 2 + lengthOf(shown) <= room
    ? [...lines.slice(0, -1), `${last}  ${paint("faint", untied(shown))}`]
    : [
        ...lines,
        ...folded(shown, 2, room - DETAIL.length).map((line) => DETAIL + paint("faint", line)),
      ];
};
