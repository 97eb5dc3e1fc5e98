/**
 * Breadth-first search, level by level, within limits. Puts the tables together, lets the expander
 * run in slices of some milliseconds, and says what was covered.
 */
import { Interrupted, InvalidModel, OutOfMemory } from "../errors.ts";
import type { Host } from "../host.ts";
import type { Instance } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import { Judge, type Settlement } from "../properties/judge.ts";
import type { CheckOptions, CheckReport, Progress } from "../report.ts";
import { BATCH } from "./batch.ts";
import { Expander } from "./expander.ts";
import { lastInside, levelOf, lowerBound, statesByLevel } from "./levels.ts";
import { pathTo, type Path } from "./path.ts";
import { LOOKS_APART, pacing, Patience, type Limits } from "./patience.ts";
import { inOrder, startsOf, type Start } from "./starts.ts";
import { tablesOf, type Tables } from "./tables.ts";

/** From one of the initial states. */
export type Way = Path & Pick<Start, "outcomes" | "columns">;

export type Watching = Pick<CheckOptions, "onProgress" | "signal" | "goOn">;

type Rest = () => Promise<void>;

/** How many drafts of turns a rule is worth. */
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
  readonly #patience: Patience;
  #row = 0;

  constructor(instance: Instance, claims: readonly Claim[], limits: Limits, host: Host) {
    this.#limits = limits;
    this.#patience = new Patience(limits, host, () => this.#expander.store.bytesFor(AHEAD));
    this.tables = tablesOf(instance, readsHistory(instance, claims));
    this.judge = new Judge(this.tables, claims, instance.scenario);
    const { judge } = this;
    this.#expander = new Expander(this.tables, {
      stepping: judge.judgesSteps ? (batch) => judge.stepping(this.#expander.store, batch) : null,
      found: (first) => this.judge.found(this.#expander.store, first),
      quiescent: (row) => {
        this.judge.quiescent(this.#expander.store, row);
        this.onQuiescent?.(row);
      },
      retracted: (row) => this.judge.retract(row),
      interrupted: () => this.#isExhausted(),
      tired: () => this.#patience.isTired,
    });
    this.#expander.limit = limits.maxStates;
  }

  get states(): number {
    return this.#expander.store.size - this.judge.outside.length;
  }

  /** Whether it has gone on from the end of a trace. */
  get goesOn(): boolean {
    return this.#starts.some(({ past }) => past.length > 0);
  }

  get initial(): number {
    return this.#starts.length;
  }

  get generated(): number {
    return this.#starts.length + this.#expander.generated;
  }

  /** Levels that hold a state within the bounds. */
  get depth(): number {
    return this.levelOf(lastInside(this.judge.outside, this.found));
  }

  /** Whether every state within the bounds has been expanded, so that nothing is unknown. */
  get isComplete(): boolean {
    const { outside } = this.judge;
    const left = this.#expander.store.size - this.#row;
    return this.stopped === null && left === outside.length - lowerBound(outside, this.#row);
  }

  get seconds(): number {
    return this.#patience.seconds;
  }

  /** How many states of each level are within the bounds. */
  get statesByLevel(): readonly number[] {
    return statesByLevel(this.levels, this.judge.outside, this.found);
  }

  /** Which level a row is on; the initial states are on level 1. */
  levelOf(row: number): number {
    return levelOf(this.levels, row);
  }

  /** A cell for each node, and what no node holds. */
  columnsOf(row: number): readonly number[] {
    return this.#expander.store.columns(row);
  }

  /** The row that a row was found from; -1 for initial states. */
  parentOf(row: number): number {
    return this.#expander.store.parents.of(row);
  }

  /** On which level a claim was settled. */
  depthOf({ row, after }: Settlement): number {
    return this.levelOf(row) + (after === null ? 0 : 1);
  }

  /** How the nodes started, and the actions from there to a row, or to what may follow it. */
  pathTo(row: number, after: readonly number[] | null = null): Way {
    const path = pathTo(this.#expander.store, this.tables, row, after);
    const { outcomes, columns, past } = this.startAt(path.initial);
    return { ...path, actions: [...past, ...path.actions], outcomes, columns };
  }

  /** How the nodes started in an initial state. */
  startAt(row: number): Start {
    return this.#starts[row]!;
  }

  /** How many states were stored, those outside the bounds included. */
  get found(): number {
    return this.#expander.store.size;
  }

  /**
   * Searches until all is explored, a level has a violation, or a limit is reached.
   * @param from instead of the initial states.
   */
  async run(watching: Watching, from?: Start): Promise<void> {
    const isOver = (): boolean => this.judge.broken && watching.goOn !== true;
    await this.#work(watching, async (rest) => {
      await this.#begin(rest, from);
      while (this.#mayGoOn && !isOver()) await this.#expandLevel(rest);
    });
  }

  /** Expands one more level, after a search that a violation has ended; false if there is none. */
  async deepen(watching: Watching): Promise<boolean> {
    if (!this.#mayGoOn) return false;
    await this.#work(watching, (rest) => this.#expandLevel(rest));
    return true;
  }

  /** Does some work that ends where a limit is reached, and lets others have their turn. */
  async #work(
    { onProgress, signal }: Watching,
    body: (rest: Rest) => Promise<void>,
  ): Promise<void> {
    const rest = async (): Promise<void> => {
      onProgress?.(this.#progress());
      await this.#patience.host.pause();
      if (signal?.aborted === true) this.stopped ??= "interrupt";
    };
    const { steps, turns } = this.tables;
    const work = pacing(() => this.#isExhausted());
    turns.reader.onWork = work;
    steps.onRun = () => work(RUN);
    await body(rest);
    turns.reader.onWork = () => {};
    steps.onRun = () => {};
    this.tables.lists.addUp();
    await rest();
  }

  async #begin(rest: Rest, from: Start | undefined): Promise<void> {
    if (from === undefined) await this.#findStarts(rest);
    else this.#starts = [from];
    this.levels.push(0);
    this.#withinMemory(() => {
      for (const { columns } of this.#starts) this.#expander.addInitial(columns);
    });
    if (this.found < this.#starts.length) this.stopped ??= "states";
    await this.#restFor(rest);
  }

  /** Whether there are states left to expand, and something to expand them with. */
  get #mayGoOn(): boolean {
    return this.stopped === null && this.#row < this.found;
  }

  async #expandLevel(rest: Rest): Promise<void> {
    const to = this.found;
    if (this.levels.length >= this.#limits.maxDepth) this.#closeFrontier(to);
    while (this.#row < to && this.stopped === null) {
      this.#withinMemory(() => this.#expandSlice(to));
      if (this.#patience.wasTired) await this.#restFor(rest);
    }
    if (this.stopped !== null) this.#withinMemory(() => this.#expander.finish());
    if (this.#expander.goesOnAtLimit && this.#expander.refused) this.stopped ??= "depth";
    if (this.found > to) this.levels.push(to);
  }

  /** Lets others have their turn, and begins another slice. */
  async #restFor(rest: Rest): Promise<void> {
    await rest();
    this.#patience.begin();
  }

  /** Lets others have their turn, and says whether what follows the search should end too. */
  async rest({ signal }: Watching): Promise<boolean> {
    await this.#patience.host.pause();
    return signal?.aborted === true || this.isSpent();
  }

  /** Whether time or memory has run out by now. */
  isSpent = (): boolean => this.#patience.runOut(true) !== null;

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
    } while (this.#row < to && this.stopped === null && !this.#patience.wasTired);
  }

  /** Whether time or memory has run out. Asked inside a row too: it may have many successors. */
  #isExhausted(): boolean {
    this.stopped ??= this.#patience.runOut();
    return this.stopped !== null;
  }

  /** The rows below `to` are the last: they are expanded and judged, and nothing more is stored. */
  #closeFrontier(to: number): void {
    this.#expander.limit = to;
    this.#expander.goesOnAtLimit = true;
  }

  #progress(): Progress {
    return {
      states: this.states,
      generated: this.generated,
      depth: this.levels.length,
      frontier: this.#expander.store.size - this.#row,
      seconds: this.seconds,
      memory: this.#patience.host.memory(),
    };
  }

  /** Finds every distinct initial state, as far as the limits allow. */
  async #findStarts(rest: Rest): Promise<void> {
    const found = new Map<string, Start>();
    this.#patience.begin();
    try {
      for (const start of startsOf(this.tables)) {
        const name = start.columns.join();
        if (!found.has(name)) found.set(name, start);
        if (found.size > this.#limits.maxStates || this.#isExhausted()) break;
        if (this.#patience.isOver) await this.#restFor(rest);
      }
    } catch (error) {
      this.#endedBy(error);
    }
    if (found.size === 0 && this.stopped === null)
      throw new InvalidModel("there is no way in which all nodes may start", { rule: "initially" });
    this.#starts = inOrder(found.values());
  }
}
