/**
 * One observation and the predicates over it. A row becomes a few small numbers, one for each node
 * that is seen; a predicate runs once for each combination of them that is met.
 */
import type { Observation, Observed } from "../../models/protocol.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { Layout } from "../exploration/layout.ts";
import type { Store } from "../exploration/store.ts";
import type { Tables } from "../exploration/tables.ts";
import { askPredicate } from "./ask.ts";
import { projectionsOf, seenBy, type Projection } from "./projections.ts";

/** Predicates of one view, so that their answers fit 16 bits with one that says: known. */
export const MOST_PREDICATES = 15;
const KNOWN = 1 << MOST_PREDICATES;
/** Combinations are looked up directly while they take no more bits than these. */
const DIRECT_BITS = 22;

const NONE = new Int32Array(0);

export interface Predicate {
  readonly name: string;
  readonly holds: (...seen: readonly object[]) => boolean;
}

export class View {
  readonly #projections: readonly Projection[];
  /** The role that each projection belongs to. */
  readonly #roles: readonly string[];
  readonly #observation: Observation;
  readonly #predicates: readonly Predicate[];
  /**
   * How far each projection's number is shifted in a key; null if a key would take too many bits.
   */
  #shifts: Int32Array | null = null;
  /** The layout that was met last, and the columns of the projections in it. */
  #layout: Layout | null = null;
  #columns: Layout = { words: 0, word: NONE, shift: NONE, mask: NONE };
  #widths: number[];
  #direct = new Uint16Array(1);
  /**
   * Without direct look-up: pairs (combination so far, number) -> combination, by projection. The
   * last one leads to a place in `#folded`; the others to numbers of their own, for partial ones.
   */
  readonly #folds: PairMap[] = [];
  readonly #folded: number[] = [];
  #partial = 0;

  constructor(tables: Tables, observation: Observation, predicates: readonly Predicate[]) {
    const { projections, roles } = projectionsOf(tables, observation);
    this.#projections = projections;
    this.#roles = roles;
    this.#observation = observation;
    this.#predicates = predicates;
    this.#widths = this.#projections.map(() => 1);
    this.#arrange();
  }

  /** Which predicates hold in a row: a bit for each, in their order. */
  holding(store: Store, row: number): number {
    // phase: judging
    return this.#shifts === null ? this.#fold(store, row) : this.#lookUp(store, row);
  }

  #lookUp(store: Store, row: number): number {
    if (store.layout !== this.#layout) this.#follow(store.layout);
    const { rows } = store;
    const { words, word, shift, mask } = this.#columns;
    const projections = this.#projections;
    const shifts = this.#shifts!;
    const base = row * words;
    let key = 0;
    for (let at = 0; at < shifts.length; at++) {
      const { ids } = projections[at]!;
      const number = (rows[base + word[at]!]! >>> shift[at]!) & mask[at]!;
      const id = number < ids.length ? ids[number]! : -1;
      if (id < 0) return this.#widen(store, row);
      key |= id << shifts[at]!;
    }
    const known = this.#direct[key]!;
    if (known !== 0) return known ^ KNOWN;
    const bits = this.#judge(this.#idsOf(store, row));
    this.#direct[key] = bits | KNOWN;
    return bits;
  }

  /** Where the columns of the projections are in another layout. */
  #follow(layout: Layout): void {
    const of = (numbers: Int32Array) =>
      Int32Array.from(this.#projections, ({ column }) => numbers[column]!);
    const { words, word, shift, mask } = layout;
    this.#layout = layout;
    this.#columns = { words, word: of(word), shift: of(shift), mask: of(mask) };
  }

  /** Something is seen that was never seen before: the keys may need more bits. */
  #widen(store: Store, row: number): number {
    const ids = this.#idsOf(store, row);
    const widths = ids.map((id, at) => Math.max(this.#widths[at]!, 32 - Math.clz32(id)));
    if (widths.some((width, at) => width > this.#widths[at]!)) {
      this.#widths = widths;
      this.#arrange();
    }
    return this.holding(store, row);
  }

  #arrange(): void {
    let bits = 0;
    const shifts = Int32Array.from(this.#widths, (width) => (bits += width) - width);
    this.#shifts = bits <= DIRECT_BITS ? shifts : null;
    this.#direct = new Uint16Array(this.#shifts === null ? 0 : 1 << bits);
  }

  #fold(store: Store, row: number): number {
    const ids = this.#idsOf(store, row);
    let combination = 0;
    ids.forEach((id, at) => {
      const fold = (this.#folds[at] ??= new PairMap());
      let next = fold.get(combination, id);
      if (next < 0) {
        next = at === ids.length - 1 ? this.#folded.push(this.#judge(ids)) - 1 : this.#partial++;
        fold.set(combination, id, next);
      }
      combination = next;
    });
    return this.#folded[combination]!;
  }

  #idsOf(store: Store, row: number): readonly number[] {
    return this.#projections.map((projection) =>
      projection.idOf(store.read(row, projection.column)),
    );
  }

  #judge(ids: readonly number[]): number {
    const values = ids.map((id, at): Observed => this.#projections[at]!.values[id]!);
    const seen = [seenBy(this.#observation, this.#roles, values)];
    return this.#predicates.reduce(
      (bits, { name, holds }, at) => (askPredicate(holds, seen, name) ? bits | (1 << at) : bits),
      0,
    );
  }
}
