/** Bounds on what is on its way. */
import type { Scenario } from "../../models/protocol.ts";
import type { Tables } from "../exploration/tables.ts";

export class Caps {
  readonly #tables: Tables;
  readonly #inFlight: number;
  readonly #copies: number;
  /** For each node, by inbox: how many envelopes it holds, or more than any cap. */
  readonly #counts: readonly number[][];

  constructor(tables: Tables, { inFlight, copies }: NonNullable<Scenario["caps"]>) {
    this.#tables = tables;
    this.#inFlight = inFlight ?? Infinity;
    this.#copies = copies ?? Infinity;
    this.#counts = tables.cells.map(() => []);
  }

  /** Whether a state is within the bounds. */
  holds(cellOf: (node: number) => number): boolean {
    let onTheirWay = 0;
    for (const [node, cells] of this.#tables.cells.entries())
      onTheirWay += this.#countIn(node, cells.inbox(cellOf(node)));
    return onTheirWay <= this.#inFlight && onTheirWay < Infinity;
  }

  #countIn(node: number, inbox: number): number {
    return (this.#counts[node]![inbox] ??= this.#count(
      this.#tables.cells[node]!.envelopesIn(inbox),
    ));
  }

  #count(envelopes: Int32Array): number {
    const copies = new Map<number, number>();
    for (const envelope of envelopes) copies.set(envelope, (copies.get(envelope) ?? 0) + 1);
    return Math.max(0, ...copies.values()) > this.#copies ? Infinity : envelopes.length;
  }
}
