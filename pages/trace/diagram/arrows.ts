/** Messages as arrows: one head for each that arrives, below each other where a turn reads many. */
import type { Flight } from "../../../checks/explanation/flight.ts";
import type { TraceView } from "../../../checks/reports/page/document.ts";
import { labelOf } from "./label.ts";
import { xOf, type Places, type Point } from "./places.ts";

export interface Arrow {
  readonly flight: Flight;
  readonly from: Point;
  readonly to: Point;
  /** A node that writes to itself: the arrow leaves its lane and comes back. */
  readonly isLoop: boolean;
  /** What is said; empty where many arrows are too close. */
  readonly label: string;
  readonly isPast: boolean;
}

/** More arrows than these at one step have no labels; lies are counted by themselves. */
const MOST_LABELLED = 8;
const APART = 15;

export const arrowsOf = ({ flights, trace }: TraceView, places: Places): readonly Arrow[] => {
  const heads = headsOf(flights, places);
  const arrows = flights.map((flight, at) => {
    const to = heads[at]!;
    const isLoop = flight.from === flight.to;
    const reads = trace.steps[(flight.ended ?? 0) - 1]?.reads ?? [];
    const others = flight.lie ? reads.filter(({ lie }) => lie) : reads;
    return {
      flight,
      from: tailOf(flight, to, places),
      to,
      isLoop,
      label: others.length > MOST_LABELLED ? "" : labelOf(flight),
      isPast: places.rows[flight.ended ?? flight.sent ?? 0]!.isPast,
    };
  });
  // What is drawn last lies above the others.
  return withoutCrowds(arrows).toSorted((a, b) => Number(a.flight.lie) - Number(b.flight.lie));
};

/** Every other message that does not arrive ends so far above the last ones. */
const RAISED = 13;

/** A label needs so many pixels down to the next one on its side. */
const LABEL = 11;

/** Where heads of one lane are too close, the labels between are left out. */
const withoutCrowds = (arrows: readonly Arrow[]): readonly Arrow[] => {
  const last = new Map<string, number>();
  return arrows.map((arrow) => {
    const { flight, from, to, label } = arrow;
    const side = JSON.stringify([flight.to, from.x <= to.x]);
    const isFree = Math.abs(to.y - (last.get(side) ?? -LABEL)) >= LABEL;
    if (label !== "" && isFree) last.set(side, to.y);
    return isFree ? arrow : { ...arrow, label: "" };
  });
};

/** Those of one row are spread over it, the last one where the node acts. */
const headsOf = (flights: readonly Flight[], places: Places): readonly Point[] => {
  const arriving = new Map<number, Flight[]>();
  for (const flight of flights)
    if (flight.ended !== null && !isToTraitor(flight, places))
      arriving.set(flight.ended, [...(arriving.get(flight.ended) ?? []), flight]);
  const pending = flights.filter(({ ended }) => ended === null);
  return flights.map((flight) => {
    const x = xOf(flight.to, places);
    if (flight.ended === null) {
      const isRaised = pending.indexOf(flight) % 2 === 1;
      const y = places.height - 2 - (isRaised ? RAISED : 0);
      return { x: between(xOf(flight.from, places), x, 0.8), y };
    }
    const { y, top, height, round } = places.rows[flight.ended]!;
    const all = arriving.get(flight.ended) ?? [];
    if (isToTraitor(flight, places)) return { x, y: top + 4 };
    const first = top + (round === null ? 14 : 36);
    const apart = Math.min(APART, (y - first) / Math.max(1, all.length - 1));
    const head = {
      x,
      y: Math.min(y, top + height) - (all.length - 1 - all.indexOf(flight)) * apart,
    };
    return isCutShort(flight) ? { x: between(xOf(flight.from, places), x, 0.72), y: head.y } : head;
  });
};

/** It reads between rounds. */
const isToTraitor = ({ to }: Flight, { lanes }: Places): boolean =>
  lanes.some(({ node, isTraitor }) => isTraitor && node === to);

/** What is lost or replaced never reaches its receiver. */
export const isCutShort = ({ fate }: Flight): boolean => fate === "lost" || fate === "replaced";

/** What a traitor says was said before the round in which it is read. */
const tailOf = (flight: Flight, head: Point, places: Places): Point => {
  const x = xOf(flight.from, places);
  if (flight.sent !== null) return { x, y: places.rows[flight.sent]!.y };
  const ended = places.rows[flight.ended ?? 0]!;
  const begins = places.rows.findLast(
    ({ number, round }) => round !== null && number <= ended.number,
  );
  return { x, y: Math.min(head.y - 6, (begins ?? ended).top + 8) };
};

const between = (a: number, b: number, share: number): number => a + (b - a) * share;
