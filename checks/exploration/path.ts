/** How a stored row was reached: which action led from each row to the next. */
import { FORBIDDEN } from "../environment/environment.ts";
import type { ActionKind } from "../report.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { entriesOf, kindOf, subjectOf } from "./transitions.ts";
import type { Turn } from "./turns.ts";

/** `subject`: the envelope that is delivered or discarded, or the input of the node. */
export interface Action {
  readonly kind: ActionKind;
  readonly node: number;
  readonly subject: number;
}

export interface Path {
  /** The row of the initial state. */
  readonly initial: number;
  readonly actions: readonly Action[];
}

/** The path by which a row was found first: of the shortest, the least in the order of actions. */
export const pathTo = (store: Store, tables: Tables, row: number): Path => {
  const actions: Action[] = [];
  let at = row;
  for (let parent = store.parents.of(at); parent >= 0; parent = store.parents.of(at)) {
    actions.push(actionBetween(tables, store.columns(parent), store.columns(at)));
    at = parent;
  }
  return { initial: at, actions: actions.toReversed() };
};

const actionBetween = (tables: Tables, from: readonly number[], to: readonly number[]): Action => {
  for (const { action, columns } of successors(tables, from))
    if (columns.every((number, column) => number === to[column])) return action;
  throw new Error("a stored state does not follow from the one it was found from");
};

/** The columns after a turn. */
export const afterTurn = (
  { envelopes, sending }: Tables,
  columns: readonly number[],
  turn: Turn,
): readonly number[] => {
  const next = [...columns];
  next[turn.node] = turn.next;
  for (const envelope of turn.sends) {
    const to = envelopes.receiver(envelope);
    next[to] = sending.send(envelope, next[to]!);
  }
  return next;
};

/** What the expander does with packed words, done with whole columns. */
function* successors(
  { lists, environment, history, sending }: Tables,
  from: readonly number[],
): Generator<{ action: Action; columns: readonly number[] }> {
  const nodes = from.length - 2;
  for (let node = 0; node < nodes; node++) {
    const start = lists.list(node, from[node]!);
    for (const { delta, action, gate, recorded, sends } of entriesOf(lists.pool.words, start)) {
      const columns = [...from];
      columns[node]! += delta;
      if (gate !== null) columns[nodes] = environment.spend(from[nodes]!, gate);
      if (columns[nodes] === FORBIDDEN) continue;
      if (recorded !== null) columns[nodes + 1] = history.after(from[nodes + 1]!, recorded);
      for (const { receiver, envelope } of sends)
        columns[receiver] = sending.send(envelope, columns[receiver]!);
      yield { action: { kind: kindOf(action), node, subject: subjectOf(action) }, columns };
    }
  }
}
