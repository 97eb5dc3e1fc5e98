/**
 * Initial states: how the nodes may start, as columns of a row, in the order of canonical bytes.
 */
import type { Outcome } from "../../models/protocol.ts";
import { combinations, initialOutcomes } from "../model/initial.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import { compareBytes } from "../schema/compare.ts";
import type { Tables } from "./tables.ts";

export interface Start {
  readonly columns: readonly number[];
  readonly outcomes: readonly Outcome<object>[];
  /** Canonical bytes of the state and the inbox of each node. */
  readonly key: readonly Uint8Array[];
}

/** Every way in which the nodes may start; the same state may come more than once. */
export function* startsOf(tables: Tables): Generator<Start> {
  const choices = initialOutcomes(tables.instance);
  for (const chosen of combinations(choices.map(({ length }) => length)))
    yield startFrom(
      tables,
      choices.map((outcomes, node) => outcomes[chosen[node]!]!),
    );
}

const startFrom = (tables: Tables, outcomes: readonly Outcome<object>[]): Start => {
  const { instance, envelopes, steps, cells } = tables;
  const places = instance.nodes.map(({ role }) => ({ rule: `initial.${role}` }));
  const columns = instance.nodes.map(({ index }) => {
    const intern = () => steps.internState(index, outcomes[index]!.state);
    return cells[index]!.intern(insideSchema("state", places[index]!, intern), 0, true);
  });
  const sent = instance.nodes.flatMap(({ index }) =>
    envelopesOf(instance, envelopes.intern, index, outcomes[index]!, places[index]!),
  );
  for (const envelope of sent) {
    const to = envelopes.receiver(envelope);
    columns[to] = cells[to]!.send(columns[to]!, envelope);
  }
  const key = columns.flatMap((cell, node) => keyOf(tables, node, cell));
  return { columns: [...columns, 0, 0], outcomes, key };
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

const compareKeys = (a: readonly Uint8Array[], b: readonly Uint8Array[]): number => {
  for (const [at, bytes] of a.entries()) {
    const order = b[at] === undefined ? 1 : compareBytes(bytes, b[at]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};
