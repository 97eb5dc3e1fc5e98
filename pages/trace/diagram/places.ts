/** Lanes and rows: what everything else in a diagram is placed by. */
import type { Step } from "../../../checks/trace.ts";

export interface Places {
  readonly lanes: readonly Lane[];
  /** One for each step, behind that of the start. */
  readonly rows: readonly Row[];
  /** From one lane to the next. */
  readonly gap: number;
  readonly height: number;
}

interface Lane {
  readonly node: string;
  readonly x: number;
  readonly isTraitor: boolean;
}

export interface Row {
  /** Of the step, from 1 on; 0: before the first. */
  readonly number: number;
  readonly top: number;
  readonly height: number;
  /** Where the node acts, and what it sends leaves. */
  readonly y: number;
  /** The round that begins with it, if one does. */
  readonly round: number | null;
  readonly step: Step | null;
  /** Whether the end depends on it. */
  readonly isPast: boolean;
  /** Whether it is a turn in which nothing happens. */
  readonly isIdle: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Of a node without a lane, the left edge. */
export const xOf = (node: string | null, { lanes }: Pick<Places, "lanes">): number =>
  lanes.find((lane) => lane.node === node)?.x ?? 0;
