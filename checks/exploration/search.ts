/**
 * Breadth-first search, level by level, within limits. Puts the tables together, lets the expander
 * run in slices of some milliseconds, and says what was covered.
 */
import { Interrupted, OutOfMemory } from "../errors.ts";
import type { Host } from "../host.ts";
import type { Instance } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import { Judge } from "../properties/judge.ts";
import type { CheckOptions, CheckReport, Progress } from "../report.ts";
import { BATCH } from "./batch.ts";
import { Expander } from "./expander.ts";
import { pathTo, type Path } from "./path.ts";
import { inOrder, startsOf, type Start } from "./starts.ts";
import { tablesOf, type Tables } from "./tables.ts";

export interface Limits {
  readonly maxStates: number;
  readonly maxDepth: number;
  /** In bytes. */
  readonly maxMemory: number;
  /** In seconds. */
  readonly timeout: number;
}

export type Watching = Pick<CheckOptions, "onProgress" | "signal">;

/** Seconds for which the expander runs before it lets others have their turn. */
const SLICE = 0.03;
/** Times that the expander asks whether it is tired, for one look at the clock. */
const ASKS_APART = 8;
/** The operating system is asked for the memory in use only every so often. */
const LOOKS_APART = 64;
/** Drafts of turns after which the clock is looked at, and how many of them a rule is worth. */
const WORK_APART = 1 << 13;
const RUN = 1 << 6;
/** Rows for which there has to be memory before they are there: what may come between two looks. */
const AHEAD = LOOKS_APART * BATCH;

export class Search {
  readonly tables: Tables;
  readonly judge: Judge;
  stopped: CheckReport["stopped"] = null;
  /** The first row of each level that has been reached. */
  readonly levels: number[] = [];
  /** Told of every row in which nothing can happen any more, except a fault. */
  onQuiescent: ((row: number) => void) | null = null;

  #starts: readonly Start[] = [];
  readonly #expander: Expander;
  readonly #limits: Limits;
  readonly #host: Host;
  readonly #since: number;
  #sliceEnds = 0;
  #tired = false;
  #asks = 0;
  #row = 0;
  #looks = 0;

  constructor(instance: Instance, claims: readonly Claim[], limits: Limits, host: Host) {
    this.#limits = limits;
    this.#host = host;
    this.#since = host.now();
    this.tables = tablesOf(instance, readsHistory(instance, claims));
    this.judge = new Judge(this.tables, claims, instance.scenario.within);
    this.#expander = new Expander(this.tables, {
      found: (first) => this.judge.found(this.#expander.store, first),
      quiescent: (row) => {
        this.judge.quiescent(this.#expander.store, row);
        this.onQuiescent?.(row);
      },
      retracted: (row) => this.judge.retract(row),
      interrupted: () => this.#isExhausted(),
      tired: () => this.#isTired(),
    });
    this.#expander.limit = limits.maxStates;
  }

  /** Throws when it is time to end, for work that has no end of its own in sight. */
  pacing(isOver: () => boolean): (work: number) => void {
    let done = 0;
    return (work) => {
      done += work;
      if (done < WORK_APART) return;
      done = 0;
      if (isOver()) throw new Interrupted("a limit was reached within one turn");
    };
  }

  get states(): number {
    return this.#expander.store.size - this.judge.outside.length;
  }

  get initial(): number {
    return this.#starts.length;
  }

  get generated(): number {
    return this.#starts.length + this.#expander.generated;
  }

  /** Levels that hold a state within the bounds. */
  get depth(): number {
    const { outside } = this.judge;
    let row = this.#expander.store.size - 1;
    for (let at = outside.length - 1; at >= 0 && outside[at] === row; at--) row--;
    return this.levelOf(row);
  }

  /** Whether every state within the bounds has been expanded, so that nothing is unknown. */
  get isComplete(): boolean {
    const { outside } = this.judge;
    const left = this.#expander.store.size - this.#row;
    return this.stopped === null && left === outside.length - lowerBound(outside, this.#row);
  }

  get seconds(): number {
    return this.#host.now() - this.#since;
  }

  /** Which level a row is on; the initial states are on level 1. */
  levelOf(row: number): number {
    let level = this.levels.length;
    while (level > 0 && this.levels[level - 1]! > row) level--;
    return level;
  }

  /** A cell for each node, and what no node holds. */
  columnsOf(row: number): readonly number[] {
    return this.#expander.store.columns(row);
  }

  /** How the nodes started, and the actions from there to a row. */
  pathTo(row: number): Path & Pick<Start, "outcomes" | "columns"> {
    const path = pathTo(this.#expander.store, this.tables, row);
    const { outcomes, columns } = this.#starts[path.initial]!;
    return { ...path, outcomes, columns };
  }

  /** Searches until all is explored, a level has a violation, or a limit is reached. */
  async run({ onProgress, signal }: Watching): Promise<void> {
    const { store } = this.#expander;
    const rest = async (): Promise<void> => {
      onProgress?.(this.#progress());
      await this.#host.pause();
      if (signal?.aborted === true) this.stopped ??= "interrupt";
    };
    const { steps, turns } = this.tables;
    const work = this.pacing(() => this.#isExhausted());
    turns.reader.onWork = work;
    steps.onRun = () => work(RUN);
    await this.#findStarts(rest);
    this.levels.push(0);
    this.#withinMemory(() => {
      for (const { columns } of this.#starts) this.#expander.addInitial(columns);
    });
    if (store.size < this.#starts.length) this.stopped ??= "states";
    await this.#restFor(rest);
    while (this.stopped === null && !this.judge.broken && this.#row < store.size) {
      const to = store.size;
      if (this.levels.length >= this.#limits.maxDepth) this.#closeFrontier(to);
      while (this.#row < to && this.stopped === null) {
        this.#withinMemory(() => this.#expandSlice(to));
        if (this.#tired) await this.#restFor(rest);
      }
      if (this.stopped !== null) this.#withinMemory(() => this.#expander.finish());
      if (this.#expander.goesOnAtLimit && this.#expander.refused) this.stopped ??= "depth";
      if (store.size > to) this.levels.push(to);
    }
    turns.reader.onWork = () => {};
    steps.onRun = () => {};
    await rest();
  }

  /** Lets others have their turn, and begins another slice. */
  async #restFor(rest: () => Promise<void>): Promise<void> {
    await rest();
    this.#sliceEnds = this.#host.now() + SLICE;
    this.#tired = false;
  }

  /** Whether the slice is over. The clock is not looked at every time: a level may be small. */
  #isTired(): boolean {
    if (this.#asks++ % ASKS_APART === 0) this.#tired = this.#host.now() >= this.#sliceEnds;
    return this.#tired;
  }

  /** Lets others have their turn, and says whether what follows the search should end too. */
  async rest({ signal }: Watching): Promise<boolean> {
    await this.#host.pause();
    return signal?.aborted === true || this.isSpent();
  }

  /** Whether time or memory has run out by now. */
  isSpent(): boolean {
    return this.#outOfTime() || this.#outOfMemory();
  }

  /** An array that the machine has no room for ends the search as a limit would. */
  #withinMemory(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#endedBy(error);
    }
  }

  #endedBy(error: unknown): void {
    if (error instanceof OutOfMemory) this.stopped = "memory";
    else if (!(error instanceof Interrupted)) throw error;
  }

  /**
   * Expands rows for one slice of time, and leaves out those outside the scenario's bounds. However
   * short the slice, one stretch of rows is begun.
   */
  #expandSlice(to: number): void {
    const { outside } = this.judge;
    do {
      const at = lowerBound(outside, this.#row);
      if (outside[at] === this.#row) {
        this.#row++;
        continue;
      }
      const { row, stop } = this.#expander.expand(this.#row, Math.min(to, outside[at] ?? to));
      this.#row = row;
      if (stop === "limit") this.stopped ??= "states";
    } while (this.#row < to && this.stopped === null && !this.#tired);
  }

  /** Whether time or memory has run out. Asked inside a row too: it may have many successors. */
  #isExhausted(): boolean {
    if (this.#outOfTime()) this.stopped ??= "time";
    if (this.#looks++ % LOOKS_APART === 0 && this.#outOfMemory()) this.stopped ??= "memory";
    return this.stopped !== null;
  }

  /** The rows below `to` are the last: they are expanded and judged, and nothing more is stored. */
  #closeFrontier(to: number): void {
    this.#expander.limit = to;
    this.#expander.goesOnAtLimit = true;
  }

  #outOfTime(): boolean {
    return this.#limits.timeout !== Infinity && this.seconds >= this.#limits.timeout;
  }

  /** Arrays grow when they are full: what they will need next has to be there too. */
  #outOfMemory(): boolean {
    const { maxMemory } = this.#limits;
    if (maxMemory === Infinity) return false;
    const { store } = this.#expander;
    return this.#host.memory() + store.bytesFor(AHEAD) > maxMemory;
  }

  #progress(): Progress {
    return {
      states: this.states,
      generated: this.generated,
      depth: this.levels.length,
      frontier: this.#expander.store.size - this.#row,
      seconds: this.seconds,
      memory: this.#host.memory(),
    };
  }

  /** Finds every distinct initial state, as far as the limits allow. */
  async #findStarts(rest: () => Promise<void>): Promise<void> {
    const found = new Map<string, Start>();
    this.#sliceEnds = this.#host.now() + SLICE;
    try {
      for (const start of startsOf(this.tables)) {
        const name = start.columns.join();
        if (!found.has(name)) found.set(name, start);
        if (found.size > this.#limits.maxStates || this.#isExhausted()) break;
        if (this.#host.now() < this.#sliceEnds) continue;
        await rest();
        this.#sliceEnds = this.#host.now() + SLICE;
      }
    } catch (error) {
      this.#endedBy(error);
    }
    this.#starts = inOrder(found.values());
  }
}

/** The place of the first number of an ascending list that is not below `least`. */
const lowerBound = (numbers: readonly number[], least: number): number => {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (numbers[middle]! < least) from = middle + 1;
    else to = middle;
  }
  return from;
};
