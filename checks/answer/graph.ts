/** All states and transitions of a small search, as values that can be drawn. */
import { eventOf, messageOf } from "../counterexamples/counterexample.ts";
import type { Action } from "../exploration/actions.ts";
import { successors } from "../exploration/path.ts";
import type { Search } from "../exploration/search.ts";
import type { GraphState, GraphTransition, StateGraph } from "../state-graph.ts";
import { toJson } from "../schema/to-json.ts";

/** Of every state that was found; transitions lead only to states that were. */
export const graphOf = (search: Search): StateGraph => {
  const numbers = new Map<string, number>();
  for (let row = 0; row < search.found; row++) numbers.set(search.columnsOf(row).join(), row);
  const outside = new Set(search.judge.outside);
  const states = Array.from({ length: search.found }, (_, row) =>
    stateOf(search, row, outside.has(row)),
  );
  const transitions = states.flatMap((_, from) =>
    outside.has(from)
      ? []
      : [...successors(search.tables, search.columnsOf(from))].flatMap(({ action, columns }) => {
          const to = numbers.get(columns.join());
          return to === undefined ? [] : [transitionOf(search, from, to, action)];
        }),
  );
  return { states, transitions };
};

const stateOf = (search: Search, row: number, isOutside: boolean): GraphState => {
  const { instance, cells, steps, envelopes, environment } = search.tables;
  const columns = search.columnsOf(row);
  const { cut } = environment.value(columns[instance.nodes.length]!);
  const ids = instance.nodes.map(({ id }) => id);
  return {
    isInitial: row < search.initial,
    isOutside,
    settles: [...search.judge.settled].flatMap(([{ name }, settled]) =>
      settled.row === row && settled.after === null ? [name] : [],
    ),
    nodes: instance.nodes.map(({ id, index }) => {
      const table = cells[index]!;
      const cell = columns[index]!;
      const inbox = [...table.envelopesIn(table.inbox(cell))].filter((it) => !envelopes.isTurn(it));
      return {
        node: id,
        state: toJson(steps.state(index, table.local(cell))),
        up: table.isUp(cell),
        inbox: inbox.map((envelope) => messageOf({ instance, envelopes }, envelope)),
      };
    }),
    cut: ids.flatMap((from, at) =>
      ids.flatMap((to, other) =>
        ((cut >> BigInt(at * ids.length + other)) & 1n) === 1n ? [[from, to] as const] : [],
      ),
    ),
  };
};

const transitionOf = (
  { tables }: Search,
  from: number,
  to: number,
  action: Action,
): GraphTransition => {
  const { instance } = tables;
  const { kind, node, subject, leaving } = action;
  const idOf = (index: number): string => instance.nodes[index]!.id;
  const isParting = kind === "partition" || kind === "one-way";
  const about = isParting
    ? instance.partitions[subject]!.side.map(idOf).join(", ")
    : (eventOf(tables, action)?.tag ?? null);
  return {
    from,
    to,
    node: node < 0 ? null : idOf(node),
    action: leaving === undefined ? kind : `${kind}, crash`,
    // That a node starts again says all that there is.
    about: kind === "restart" ? null : about,
  };
};
