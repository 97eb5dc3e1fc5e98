/**
 * Successors on their way into the store: rows that were met and not looked for yet, so many at a
 * time that the memory can fetch side by side the slots of the visited set that they need.
 */
import type { Layout } from "./layout.ts";

/** Rows of a batch. */
export const BATCH = 1024;
/** Successors met a moment ago need not go through the batch: 2^12 of them are remembered. */
export const FILTER_BITS = 12;

export class Batch {
  /** For each row that is pending its words, its hash, and the row that it was found from. */
  items = new Int32Array(0);
  /** Rows of late, each at the place that its hash says. */
  filter = new Int32Array(0);
  /** What had been generated before a row, where its successors begin. */
  readonly #counts = new Float64Array(BATCH);
  pending = 0;
  /** Whether a successor that was met a moment ago is left out: not where steps are judged. */
  isFiltering = true;
  /** Words of an item. */
  #stride = 0;
  /** Enabled actions of the rows that were expanded. */
  generated = 0;
  /** Where the successors of the row begin that is being expanded. */
  #rowBegins = 0;

  /** The all-ones row is none: no column ever holds its mask. So the filter starts with it. */
  adopt({ words }: Layout): void {
    this.#stride = words + 2;
    this.items = new Int32Array(BATCH * this.#stride);
    this.filter = new Int32Array(words << FILTER_BITS).fill(-1);
  }

  /** A row begins. */
  begin(): void {
    this.#rowBegins = this.pending;
    this.#counts[this.pending] = this.generated;
  }

  /** Takes note of where a row has come that is being expanded. */
  save(pending: number, counted: number): void {
    this.pending = pending;
    this.generated += counted;
  }

  /** Takes back what the row that is being expanded has given. */
  retreat(): void {
    this.pending = this.#rowBegins;
    this.generated = this.#counts[this.pending]!;
  }

  /** All is stored, in the middle of a row too. */
  clear(): void {
    this.#counts[0] = this.#counts[this.#rowBegins]!;
    this.#rowBegins = 0;
    this.pending = 0;
  }

  /** Takes back what was generated from the row on that gave the successor at a place. */
  endBefore(place: number): void {
    let first = place;
    while (first > 0 && this.origin(first - 1) === this.origin(place)) first--;
    this.generated = this.#counts[first]!;
  }

  /** The row that a pending one was found from. */
  origin(place: number): number {
    return this.items[place * this.#stride + this.#stride - 1]!;
  }
}
