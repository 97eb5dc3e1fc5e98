/**
 * What to ask in the states of a search in rounds: all that the node whose turn it is may read. The
 * rows are gone through as the search has found them, so that it is known how each was found.
 */
import { afterTurn } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import type { Turn } from "../exploration/turns.ts";
import type { Node } from "../model/instance.ts";
import type { Walk } from "./actions-walk.ts";
import { noPast, type Inquiry, type Past } from "./examiner.ts";
import { TurnQuestions } from "./turn-questions.ts";

export class TurnsWalk implements Walk {
  readonly #search: Search;
  readonly #questions: TurnQuestions;
  readonly #rows: number;
  readonly #outside: ReadonlySet<number>;
  /** For each node the cells that were visited, and all that may come of its turn in a cell. */
  readonly #visited: readonly Set<number>[];
  readonly #turns: readonly Map<number, readonly Turn[]>[];
  /** For each row the one that it was found from, and the turn between them. */
  readonly #parents: number[] = [];
  readonly #taken: (Turn | null)[] = [];

  constructor(search: Search) {
    const { tables, states, initial, judge, isComplete } = search;
    this.#search = search;
    this.#questions = new TurnQuestions(tables, isComplete);
    this.#rows = states + judge.outside.length;
    this.#outside = new Set(judge.outside);
    this.#visited = tables.instance.nodes.map(() => new Set());
    this.#turns = tables.instance.nodes.map(() => new Map());
    for (let row = 0; row < Math.min(initial, this.#rows); row++) this.#discover(-1, null);
  }

  *visit(row: number): Generator<Inquiry> {
    const { instance, envelopes, cells } = this.#search.tables;
    if (this.#outside.has(row)) return;
    const columns = this.#search.columnsOf(row);
    const node = instance.nodes.find(({ index }) => {
      const table = cells[index]!;
      return table.envelopesIn(table.inbox(columns[index]!)).some(envelopes.isTurn);
    });
    if (node === undefined) return;
    const cell = columns[node.index]!;
    const visited = this.#visited[node.index]!;
    if (!visited.has(cell)) {
      visited.add(cell);
      yield* this.#questions.of(node, cell, this.#pathTo(row, node));
    }
    this.#follow(row, columns, node);
  }

  #discover(parent: number, turn: Turn | null): void {
    this.#parents.push(parent);
    this.#taken.push(turn);
  }

  /**
   * The search has numbered the rows in the order in which it found them, which is this one. So
   * whatever leads to the first row that has no parent yet is how that row was found.
   */
  #follow(row: number, columns: readonly number[], node: Node): void {
    // Rows that were not expanded are the last, and may have more turns than there is time for.
    if (this.#parents.length === this.#rows) return;
    for (const turn of this.#turnsOf(node, columns[node.index]!)) {
      const next = this.#parents.length;
      if (next === this.#rows) return;
      const found = this.#search.columnsOf(next);
      const after = afterTurn(this.#search.tables, columns, turn);
      if (after.every((number, column) => number === found[column])) this.#discover(row, turn);
    }
  }

  #turnsOf(node: Node, cell: number): readonly Turn[] {
    const known = this.#turns[node.index]!.get(cell);
    if (known !== undefined) return known;
    const turns = this.#search.tables.turns.of(node, cell);
    this.#turns[node.index]!.set(cell, turns);
    return turns;
  }

  /** How a node came to the turn that it has in a row. */
  #pathTo(row: number, node: Node): Pick<Inquiry, "initial" | "past" | "at"> {
    if (row >= this.#parents.length)
      throw new Error("the rows are not in the order in which they were found");
    const turns: Turn[] = [];
    let start = row;
    for (let turn = this.#taken[row]!; turn !== null; turn = this.#taken[start]!) {
      turns.push(turn);
      start = this.#parents[start]!;
    }
    const { steps } = this.#search.tables;
    const { state } = this.#search.pathTo(start).outcomes[node.index]!;
    let past = noPast;
    for (const [at, turn] of turns.toReversed().entries())
      if (turn.node === node.index)
        past = turn.fires.reduce<Past>(
          (prev, step) => ({ prev, event: steps.event(step), at }),
          past,
        );
    return { initial: steps.internState(node.index, state), past, at: turns.length };
  }
}
