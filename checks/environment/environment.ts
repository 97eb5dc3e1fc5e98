/**
 * What no node holds: the budgets that are left. Actions that spend one pass a gate, so that
 * nothing about the environment enters the memo of a cell.
 */
import { ByteTable, grown } from "../exploration/byte-table.ts";

/** Instead of an environment: the budget is used up. */
export const FORBIDDEN = -1;
/** In the table: never asked before. */
const UNKNOWN = -2;

export class Environment {
  readonly gates: number;
  /** The next environment for (environment, gate), at `environment * gates + gate`. */
  #table: Int32Array;
  readonly #known = new ByteTable();

  constructor(amounts: readonly number[]) {
    this.gates = amounts.length;
    this.#table = new Int32Array(Math.max(1, this.gates)).fill(UNKNOWN);
    this.#intern(amounts);
  }

  /** How many environments have been seen. The first, 0, has all budgets whole. */
  get size(): number {
    return this.#known.size;
  }

  /** What is left of each budget. */
  left(environment: number): readonly number[] {
    const bytes = this.#known.get(environment);
    return Array.from({ length: this.gates }, (_, gate) => readWord(bytes, gate));
  }

  /** The environment after one more use of a gate's budget, or `FORBIDDEN`. */
  spend(environment: number, gate: number): number {
    const known = this.#table[environment * this.gates + gate]!;
    if (known !== UNKNOWN) return known;
    const left = this.left(environment);
    const next =
      left[gate]! > 0
        ? this.#intern(left.map((amount, at) => (at === gate ? amount - 1 : amount)))
        : FORBIDDEN;
    this.#table[environment * this.gates + gate] = next;
    return next;
  }

  #intern(amounts: readonly number[]): number {
    const id = this.#known.intern(new Uint8Array(Uint32Array.from(amounts).buffer));
    const room = (id + 1) * this.gates;
    if (room > this.#table.length) this.#table = grown(this.#table, room, UNKNOWN);
    return id;
  }
}

const readWord = (bytes: Uint8Array, at: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(at * 4, true);
