/** How a stored row was reached: which action led from each row to the next. */
import { FORBIDDEN } from "../environment/environment.ts";
import { subjectOf, type Action } from "./actions.ts";
import type { Start } from "./starts.ts";
import type { Store } from "./store.ts";
import type { Tables } from "./tables.ts";
import { entriesOf, type ReadEntry } from "./entries.ts";
import { jointlyFrom } from "./joint-memo.ts";
import type { Turn } from "./turns.ts";

export interface Path {
  /** The row of the initial state. */
  readonly initial: number;
  readonly actions: readonly Action[];
  /** Of each action its place among all that could happen. */
  readonly numbers: readonly number[];
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
  const taken = after === null ? [] : [stepBetween(tables, store.columns(row), after)];
  let at = row;
  for (let parent = store.parents.of(at); parent >= 0; parent = store.parents.of(at)) {
    taken.push(stepBetween(tables, store.columns(parent), store.columns(at)));
    at = parent;
  }
  const inOrder = taken.toReversed();
  return {
    initial: at,
    actions: inOrder.map(({ action }) => action),
    numbers: inOrder.map(({ number }) => number),
  };
};

const stepBetween = (
  tables: Tables,
  from: readonly number[],
  to: readonly number[],
): { readonly action: Action; readonly number: number } => {
  let number = 0;
  for (const { action, columns } of successors(tables, from)) {
    if (columns.every((value, column) => value === to[column])) return { action, number };
    number++;
  }
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

/** Of an initial state and actions, as it is typed; null for what begins elsewhere. */
export const pathText = (
  initial: number,
  numbers: readonly number[],
  { past }: Pick<Start, "past">,
): string | null => (past.length > 0 ? null : [initial, ...numbers].join("."));

/** What can happen in a state, and where it leads. */
export interface Successor {
  readonly action: Action;
  readonly columns: readonly number[];
}

/** What the expander does with packed words, done with whole columns. */
export function* successors(tables: Tables, from: readonly number[]): Generator<Successor> {
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
