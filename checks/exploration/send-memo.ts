/** Where a send leads: (envelope, cell of the receiver) -> next cell of the receiver. */
import type { Instance } from "../model/instance.ts";
import { grown } from "./byte-table.ts";
import type { CellTable } from "./cells.ts";
import type { EnvelopeTable } from "./envelopes.ts";

/** Cells of one node for which a table of each envelope says where a send leads. */
const DIRECT_CELLS = 2 ** 17;
/** Words of all these tables together; what does not fit them goes through a cache. */
const DIRECT_WORDS = 2 ** 25;
const CACHE_BITS = 18;

/** For an envelope that has no table. */
export const NO_TABLE: Int32Array = new Int32Array(0);

interface Sources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly cells: readonly CellTable[];
}

export class SendMemo {
  /** For each envelope the receiver's next cell, by cell, or -1; without cells of high number. */
  readonly direct: Int32Array[] = [];
  #directWords = 0;
  /** For the other cells, triples: envelope + 1, cell, next cell. */
  #cache: Int32Array | null = null;
  readonly #sources: Sources;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The receiver's cell after an envelope has been sent to it. */
  send(envelope: number, cell: number): number {
    const { instance, envelopes } = this.#sources;
    const cells = this.#sources.cells[envelopes.receiver(envelope)]!;
    // In rounds there are many envelopes, and each meets few cells: tables would be mostly empty.
    if (instance.inRounds) return cells.send(cell, envelope);
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
}
