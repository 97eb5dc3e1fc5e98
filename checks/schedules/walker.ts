/**
 * Walks through a model one action at a time, far beyond what a search could cover: all that can
 * happen in a state is listed in the fixed order, and nothing of what was left behind is kept.
 */
import { counterexampleOf, traceOf } from "../counterexamples/counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { roundCounterexampleOf, roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { wayOf } from "../counterexamples/strategies.ts";
import { isFault, type Action } from "../exploration/actions.ts";
import { afterTurn, pathText, successors } from "../exploration/path.ts";
import { distinctStarts, type Start } from "../exploration/starts.ts";
import { countingTables, tablesOf, type Tables } from "../exploration/tables.ts";
import type { Turn } from "../exploration/turns.ts";
import type { Instance, Node } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import type { Counterexample } from "../report.ts";
import { RoundRun } from "../rounds/run.ts";

/** Something that can happen in a state. */
export interface Move {
  /** Its place among all that can happen there. */
  readonly number: number;
  readonly action: Action;
  readonly columns: readonly number[];
  /** Lies that are told in it, or 1 for a fault. */
  readonly wrongs: number;
  /** In rounds, what the action stands for. */
  readonly turn: Turn | null;
}

/** From an initial state on. */
export interface Route {
  /** Its place among the initial states. */
  readonly initial: number;
  readonly moves: readonly Move[];
}

export class Walker {
  readonly instance: Instance;
  readonly claims: readonly Claim[];
  readonly tables: Tables;
  readonly starts: readonly Start[];

  readonly #turns: readonly Map<number, readonly Turn[]>[];

  constructor(instance: Instance, claims: readonly Claim[]) {
    this.instance = instance;
    this.claims = claims;
    const tables = tablesOf(instance, readsHistory(instance, claims));
    // Lies are counted, so that what is said can be held against the truth.
    this.tables = instance.inRounds ? countingTables(tables) : tables;
    this.starts = distinctStarts(this.tables);
    this.#turns = instance.nodes.map(() => new Map());
  }

  /** All that can happen in a state, in the fixed order. */
  moves(columns: readonly number[]): readonly Move[] {
    if (this.instance.inRounds) return this.#turnsIn(columns);
    return [...successors(this.tables, columns)].map(({ action, columns: next }, number) => ({
      number,
      action,
      columns: next,
      wrongs: Number(isFault(action)),
      turn: null,
    }));
  }

  #turnsIn(columns: readonly number[]): readonly Move[] {
    return this.instance.nodes.flatMap((node) =>
      this.#turnsOf(node, columns[node.index]!).map((turn, number) => ({
        number,
        action: { kind: "turn" as const, node: node.index, subject: number },
        columns: afterTurn(this.tables, columns, turn),
        wrongs: turn.lies,
        turn,
      })),
    );
  }

  #turnsOf(node: Node, cell: number): readonly Turn[] {
    const known = this.#turns[node.index]!;
    const found = known.get(cell) ?? this.tables.turns.of(node, cell);
    known.set(cell, found);
    return found;
  }

  /** As it is typed: the initial state, then the action of each move. */
  pathOf({ initial, moves }: Route): string {
    const numbers = moves.map(({ number }) => number);
    return pathText(initial, numbers, { past: [] })!;
  }

  /** Steps of the trace: the turns of traitors only say what would be true. */
  lengthOf({ initial, moves }: Route): number {
    const { coalitions, cells } = this.tables;
    const traitors = coalitions[cells[0]!.coalition(this.starts[initial]!.columns[0]!)]!;
    return moves.filter(({ action }) => !traitors.has(action.node)).length;
  }

  /** What happens on a route, run again in the plain interpreter. */
  traceOf(route: Route): Counterexample {
    const path = this.pathOf(route);
    const shown = { path, minimal: false };
    if (!this.instance.inRounds)
      return { ...traceOf(this.#interpreter(), this.#courseOf(route)), ...shown };
    const { strategy, turns } = this.#wayOf(route);
    return { ...roundTraceOf(new RoundRun(this.instance, strategy), turns), ...shown };
  }

  /** The same, where the route ends in a violation of a claim. */
  counterexampleOf(route: Route, claim: Claim): Counterexample {
    const path = this.pathOf(route);
    const shown = { claim, claims: this.claims, minimal: false };
    if (!this.instance.inRounds)
      return counterexampleOf(this.#interpreter(), this.#courseOf(route), shown);
    const found = { ...this.#wayOf(route), ...shown };
    return { ...roundCounterexampleOf(this.instance, found), path };
  }

  #interpreter(): Interpreter {
    const keepsHistory = readsHistory(this.instance, this.claims);
    return new Interpreter(this.instance, keepsHistory, this.tables.envelopes);
  }

  #courseOf(route: Route) {
    const { outcomes } = this.starts[route.initial]!;
    const actions = route.moves.map(({ action }) => action);
    return { outcomes, actions, path: this.pathOf(route) };
  }

  #wayOf({ initial, moves }: Route) {
    const { columns, outcomes } = this.starts[initial]!;
    const turns = moves.flatMap(({ turn }) => (turn === null ? [] : [turn]));
    return wayOf(this.tables, columns, outcomes, turns);
  }
}
