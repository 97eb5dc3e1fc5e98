/** How long a search may go on: its limits of time and memory, and slices after which it rests. */
import { Interrupted } from "../errors.ts";
import type { Host } from "../host.ts";

export interface Limits {
  readonly maxStates: number;
  readonly maxDepth: number;
  /** In bytes. */
  readonly maxMemory: number;
  /** In seconds. */
  readonly timeout: number;
}

/** Seconds for which the expander runs before it lets others have their turn. */
const SLICE = 0.03;
/** Times that the expander asks whether it is tired, for one look at the clock. */
const ASKS_APART = 8;
/** The operating system is asked for the memory in use only every so often. */
export const LOOKS_APART = 64;

export class Patience {
  readonly host: Host;
  readonly #limits: Limits;
  /** The bytes that are needed soon. */
  readonly #ahead: () => number;
  readonly #since: number;
  #sliceEnds = 0;
  #tired = false;
  #asks = 0;
  #looks = 0;

  constructor(limits: Limits, host: Host, ahead: () => number) {
    this.#limits = limits;
    this.host = host;
    this.#ahead = ahead;
    this.#since = host.now();
  }

  get seconds(): number {
    return this.host.now() - this.#since;
  }

  /** Begins another slice. */
  begin(): void {
    this.#sliceEnds = this.host.now() + SLICE;
    this.#tired = false;
  }

  /** Whether the slice is over, by the last look. */
  get wasTired(): boolean {
    return this.#tired;
  }

  /** Whether the slice is over. The clock is not looked at every time: a level may be small. */
  get isTired(): boolean {
    if (this.#asks++ % ASKS_APART === 0) this.#tired = this.isOver;
    return this.#tired;
  }

  get isOver(): boolean {
    return this.host.now() >= this.#sliceEnds;
  }

  /** What has run out by now; memory is looked at only now and then, unless it has to be. */
  runOut(mustLook = false): "time" | "memory" | null {
    const { timeout } = this.#limits;
    if (timeout !== Infinity && this.seconds >= timeout) return "time";
    const looks = mustLook || this.#looks++ % LOOKS_APART === 0;
    return looks && this.#outOfMemory() ? "memory" : null;
  }

  /** Arrays grow when they are full: what they will need next has to be there too. */
  #outOfMemory(): boolean {
    const { maxMemory } = this.#limits;
    return maxMemory !== Infinity && this.host.memory() + this.#ahead() > maxMemory;
  }
}

/** Drafts of turns after which the clock is looked at. */
const WORK_APART = 1 << 13;

/** Throws when it is time to end, for work that has no end of its own in sight. */
export const pacing = (isOver: () => boolean): ((work: number) => void) => {
  let done = 0;
  return (work) => {
    done += work;
    if (done < WORK_APART) return;
    done = 0;
    if (isOver()) throw new Interrupted("a limit was reached within one turn");
  };
};
