/**
 * Initial states: how the nodes may start, as columns of a row, in the order of canonical bytes.
 */
import type { Outcome } from "../../models/protocol.ts";
import { combinations, initialOutcomes, mayStart } from "../model/initial.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import { compareBytes } from "../schema/compare.ts";
import type { Action } from "./actions.ts";
import type { Tables } from "./tables.ts";

export interface Start {
  readonly columns: readonly number[];
  /** For each node; of a traitor that has no state, any. */
  readonly outcomes: readonly Outcome<object>[];
  /** What has happened by then, where a search goes on from the end of a trace. */
  readonly past: readonly Action[];
  /** The traitors; canonical bytes of the state and the inbox of each node. */
  readonly key: readonly Uint8Array[];
}

/** Every way in which the nodes may start; the same state may come more than once. */
export function* startsOf(tables: Tables): Generator<Start> {
  const choices = initialOutcomes(tables.instance);
  for (const coalition of tables.coalitions.keys()) {
    const counts = choices.map(({ length }, node) =>
      hasState(tables, coalition, node) ? length : 1,
    );
    for (const chosen of combinations(counts)) {
      const outcomes = choices.map((some, node) => some[chosen[node]!]!);
      if (mayStart(tables.instance, outcomes)) yield startFrom(tables, coalition, outcomes);
    }
  }
}

/** Unless lies are counted, a traitor is nothing but what others hear of it. */
const hasState = ({ coalitions, turns }: Tables, coalition: number, node: number): boolean =>
  turns.counting || !coalitions[coalition]!.has(node);

const startFrom = (
  tables: Tables,
  coalition: number,
  outcomes: readonly Outcome<object>[],
): Start => {
  const { instance, envelopes, steps, cells, coalitions, turns } = tables;
  const acting = instance.nodes.map(({ index }) => hasState(tables, coalition, index));
  const places = instance.nodes.map(({ role }) => ({ rule: `initial.${role}` }));
  const columns = instance.nodes.map(({ index }) => {
    if (!acting[index]) return cells[index]!.intern(0, 0, false, coalition);
    const intern = () => steps.internState(index, outcomes[index]!.state);
    const local = insideSchema("state", places[index]!, intern);
    return cells[index]!.intern(local, 0, true, coalition);
  });
  const sent = instance.nodes
    .filter(({ index }) => acting[index])
    .flatMap(({ index }) =>
      envelopesOf(instance, envelopes.intern, index, outcomes[index]!, places[index]!),
    )
    .filter((envelope) => acting[envelopes.receiver(envelope)]);
  const first = instance.inRounds ? [turns.first(coalition)] : [];
  for (const envelope of [...sent, ...first]) {
    const to = envelopes.receiver(envelope);
    columns[to] = cells[to]!.send(columns[to]!, envelope);
  }
  const states = columns.flatMap((cell, node) => (acting[node] ? keyOf(tables, node, cell) : []));
  const key = [Uint8Array.from(coalitions[coalition]!), ...states];
  return { columns: [...columns, 0, 0], outcomes, past: [], key };
};

const keyOf = (tables: Tables, node: number, cell: number): readonly Uint8Array[] => {
  const { envelopes, steps } = tables;
  const cells = tables.cells[node]!;
  const inbox = [...cells.envelopesIn(cells.inbox(cell))];
  const state = steps.stateBytes(node, cells.local(cell));
  const parts = [state, Uint8Array.of(inbox.length), ...inbox.map((sent) => envelopes.key(sent))];
  return parts.map((bytes) => bytes.slice());
};

export const inOrder = (starts: Iterable<Start>): readonly Start[] =>
  [...starts].toSorted((a, b) => compareKeys(a.key, b.key));

/** Every initial state once, in order. */
export const distinctStarts = (tables: Tables): readonly Start[] => {
  const found = new Map<string, Start>();
  for (const start of startsOf(tables)) {
    const name = start.columns.join();
    if (!found.has(name)) found.set(name, start);
  }
  return inOrder(found.values());
};

const compareKeys = (a: readonly Uint8Array[], b: readonly Uint8Array[]): number => {
  for (const [at, bytes] of a.entries()) {
    const order = b[at] === undefined ? 1 : compareBytes(bytes, b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};
