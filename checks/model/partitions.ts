/** The ways in which a network may fall apart. */
import type { Sides } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";
import { expectNames } from "./amounts.ts";
import type { Budgets } from "./budgets.ts";

export interface Partition {
  readonly kind: "partition" | "one-way";
  /** Indices of nodes, ascending. */
  readonly side: readonly number[];
  /** The links that are cut: `from * nodes + to`. */
  readonly links: readonly number[];
  readonly budget: number;
}

/** Beyond so many nodes there are thousands of ways to part them, in every state. */
const MOST_NODES = 12;

type Parting = number | Sides | undefined;

/** @throws UsageError for a side with unknown nodes, or for too many ways to part the nodes. */
export const partitionsOf = (
  { partition, oneWay }: { readonly partition?: Parting; readonly oneWay?: Parting },
  roles: readonly string[],
  ids: readonly string[],
  budgets: Budgets,
): readonly Partition[] => {
  const [role = ""] = roles;
  const both = budgets.ofFault("partition", role);
  const one = budgets.ofFault("oneWay", role);
  return [
    ...(both < 0 ? [] : sidesOf("partition", partition, ids, false)).map((side) => ({
      kind: "partition" as const,
      side,
      links: [...linksFrom(side, ids.length), ...linksTo(side, ids.length)],
      budget: both,
    })),
    ...(one < 0 ? [] : sidesOf("oneWay", oneWay, ids, true)).map((side) => ({
      kind: "one-way" as const,
      side,
      links: linksFrom(side, ids.length),
      budget: one,
    })),
  ];
};

/**
 * The sides that are named; otherwise all that leave somebody on the other side. Where both
 * directions are cut, a side and the others are one partition: the side is that of the first node.
 */
const sidesOf = (
  fault: string,
  parting: Parting,
  ids: readonly string[],
  areDirected: boolean,
): readonly (readonly number[])[] => {
  if (typeof parting === "object") {
    if (!Array.isArray(parting.sides))
      throw new UsageError(`faults.${fault}.sides: expected a list of sides, each a list of nodes`);
    return parting.sides.map((side) => named(fault, side, ids));
  }
  if (ids.length > MOST_NODES)
    throw new UsageError(
      `faults.${fault}: ${ids.length} nodes can be parted in too many ways; name the sides`,
    );
  const all = 2 ** ids.length - 1;
  const sets = Array.from({ length: Math.max(0, all - 1) }, (_, at) => at + 1);
  return sets
    .filter((set) => areDirected || (set & 1) === 1)
    .map((set) => [...ids.keys()].filter((node) => (set & (1 << node)) !== 0));
};

const named = (
  fault: string,
  side: readonly string[],
  ids: readonly string[],
): readonly number[] => {
  expectNames(`faults.${fault}.sides`, side);
  const stranger = side.find((id) => !ids.includes(id));
  if (stranger !== undefined)
    throw new UsageError(`faults.${fault}.sides: ${unknownName("node", stranger, ids)}`);
  const nodes = [...ids.keys()].filter((node) => side.includes(ids[node]!));
  if (nodes.length > 0 && nodes.length < ids.length) return nodes;
  throw new UsageError(
    `faults.${fault}.sides: a side of ${nodes.length} of ${ids.length} nodes parts nobody`,
  );
};

const linksFrom = (side: readonly number[], nodes: number): readonly number[] =>
  side.flatMap((from) => others(side, nodes).map((to) => from * nodes + to));

const linksTo = (side: readonly number[], nodes: number): readonly number[] =>
  others(side, nodes).flatMap((from) => side.map((to) => from * nodes + to));

const others = (side: readonly number[], nodes: number): readonly number[] =>
  Array.from({ length: nodes }, (_, node) => node).filter((node) => !side.includes(node));
