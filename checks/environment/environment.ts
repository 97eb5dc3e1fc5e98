/**
 * What no node holds: the budgets that are left, which links are cut, and who is down where
 * somebody has to know it of another. Whatever asks or changes it passes a gate, so that nothing
 * about the environment enters the memo of a cell.
 */
import { grown } from "../exploration/byte-table.ts";

/** Instead of an environment: the gate is shut. */
export const FORBIDDEN = -1;
/** In a table: never asked before. */
const UNKNOWN = -2;

/** What an action asks of the environment, and what it makes of it. */
export interface Gate {
  /** The pools that are charged. */
  readonly spends?: readonly number[];
  /** Links that must not be cut: `from * nodes + to`. */
  readonly open?: readonly number[];
  /** A node that has to be down, or up. */
  readonly isDown?: number;
  readonly isUp?: number;
  /** A link that has to be cut; or, where `isDown` is there too, the one or the other. */
  readonly isCut?: number;
  readonly goesDown?: number;
  readonly comesUp?: number;
  /** Links of which at least one must not be cut yet; then all are. */
  readonly cuts?: readonly number[];
  /** Something has to be cut; then nothing is. */
  readonly heals?: true;
}

export interface Surroundings {
  readonly left: readonly number[];
  /** Sets of nodes and of links, a bit for each. */
  readonly down: bigint;
  readonly cut: bigint;
}

export class Environment {
  readonly #known: Surroundings[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #gates: Gate[] = [];
  readonly #gateNumbers = new Map<string, number>();
  /** For each gate the next environment, by environment. */
  readonly #next: Int32Array[] = [];
  readonly #start: Surroundings;

  constructor(start: Surroundings) {
    this.#start = start;
    this.intern(start);
  }

  /** How many environments have been seen. The first, 0, is that of the start. */
  get size(): number {
    return this.#known.length;
  }

  /** Pools that were charged at least once. */
  get spent(): ReadonlySet<number> {
    const { left: whole } = this.#start;
    const pools = whole.keys();
    return new Set(
      [...pools].filter((at) => this.#known.some(({ left }) => left[at]! < whole[at]!)),
    );
  }

  value(environment: number): Surroundings {
    return this.#known[environment]!;
  }

  /** The number of a gate. */
  gate(gate: Gate): number {
    const key = JSON.stringify(gate);
    const known = this.#gateNumbers.get(key);
    if (known !== undefined) return known;
    this.#gateNumbers.set(key, this.#gates.length);
    this.#next.push(new Int32Array(4).fill(UNKNOWN));
    return this.#gates.push(gate) - 1;
  }

  /** The environment behind a gate, or `FORBIDDEN`. */
  pass(environment: number, gate: number): number {
    const table = this.#next[gate]!;
    const known = environment < table.length ? table[environment]! : UNKNOWN;
    return known === UNKNOWN ? this.#derive(environment, gate) : known;
  }

  #derive(environment: number, gate: number): number {
    const behind = passed(this.#known[environment]!, this.#gates[gate]!);
    const next = behind === null ? FORBIDDEN : this.intern(behind);
    const table = this.#next[gate]!;
    if (environment >= table.length) this.#next[gate] = grown(table, environment + 1, UNKNOWN);
    this.#next[gate]![environment] = next;
    return next;
  }

  intern(surroundings: Surroundings): number {
    const { left, down, cut } = surroundings;
    const key = `${left.join()} ${down} ${cut}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#known.length);
    return this.#known.push(surroundings) - 1;
  }
}

/** What is behind a gate; null: it is shut. */
const passed = (now: Surroundings, gate: Gate): Surroundings | null => {
  const { spends = [], open = [], isUp, goesDown, comesUp, cuts, heals } = gate;
  if (!hasReason(now, gate)) return null;
  if (isUp !== undefined && (now.down & bit(isUp)) !== 0n) return null;
  if ((now.cut & bits(open)) !== 0n) return null;
  if (cuts !== undefined && (now.cut | bits(cuts)) === now.cut) return null;
  if (heals === true && now.cut === 0n) return null;
  const left = spends.reduce((amounts, pool) => amounts.with(pool, amounts[pool]! - 1), now.left);
  if (left.some((amount) => amount < 0)) return null;
  let { down } = now;
  if (goesDown !== undefined) down |= bit(goesDown);
  if (comesUp !== undefined) down &= ~bit(comesUp);
  return { left, down, cut: heals === true ? 0n : now.cut | bits(cuts ?? []) };
};

const hasReason = ({ down, cut }: Surroundings, { isDown, isCut }: Gate): boolean => {
  if (isDown === undefined && isCut === undefined) return true;
  if (isDown !== undefined && (down & bit(isDown)) !== 0n) return true;
  return isCut !== undefined && (cut & bit(isCut)) !== 0n;
};

const bit = (at: number): bigint => 1n << BigInt(at);
/** A set of nodes or of links, a bit for each. */
export const bits = (places: readonly number[]): bigint =>
  places.reduce((set, at) => set | bit(at), 0n);
