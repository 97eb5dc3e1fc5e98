/** Writes transition lists, one after the other. */
import type { History } from "../environment/history.ts";
import { isFaulty } from "./actions.ts";
import type { Coverage } from "./coverage.ts";
import { entryLength, FAULT, GATED, HEADER, JOINT, RECORDED, SENDS_SHIFT } from "./entries.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import type { ListPool } from "./list-pool.ts";
import { NONE, type StepMemo } from "./steps.ts";

/** What may happen, and what comes of it. */
export interface Entry {
  readonly action: number;
  readonly next: number;
  /** Or `NONE`. */
  readonly step: number;
  /** Or -1. */
  readonly gate: number;
  readonly sends: readonly number[];
}

export interface WriterSources {
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  readonly history: History;
  readonly coverage: Coverage;
}

export class ListWriter {
  readonly #pool: ListPool;
  readonly #sources: WriterSources;
  #start = 0;
  #node = 0;
  #cell = 0;
  #row = 0;
  #counted = 0;
  readonly #idle: number[] = [];

  constructor(pool: ListPool, sources: WriterSources) {
    this.#pool = pool;
    this.#sources = sources;
  }

  /** Begins the list of a cell, for a row. */
  begin(node: number, cell: number, row: number): void {
    this.#start = this.#pool.begin(HEADER);
    this.#node = node;
    this.#cell = cell;
    this.#row = row;
    this.#counted = 0;
    this.#idle.length = 0;
  }

  /** Ends it. Answers where it starts. */
  end(): number {
    const end = this.#pool.top;
    const at = this.#pool.take(this.#idle.length);
    this.#pool.words.set(this.#idle, at);
    const header = [this.#counted, end, 0, this.#pool.top, this.#node];
    this.#pool.words.set(header, this.#start);
    this.#pool.end(this.#node, this.#cell, this.#start);
    return this.#start;
  }

  /** Takes note of a rule that fires within an action, as in a turn. */
  note(step: number): void {
    const { steps, coverage } = this.#sources;
    coverage.fires(steps.rule(step), this.#row);
    this.#idle.push(-1, steps.rule(step));
  }

  /** Counts an action, and writes its entry if it may change anything. */
  write({ action, next, step, gate, sends }: Entry): void {
    const { steps, history, coverage } = this.#sources;
    const rule = step === NONE ? NONE : steps.rule(step);
    if (gate < 0) this.#counted++;
    if (gate < 0 && rule !== NONE) coverage.fires(rule, this.#row);
    const isRecorded = step !== NONE && history.records(step);
    const isIdle = next === this.#cell && sends.length === 0;
    if (isIdle && gate < 0 && !isRecorded) {
      this.#idle.push(action, rule);
      return;
    }
    const flags =
      (gate < 0 ? 0 : GATED) | (isRecorded ? RECORDED : 0) | (isFaulty(action) ? FAULT : 0);
    this.#put(flags, next - this.#cell, step, action, gate, sends);
  }

  /** Writes what the cells of several nodes decide together. */
  writeJoint(action: number, gate: number): void {
    this.#put(GATED | JOINT, 0, NONE, action, gate, NOTHING);
  }

  #put(
    flags: number,
    delta: number,
    step: number,
    action: number,
    gate: number,
    sends: readonly number[],
  ): void {
    const first = flags | (sends.length << SENDS_SHIFT);
    let at = this.#pool.take(entryLength(first));
    const { words } = this.#pool;
    words[at++] = first;
    words[at++] = delta;
    words[at++] = step;
    words[at++] = action;
    if (gate >= 0) {
      words[at++] = gate;
      words[at++] = 0;
    }
    for (const envelope of sends) {
      words[at++] = this.#sources.envelopes.receiver(envelope);
      words[at++] = envelope;
    }
  }
}

const NOTHING: readonly number[] = [];
