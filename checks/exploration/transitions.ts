/**
 * The transition memo: a cell -> the list of all that may happen to it, as words of one array for
 * each node. Derived from steps, without protocol code; the expander walks it millions of times.
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
import { grown } from "./byte-table.ts";
import type { CellTable } from "./cells.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { inputEvent, messageEvent, NONE, type StepMemo } from "./steps.ts";
import type { Turns } from "./turns.ts";

/** Flags of an entry. */
export const GATED = 1;
export const RECORDED = 2;
export const FAULT = 4;
export const SENDS_SHIFT = 8;

/** For an envelope that has no table of where a send of it leads. */
export const NO_TABLE: Int32Array = new Int32Array(0);

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

/**
 * Words of one node's lists; beyond them all are forgotten, and derived again when they are met. A
 * hub may have as many cells as there are states, and its lists are used about once; a node whose
 * lists are used again gets more room.
 */
const POOL_WORDS = 1 << 22;
const MOST_POOL_WORDS = 1 << 25;
/** Uses of a list, on the average, that make it worth keeping. */
const USED_AGAIN = 2;
/** Cells of one node for which a table of each envelope says where a send leads. */
const DIRECT_CELLS = 1 << 17;
/** Words of all these tables together; what does not fit them goes through a cache. */
const DIRECT_WORDS = 1 << 25;
const CACHE_BITS = 18;

/** The room of one node's lists. */
interface Room {
  /** How many it may have, and has. */
  words: number;
  top: number;
  /** Lists derived since the row at which it was last looked at. */
  derived: number;
  since: number;
}

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
  /** For each node the words of its lists, and where the list of each cell starts, or -1. */
  readonly pools: Int32Array[];
  readonly starts: Int32Array[];
  /**
   * For each envelope the receiver's next cell, by cell, or -1. Cells of high number are left out.
   */
  readonly direct: Int32Array[] = [];
  #directWords = 0;
  readonly #rooms: Room[];
  /** Actions without a gate of the list that is being written. */
  #counted = 0;
  /** For the other cells, triples: envelope + 1, cell, next cell. */
  #cache: Int32Array | null = null;

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
    this.pools = cells.map(() => new Int32Array(1 << 8));
    this.starts = cells.map(() => new Int32Array(1 << 6).fill(-1));
    this.#rooms = cells.map(() => ({ words: POOL_WORDS, top: 0, derived: 0, since: 0 }));
  }

  /**
   * Where the list of a cell starts in its node's pool, which is derived if it is not there.
   * @param row for which it is asked, of those that are expanded one after the other.
   */
  list(node: number, cell: number, row = 0): number {
    const known = this.starts[node]![cell] ?? -1;
    if (known >= 0) return known;
    this.#forget(node, row);
    return this.#derive(node, cell);
  }

  /** The receiver's cell after an envelope has been sent to it. */
  send(envelope: number, cell: number): number {
    const cells = this.#cells[this.#envelopes.receiver(envelope)]!;
    // In rounds there are many envelopes, and each meets few cells: tables would be mostly empty.
    if (this.#instance.network === "rounds") return cells.send(cell, envelope);
    while (this.direct.length <= envelope) this.direct.push(new Int32Array(1 << 4).fill(-1));
    if (!this.#hasTable(envelope, cell)) return this.#cachedSend(cells, envelope, cell);
    const table = this.direct[envelope]!;
    if (table[cell]! < 0) table[cell] = cells.send(cell, envelope);
    return table[cell]!;
  }

  /** Whether a cell has its place in the table of an envelope, which grows as far as it may. */
  #hasTable(envelope: number, cell: number): boolean {
    const table = this.direct[envelope]!;
    if (cell < table.length) return true;
    const longer = Math.max(2 * table.length, cell + 1);
    if (cell >= DIRECT_CELLS || this.#directWords + longer > DIRECT_WORDS) return false;
    this.#directWords += longer - table.length;
    this.direct[envelope] = grown(table, longer, -1);
    return true;
  }

  /** Says that a gated entry was let through. */
  passed(step: number): void {
    if (step !== NONE) this.#steps.markFired(step);
  }

  #cachedSend(cells: CellTable, envelope: number, cell: number): number {
    const cache = (this.#cache ??= new Int32Array(3 << CACHE_BITS));
    const hash = Math.imul(Math.imul(cell, 0x9e3779b1) ^ envelope, 0x85ebca77);
    const at = 3 * (hash >>> (32 - CACHE_BITS));
    if (cache[at] === envelope + 1 && cache[at + 1] === cell) return cache[at + 2]!;
    const next = cells.send(cell, envelope);
    cache[at] = envelope + 1;
    cache[at + 1] = cell;
    cache[at + 2] = next;
    return next;
  }

  /** Makes room for another list: forgets those there are, unless they are used again and again. */
  #forget(node: number, row: number): void {
    const room = this.#rooms[node]!;
    if (room.top <= room.words) return;
    const areUsed = row - room.since >= USED_AGAIN * room.derived;
    if (areUsed && room.words < MOST_POOL_WORDS) room.words *= 2;
    else {
      room.top = 0;
      this.starts[node]!.fill(-1);
    }
    room.since = row;
    room.derived = 0;
  }

  #derive(index: number, cell: number): number {
    const room = this.#rooms[index]!;
    const start = room.top;
    room.derived++;
    room.top += 2;
    this.#counted = 0;
    if (this.#cells[index]!.isUp(cell)) this.#writeAll(this.#instance.nodes[index]!, cell);
    const pool = this.#poolOf(index, room.top);
    pool[start] = this.#counted;
    pool[start + 1] = room.top;
    if (cell >= this.starts[index]!.length)
      this.starts[index] = grown(this.starts[index]!, cell + 1, -1);
    this.starts[index]![cell] = start;
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
    this.#write(node, cell, flags, down, NONE, actionOf("crash", 0), node.crashBudget, NOTHING);
  }

  #writeTurns(node: Node, cell: number): void {
    for (const [place, { next, sends, fires }] of this.#turns.of(node, cell).entries()) {
      for (const step of fires) this.#steps.markFired(step);
      this.#write(node, cell, 0, next, NONE, actionOf("turn", place), -1, sends);
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
      this.#write(node, cell, 0, next, NONE, actionOf("discard", envelope), -1, NOTHING);
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
    if (gate < 0) this.#steps.markFired(step);
    this.#write(node, cell, flags, next, step, action, gate, this.#steps.sends(step));
  }

  /** Counts an action, and writes its entry if it may change anything. */
  #write(
    { index }: Node,
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
    const room = this.#rooms[index]!;
    let { top } = room;
    const words = flags | (sends.length << SENDS_SHIFT);
    room.top += entryLength(words);
    const pool = this.#poolOf(index, room.top);
    pool[top++] = words;
    pool[top++] = next - cell;
    pool[top++] = step;
    pool[top++] = action;
    if (gate >= 0) pool[top++] = gate;
    for (const envelope of sends) {
      pool[top++] = this.#envelopes.receiver(envelope);
      pool[top++] = envelope;
    }
  }

  #poolOf(node: number, words: number): Int32Array {
    if (words > this.pools[node]!.length) this.pools[node] = grown(this.pools[node]!, words);
    return this.pools[node]!;
  }
}
