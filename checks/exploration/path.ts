/** How a stored row was reached: which action led from each row to the next. */
import { FORBIDDEN } from "../environment/environment.ts";
import { subjectOf, type Action } from "./actions.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { entriesOf, type ReadEntry } from "./entries.ts";
import { jointlyFrom } from "./joint-memo.ts";
import type { Turn } from "./turns.ts";

export interface Path {
  /** The row of the initial state. */
  readonly initial: number;
  readonly actions: readonly Action[];
}

/**
 * The path by which a row was found first: of the shortest, the least in the order of actions.
 * @param after columns of a state to which one more action leads.
 */
export const pathTo = (
  store: Store,
  tables: Tables,
  row: number,
  after: readonly number[] | null,
): Path => {
  const actions: Action[] =
    after === null ? [] : [actionBetween(tables, store.columns(row), after)];
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
export function* successors(
  tables: Tables,
  from: readonly number[],
): Generator<{ action: Action; columns: readonly number[] }> {
  const { lists, midSteps } = tables;
  const nodes = from.length - 2;
  for (let node = 0; node < lists.pool.firsts.length; node++) {
    const start = lists.list(node, from[node]!);
    for (const entry of entriesOf(lists.pool.words, start)) {
      const columns = afterEntry(tables, from, node, entry);
      if (columns === null) continue;
      const action = midSteps.read(node === nodes ? -1 : node, entry.action);
      yield { action: ownedBy(tables, action), columns };
    }
  }
}

/** A joint step is an action of the node that takes it. */
const ownedBy = ({ instance }: Tables, action: Action): Action =>
  action.kind === "joint" ? { ...action, node: instance.joint[action.subject]!.node } : action;

/** Null: the gate is shut, or somebody who should take part cannot. */
const afterEntry = (
  tables: Tables,
  from: readonly number[],
  node: number,
  { delta, step, action, gate, isRecorded, isJoint, sends }: ReadEntry,
): readonly number[] | null => {
  const { environment, history, sending } = tables;
  const columns = [...from];
  const [around, past] = [from.length - 2, from.length - 1];
  columns[node]! += delta;
  if (isJoint && !join(tables, columns, subjectOf(action))) return null;
  if (gate !== null) columns[around] = environment.pass(from[around]!, gate);
  if (columns[around] === FORBIDDEN) return null;
  if (isRecorded) columns[past] = history.after(from[past]!, step);
  for (const { receiver, envelope } of sends)
    columns[receiver] = sending.send(envelope, columns[receiver]!);
  return columns;
};

/** Lets a joint step change the columns; false if it is not enabled. */
const join = (tables: Tables, columns: number[], number: number): boolean => {
  const { cells, envelopes, sending } = tables;
  const jointly = jointlyFrom(tables, number, (of) => columns[of]!);
  if (jointly === null) return false;
  for (const [at, of] of jointly.nodes.entries()) {
    const table = cells[of]!;
    columns[of] = table.intern(jointly.after[at]!, table.inbox(columns[of]!), true);
  }
  for (const envelope of jointly.sends) {
    const to = envelopes.receiver(envelope);
    columns[to] = sending.send(envelope, columns[to]!);
  }
  return true;
};
