/**
 * The ways of a search, walked forwards, and told apart by their actions: of all orders of the same
 * actions that lead to the same state, the one with the fewest switches between nodes is kept, and
 * of these the first in the order of actions.
 */
import { groupedBy } from "../grouped.ts";
import type { Tables } from "../exploration/tables.ts";
import { Bundles, type Bundle } from "./bundles.ts";
import { BEYOND, type Edge, type Ways } from "./ways.ts";

/** Where a way may be after some actions: its last one was at a certain node. */
export interface Arrival {
  readonly row: number;
  readonly bundle: Bundle;
  /** -1 is the network, and the node before the first action. */
  readonly node: number;
  readonly switches: number;
  /** Its place among the arrivals of its level, by the numbers of their actions. */
  rank: number;
  readonly from: Arrival | null;
  readonly edge: Edge | null;
}

/** Bundles that are kept on one level; of each state the least one, however many there are. */
const MOST_KEPT = 50_000;

/** Everything that arrives where the claim is settled, level by level, the least of each first. */
export function* arrivals(tables: Tables, { levels }: Ways): Generator<readonly Arrival[]> {
  const bundles = new Bundles(tables);
  const first = [...(levels[0]?.keys() ?? [])].map((row): Arrival => ({
    row,
    bundle: bundles.empty,
    node: -1,
    switches: 0,
    rank: row,
    from: null,
    edge: null,
  }));
  let here: readonly Arrival[] = first;
  for (const rows of levels) {
    yield here.filter(({ row }) => rows.get(row)?.length === 0).toSorted(compareCosts);
    const next = leading(bundles, here, rows);
    yield next.filter(({ row }) => row === BEYOND).toSorted(compareCosts);
    here = next.filter(({ row }) => row !== BEYOND);
  }
}

/** Fewest faults, then nodes, then values, then switches; then the order of actions. */
const compareCosts = (a: Arrival, b: Arrival): number =>
  compareBundles(a.bundle, b.bundle) || a.switches - b.switches || a.rank - b.rank;

const compareBundles = (a: Bundle, b: Bundle): number =>
  a.faults - b.faults || a.nodes - b.nodes || a.values - b.values;

/** What the arrivals of a level lead to. */
const leading = (
  bundles: Bundles,
  here: readonly Arrival[],
  rows: Ways["levels"][number],
): readonly Arrival[] => {
  const best = new Map<string, Arrival>();
  for (const from of here)
    for (const edge of rows.get(from.row) ?? []) {
      const arrival = afterEdge(bundles, from, edge);
      const { row, bundle, node } = arrival;
      // Of what ends beyond, nothing is known but the state and the action that lead there.
      const place = row === BEYOND ? `${from.row}/${edge.number}` : String(row);
      const key = `${place} ${bundle.number} ${node}`;
      const known = best.get(key);
      if (known === undefined || compareOrders(arrival, known) < 0) best.set(key, arrival);
    }
  return ranked(thinnedOut([...best.values()]));
};

const afterEdge = (bundles: Bundles, from: Arrival, edge: Edge): Arrival => {
  const { node } = edge.action;
  const isSwitch = from.edge !== null && node !== from.node;
  return {
    row: edge.to,
    bundle: bundles.with(from.bundle, edge.action),
    node,
    switches: from.switches + (isSwitch ? 1 : 0),
    rank: -1,
    from,
    edge,
  };
};

const compareOrders = (a: Arrival, b: Arrival): number =>
  a.switches - b.switches || compareWays(a, b);

/** By the numbers of the actions, from the first on. */
const compareWays = (a: Arrival, b: Arrival): number =>
  (a.from?.rank ?? 0) - (b.from?.rank ?? 0) || (a.edge?.number ?? 0) - (b.edge?.number ?? 0);

const ranked = (some: readonly Arrival[]): readonly Arrival[] => {
  const inOrder = some.toSorted(compareWays);
  inOrder.forEach((arrival, rank) => (arrival.rank = rank));
  return inOrder;
};

/** Of each state as many of the least bundles as its share of the level is. */
const thinnedOut = (some: readonly Arrival[]): readonly Arrival[] => {
  const rows = groupedBy(some, ({ row }) => String(row));
  const most = Math.max(1, Math.floor(MOST_KEPT / rows.size));
  return [...rows.values()].flatMap((arriving) => {
    const kept = new Map<number, Bundle>();
    for (const { bundle } of arriving) kept.set(bundle.number, bundle);
    if (kept.size <= most) return arriving;
    const least = [...kept.values()].toSorted(compareBundles).slice(0, most);
    const numbers = new Set(least.map(({ number }) => number));
    return arriving.filter(({ bundle }) => numbers.has(bundle.number));
  });
};
