/**
 * The transition memo: a cell -> the list of all that may happen to it, as words of one array.
 * Derived from steps, without protocol code; the inner loop walks them millions of times.
 *
 * A list is `[counted, end, entry...]`: `counted` actions pass no gate, and those of them that
 * change nothing have no entry. An entry is
 *
 *     [flags | sends << 8, next cell - cell, step, action, gate (if GATED), (receiver,
 * envelope)...]
 *
 * in the fixed order of actions: deliveries by sender and canonical bytes, timers, requests,
 * faults.
 */
import type { History } from "../environment/history.ts";
import type { Instance, Node } from "../model/instance.ts";
import { isDeliverable } from "../network/inbox.ts";
import type { ActionKind } from "../report.ts";
import type { CellTable } from "./cells.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { ListPool } from "./list-pool.ts";
import { inputEvent, messageEvent, NONE, type StepMemo } from "./steps.ts";
import type { Turns } from "./turns.ts";

/** Flags of an entry. */
export const GATED = 1;
export const RECORDED = 2;
export const FAULT = 4;
export const SENDS_SHIFT = 8;

/** Words of an entry, by its first. */
export const entryLength = (flags: number): number =>
  4 + (flags & GATED) + 2 * (flags >>> SENDS_SHIFT);

/** An entry as it is read outside the inner loop. */
export interface ReadEntry {
  /** Next cell - cell. */
  readonly delta: number;
  readonly action: number;
  readonly gate: number | null;
  /** The step that a recorder follows. */
  readonly recorded: number | null;
  readonly sends: readonly { readonly receiver: number; readonly envelope: number }[];
}

/** The entries of the list that starts at a place of a pool. */
export function* entriesOf(pool: Int32Array, start: number): Generator<ReadEntry> {
  const end = pool[start + 1]!;
  for (let at = start + 2; at < end;) {
    const flags = pool[at]!;
    const next = at + entryLength(flags);
    const firstSend = next - 2 * (flags >>> SENDS_SHIFT);
    yield {
      delta: pool[at + 1]!,
      recorded: (flags & RECORDED) === 0 ? null : pool[at + 2]!,
      action: pool[at + 3]!,
      gate: (flags & GATED) === 0 ? null : pool[at + 4]!,
      sends: Array.from({ length: flags >>> SENDS_SHIFT }, (_, index) => ({
        receiver: pool[firstSend + 2 * index]!,
        envelope: pool[firstSend + 2 * index + 1]!,
      })),
    };
    at = next;
  }
}

const KINDS: readonly ActionKind[] = ["deliver", "discard", "timer", "request", "crash", "turn"];
/**
 * An action as a number: its kind, and the envelope or input that it is about; of a turn, its place
 * among all that may come of it.
 */
export const kindOf = (action: number): ActionKind => KINDS[action & 7]!;
export const subjectOf = (action: number): number => action >> 3;
const actionOf = (kind: ActionKind, subject: number): number =>
  (subject << 3) | KINDS.indexOf(kind);

const NOTHING: readonly number[] = [];

interface Sources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  readonly cells: readonly CellTable[];
  readonly history: History;
  readonly turns: Turns;
}

export class TransitionMemo {
  readonly pool: ListPool;
  /** Actions without a gate of the list that is being written. */
  #counted = 0;
  /** The row for which it is written. */
  #row = 0;

  readonly #instance: Instance;
  readonly #envelopes: EnvelopeTable;
  readonly #steps: StepMemo;
  readonly #cells: readonly CellTable[];
  readonly #history: History;
  readonly #turns: Turns;

  constructor({ instance, envelopes, steps, cells, history, turns }: Sources) {
    this.#instance = instance;
    this.#envelopes = envelopes;
    this.#steps = steps;
    this.#cells = cells;
    this.#history = history;
    this.#turns = turns;
    this.pool = new ListPool(cells.length);
  }

  /**
   * Where the list of a cell starts, which is derived if it is not there.
   * @param row for which it is asked, of those that are expanded one after the other.
   */
  list(node: number, cell: number, row = 0): number {
    this.pool.reserve(node, cell + 1);
    const known = this.pool.starts[this.pool.firsts[node]! + cell]!;
    return known >= 0 ? known : this.#derive(node, cell, row);
  }

  /** Says that a gated entry was let through. */
  passed(step: number, row: number): void {
    if (step !== NONE) this.#steps.markFired(step, row);
  }

  #derive(index: number, cell: number, row: number): number {
    const cells = this.#cells[index]!;
    const start = this.pool.begin(row);
    this.#counted = 0;
    this.#row = row;
    if (cells.isUp(cell)) this.#writeAll(this.#instance.nodes[index]!, cell);
    this.pool.end(index, cell, start, this.#counted);
    return start;
  }

  #writeAll(node: Node, cell: number): void {
    if (this.#instance.network === "rounds") return this.#writeTurns(node, cell);
    this.#writeDeliveries(node, cell);
    const cells = this.#cells[node.index]!;
    for (let number = 0; number < node.inputs.length; number++) {
      const step = this.#steps.step(node.index, cells.local(cell), inputEvent(number));
      if (step === NONE) continue;
      const { kind, budget } = node.inputs[number]!;
      this.#writeStep(node, cell, step, actionOf(kind, number), cells.inbox(cell), budget);
    }
    if (node.crashBudget < 0) return;
    const down = cells.intern(cells.local(cell), cells.inbox(cell), false);
    const flags = GATED | FAULT;
    this.#write(cell, flags, down, NONE, actionOf("crash", 0), node.crashBudget, NOTHING);
  }

  #writeTurns(node: Node, cell: number): void {
    for (const [place, { next, sends, fires }] of this.#turns.of(node, cell).entries()) {
      for (const step of fires) this.#steps.markFired(step, this.#row);
      this.#write(cell, 0, next, NONE, actionOf("turn", place), -1, sends);
    }
  }

  #writeDeliveries(node: Node, cell: number): void {
    const { network } = this.#instance;
    const cells = this.#cells[node.index]!;
    const inbox = cells.inbox(cell);
    const local = cells.local(cell);
    const envelopes = cells.envelopesIn(inbox).slice();
    for (let at = 0; at < envelopes.length; at++) {
      if (!isDeliverable(network, envelopes, at, this.#envelopes)) continue;
      const envelope = envelopes[at]!;
      const step = this.#steps.step(node.index, local, messageEvent(envelope));
      if (step === NONE && network !== "fifo") continue;
      const rest = cells.inboxAfter(inbox, at);
      if (step !== NONE) {
        this.#writeStep(node, cell, step, actionOf("deliver", envelope), rest, -1);
        continue;
      }
      const next = cells.intern(local, rest, true);
      this.#write(cell, 0, next, NONE, actionOf("discard", envelope), -1, NOTHING);
    }
  }

  #writeStep(
    node: Node,
    cell: number,
    step: number,
    action: number,
    inbox: number,
    gate: number,
  ): void {
    const next = this.#cells[node.index]!.intern(this.#steps.after(step), inbox, true);
    const flags = (gate < 0 ? 0 : GATED) | (this.#history.records(step) ? RECORDED : 0);
    if (gate < 0) this.#steps.markFired(step, this.#row);
    this.#write(cell, flags, next, step, action, gate, this.#steps.sends(step));
  }

  /** Counts an action, and writes its entry if it may change anything. */
  #write(
    cell: number,
    flags: number,
    next: number,
    step: number,
    action: number,
    gate: number,
    sends: readonly number[],
  ): void {
    if ((flags & GATED) === 0) this.#counted++;
    const isIdle = next === cell && sends.length === 0;
    if (isIdle && (flags & (GATED | RECORDED)) === 0) return;
    const first = flags | (sends.length << SENDS_SHIFT);
    let at = this.pool.take(entryLength(first));
    const { words } = this.pool;
    words[at++] = first;
    words[at++] = next - cell;
    words[at++] = step;
    words[at++] = action;
    if (gate >= 0) words[at++] = gate;
    for (const envelope of sends) {
      words[at++] = this.#envelopes.receiver(envelope);
      words[at++] = envelope;
    }
  }
}
