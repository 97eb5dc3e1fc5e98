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
import { deliverable } from "../network/inbox.ts";
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

/** Words of one node's lists; beyond it all of them are forgotten, and derived again when met. */
const POOL_WORDS = 1 << 25;
/** Cells of one node for which a table of each envelope says where a send leads. */
const DIRECT_CELLS = 1 << 17;
/** Words of all these tables together; what does not fit them goes through a cache. */
const DIRECT_WORDS = 1 << 25;
const CACHE_BITS = 18;

interface Entry {
  readonly flags: number;
  readonly next: number;
  readonly step: number;
  /** All steps that are taken; in rounds there may be several. */
  readonly fires: readonly number[];
  readonly action: number;
  readonly gate: number;
  readonly sends: readonly number[];
}

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
  readonly #tops: number[];
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
    this.#tops = cells.map(() => 0);
  }

  /** Where the list of a cell starts in its node's pool, which is derived if it is not there. */
  list(node: number, cell: number): number {
    const known = this.starts[node]![cell] ?? -1;
    return known >= 0 ? known : this.#derive(node, cell);
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
    if (cache[at] !== envelope + 1 || cache[at + 1] !== cell)
      cache.set([envelope + 1, cell, cells.send(cell, envelope)], at);
    return cache[at + 2]!;
  }

  #derive(index: number, cell: number): number {
    const cells = this.#cells[index]!;
    if (this.#tops[index]! > POOL_WORDS) {
      this.#tops[index] = 0;
      this.starts[index]!.fill(-1);
    }
    const start = this.#tops[index]!;
    let [counted, top] = [0, start + 2];
    const entries = cells.isUp(cell) ? this.#entries(this.#instance.nodes[index]!, cell) : [];
    for (const entry of entries) {
      if ((entry.flags & GATED) === 0) {
        counted++;
        for (const step of entry.fires) this.#steps.markFired(step);
      }
      const idle = entry.next === cell && entry.sends.length === 0;
      if (!idle || (entry.flags & (GATED | RECORDED)) !== 0)
        top = this.#write(index, cell, top, entry);
    }
    const pool = this.#room(index, top);
    pool[start] = counted;
    pool[start + 1] = top;
    this.#tops[index] = top;
    if (cell >= this.starts[index]!.length)
      this.starts[index] = grown(this.starts[index]!, cell + 1, -1);
    this.starts[index]![cell] = start;
    return start;
  }

  #entries(node: Node, cell: number): readonly Entry[] {
    if (this.#instance.network === "rounds") return this.#turnsOf(node, cell);
    const cells = this.#cells[node.index]!;
    const inputs = node.inputs.flatMap(({ kind, budget }, number) => {
      const step = this.#steps.step(node.index, cells.local(cell), inputEvent(number));
      const action = actionOf(kind, number);
      return step === NONE ? [] : [this.#taken(node, step, action, cells.inbox(cell), budget)];
    });
    return [...this.#deliveries(node, cell), ...inputs, ...this.#faults(node, cell)];
  }

  #turnsOf(node: Node, cell: number): readonly Entry[] {
    return this.#turns.of(node, cell).map(({ next, sends, fires }, place) => {
      const action = actionOf("turn", place);
      return { flags: 0, next, step: NONE, fires, action, gate: -1, sends };
    });
  }

  #deliveries(node: Node, cell: number): readonly Entry[] {
    const { network } = this.#instance;
    const cells = this.#cells[node.index]!;
    const inbox = cells.inbox(cell);
    const envelopes = cells.envelopesIn(inbox).slice();
    return deliverable(network, envelopes, this.#envelopes).flatMap((at) => {
      const envelope = envelopes[at]!;
      const step = this.#steps.step(node.index, cells.local(cell), messageEvent(envelope));
      if (step === NONE && network !== "fifo") return [];
      const rest = cells.inboxAfter(inbox, at);
      if (step !== NONE) return [this.#taken(node, step, actionOf("deliver", envelope), rest, -1)];
      const next = cells.intern(cells.local(cell), rest, true);
      const action = actionOf("discard", envelope);
      return [{ flags: 0, next, step, fires: [], action, gate: -1, sends: [] }];
    });
  }

  #faults(node: Node, cell: number): readonly Entry[] {
    if (node.crashBudget < 0) return [];
    const cells = this.#cells[node.index]!;
    const next = cells.intern(cells.local(cell), cells.inbox(cell), false);
    const action = actionOf("crash", 0);
    const gate = node.crashBudget;
    return [{ flags: GATED | FAULT, next, step: NONE, fires: [], action, gate, sends: [] }];
  }

  #taken(node: Node, step: number, action: number, inbox: number, gate: number): Entry {
    const next = this.#cells[node.index]!.intern(this.#steps.after(step), inbox, true);
    const flags = (gate < 0 ? 0 : GATED) | (this.#history.records(step) ? RECORDED : 0);
    return { flags, next, step, fires: [step], action, gate, sends: this.#steps.sends(step) };
  }

  #write(node: number, cell: number, top: number, entry: Entry): number {
    const { flags, next, step, action, gate, sends } = entry;
    const words = [flags | (sends.length << SENDS_SHIFT), next - cell, step, action];
    if (gate >= 0) words.push(gate);
    for (const envelope of sends) words.push(this.#envelopes.receiver(envelope), envelope);
    this.#room(node, top + words.length).set(words, top);
    return top + words.length;
  }

  #room(node: number, words: number): Int32Array {
    if (words > this.pools[node]!.length) this.pools[node] = grown(this.pools[node]!, words);
    return this.pools[node]!;
  }
}
