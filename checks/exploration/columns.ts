/** The columns of a row: a cell for each node, the environment, the history. */
import { layoutFor, type Layout } from "./layout.ts";
import type { Tables } from "./tables.ts";

export class Columns {
  readonly #tables: Tables;
  readonly count: number;
  /** Their numbers. */
  readonly environment: number;
  readonly history: number;

  constructor(tables: Tables) {
    this.#tables = tables;
    this.environment = tables.cells.length;
    this.history = this.environment + 1;
    this.count = this.history + 1;
  }

  /** Whether a column has more numbers than a layout has room for. */
  overflows(column: number, { mask }: Layout): boolean {
    return this.#sizeOf(column) > mask[column]!;
  }

  firstLayout(): Layout {
    return layoutFor(this.#sizes(), []);
  }

  /** A layout for the same columns, in which none overflows. */
  widerLayout(layout: Layout): Layout {
    const full = this.#sizes().map((_, column) => this.overflows(column, layout));
    return layoutFor(this.#sizes(), full, layout.words);
  }

  #sizes(): readonly number[] {
    return Array.from({ length: this.count }, (_, column) => this.#sizeOf(column));
  }

  /** How many numbers a column has to tell apart. */
  #sizeOf(column: number): number {
    const { cells, environment, history } = this.#tables;
    if (column === this.environment) return environment.size;
    return column === this.history ? history.size : cells[column]!.size;
  }
}
