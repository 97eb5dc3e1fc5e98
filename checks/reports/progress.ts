/** One line on a terminal that is written over and over while a search runs. */
import type { Progress } from "../report.ts";
import { counted, grouped, memoryText, rateText, secondsText } from "./figures.ts";
import { harmless } from "./terminal.ts";

export interface ProgressLine {
  /** Absent where nobody watches: then the engine need not count for it. */
  readonly show?: (progress: Progress) => void;
  /** Of work that is no search: how far it is, after so many seconds. */
  readonly tell?: (text: string, seconds: number) => void;
  readonly clear: () => void;
}

/** Seconds between two lines; a search that ends sooner shows none. */
const PERIOD = 0.1;

const wipe = "\r\u001b[K";

export const progressLine = (
  what: string,
  to: NodeJS.WriteStream = process.stderr,
): ProgressLine => {
  if (!to.isTTY) return { clear: () => {} };
  let next = PERIOD;
  const tell = (far: string, seconds: number): void => {
    if (seconds < next) return;
    next = seconds + PERIOD;
    const text = `${harmless(what)}: ${far}`;
    // A longer line would wrap, and the next one could not write over all of it.
    to.write(wipe + text.slice(0, Math.max(20, to.columns - 1)));
  };
  return {
    show: (progress) => tell(progressText(progress), progress.seconds),
    tell,
    clear: () => void to.write(wipe),
  };
};

export const progressText = ({ states, depth, frontier, memory, seconds }: Progress): string =>
  [
    counted(states, "state"),
    rateText(states, seconds),
    `depth ${depth}`,
    `frontier ${grouped(frontier)}`,
    memoryText(memory),
    secondsText(seconds),
  ]
    .filter((part) => part !== "")
    .join(", ");
