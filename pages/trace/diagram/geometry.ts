/**
 * Where everything of a space-time diagram stands, in pixels: nodes side by side, time downwards.
 * A message goes from where it is sent to where it ends.
 */
import type { TraceView } from "../../../checks/reports/page/document.ts";
import type { Step } from "../../../checks/trace.ts";
import { arrowsOf, type Arrow } from "./arrows.ts";
import type { Places, Row } from "./places.ts";
import { spansOf, type Span } from "./spans.ts";

export interface Diagram extends Places {
  readonly arrows: readonly Arrow[];
  readonly spans: readonly Span[];
  readonly width: number;
  /** How high tilted names are; null where lanes are far enough apart for names that are not. */
  readonly tilted: number | null;
}

const LANE = { least: 36, most: 150, letter: 8, between: 18 } as const;
/** Beyond that, the names of lanes are tilted, and lanes are as close as they may be. */
const WIDE = 620;
const ROW = {
  first: 24,
  idle: 18,
  least: 40,
  read: 15,
  readShort: 7,
  most: 170,
  rest: 12,
  end: 38,
  heading: 22,
} as const;
/** With more messages than these in one turn, they stand closer. */
const MOST_APART = 8;

export const diagramOf = (view: TraceView): Diagram => {
  const { initial, traitors } = view.trace;
  const nodes = Object.keys(initial);
  const names = nodes.map((node) => (traitors.includes(node) ? `${node} traitor` : node));
  const longest = Math.max(0, ...names.map(({ length }) => length));
  const widest = Math.max(0, ...nodes.map(({ length }) => length));
  const named = Math.max(72, Math.min(LANE.most, widest * LANE.letter + LANE.between));
  const isTilted = named * nodes.length > WIDE;
  const gap = isTilted ? Math.max(LANE.least, Math.min(named, WIDE / nodes.length)) : named;
  const lanes = nodes.map((node, at) => ({
    node,
    x: Math.round(gap * (at + 0.5)),
    isTraitor: traitors.includes(node),
  }));
  const rows = rowsOf(view);
  const last = rows.at(-1)!;
  const height = last.top + last.height + ROW.end;
  const places = { lanes, rows, gap, height };
  return {
    ...places,
    tilted: isTilted ? Math.min(170, 22 + 0.8 * LANE.letter * longest) : null,
    width: Math.round(
      gap * (nodes.length - 0.5) + Math.max(gap / 2, signsBeside(view, nodes.at(-1))),
    ),
    arrows: arrowsOf(view, places),
    spans: spansOf(places),
  };
};

/** A letter of what stands beside a mark, about, and the mark. */
const SIGN = { letter: 6.5, mark: 16 } as const;

/** What the last lane needs on its right for the names of its timers and requests. */
const signsBeside = ({ trace: { steps } }: TraceView, last: string | undefined): number => {
  const signs = steps.flatMap(({ node, action, message }) =>
    node === last && action !== "deliver" ? [(message?.tag ?? action).length] : [],
  );
  return signs.length === 0 ? 0 : SIGN.mark + SIGN.letter * Math.max(...signs);
};

const START = {
  number: 0,
  top: 0,
  y: 10,
  round: null,
  step: null,
  isPast: true,
  isIdle: false,
} as const;

const rowsOf = ({ trace: { steps, why }, steps: told }: TraceView): readonly [Row, ...Row[]] => {
  const past = why === null ? null : new Set(why.past);
  const rows: [Row, ...Row[]] = [{ ...START, height: ROW.first }];
  let top: number = ROW.first;
  let round: number | null = null;
  for (const [at, step] of steps.entries()) {
    const isNew = step.round !== round;
    round = step.round;
    const heading = isNew && round !== null ? ROW.heading : 0;
    const isIdle = told[at]?.sentence === null;
    const height = heading + (isIdle ? ROW.idle : heightOf(step));
    const isPast = past === null || past.has(at + 1);
    const y = top + height - (isIdle ? ROW.idle / 2 : ROW.rest + 4);
    const begins = isNew ? round : null;
    rows.push({ number: at + 1, top, height, y, round: begins, step, isPast, isIdle });
    top += height;
  }
  return rows;
};

const heightOf = ({ reads }: Step): number => {
  const each = reads.length > MOST_APART ? ROW.readShort : ROW.read;
  return Math.max(ROW.least, Math.min(ROW.most, reads.length * each) + ROW.rest + 10);
};
