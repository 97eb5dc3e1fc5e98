/** How a stored row was reached: which action led from each row to the next. */
import { FORBIDDEN, type Environment } from "../environment/environment.ts";
import type { History } from "../environment/history.ts";
import type { Action } from "../counterexamples/world.ts";
import type { Store } from "./store.ts";
import {
  GATED,
  kindOf,
  RECORDED,
  SENDS_SHIFT,
  subjectOf,
  type TransitionMemo,
} from "./transitions.ts";

export interface Path {
  /** The row of the initial state. */
  readonly initial: number;
  readonly actions: readonly Action[];
}

interface Memos {
  readonly lists: TransitionMemo;
  readonly environment: Environment;
  readonly history: History;
}

/** The path by which a row was found first: of the shortest, the least in the order of actions. */
export const pathTo = (store: Store, memos: Memos, row: number): Path => {
  const actions: Action[] = [];
  let at = row;
  for (let parent = store.parents[at]!; parent >= 0; parent = store.parents[at]!) {
    actions.push(actionBetween(memos, store.columns(parent), store.columns(at)));
    at = parent;
  }
  return { initial: at, actions: actions.toReversed() };
};

const actionBetween = (memos: Memos, from: readonly number[], to: readonly number[]): Action => {
  for (const { action, columns } of successors(memos, from))
    if (columns.every((number, column) => number === to[column])) return action;
  throw new Error("a stored state does not follow from the one it was found from");
};

/** What the expander does with packed words, done with whole columns. */
function* successors(
  { lists, environment, history }: Memos,
  from: readonly number[],
): Generator<{ action: Action; columns: readonly number[] }> {
  const nodes = from.length - 2;
  for (let node = 0; node < nodes; node++) {
    let at = lists.list(node, from[node]!);
    const pool = lists.pools[node]!;
    const end = pool[at + 1]!;
    for (at += 2; at < end;) {
      const [flags, delta, step, action] = pool.subarray(at, at + 4) as unknown as number[];
      const columns = [...from];
      columns[node]! += delta!;
      at += 4;
      if ((flags! & GATED) !== 0) columns[nodes] = environment.spend(from[nodes]!, pool[at++]!);
      if ((flags! & RECORDED) !== 0) columns[nodes + 1] = history.after(from[nodes + 1]!, step!);
      for (const sent = at + 2 * (flags! >>> SENDS_SHIFT); at < sent; at += 2)
        columns[pool[at]!] = lists.send(pool[at + 1]!, columns[pool[at]!]!);
      const taken = { kind: kindOf(action!), node, subject: subjectOf(action!) };
      if (columns[nodes] !== FORBIDDEN) yield { action: taken, columns };
    }
  }
}
