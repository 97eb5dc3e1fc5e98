/** How a network falls apart, and comes together again. */
import type { NodeId } from "../../../models/protocol.ts";
import { keyOf } from "../values.ts";
import { NOTHING, subsets, type Action, type Arena, type World } from "./arena.ts";
import { suffer } from "./budgets.ts";
import { linkOf } from "./network.ts";

export const links = (arena: Arena, world: World): readonly Action[] => [
  ...cuts(arena, world, "partition"),
  ...cuts(arena, world, "oneWay"),
  ...(world.cut.length === 0
    ? []
    : [{ ...NOTHING, kind: "heal" as const, next: { ...world, cut: [] } }]),
];

/** Only where a link is cut that was not. */
const cuts = (arena: Arena, world: World, fault: "partition" | "oneWay"): readonly Action[] => {
  const left = suffer(arena.scenario, world.left, fault, "");
  if (left === null) return [];
  return sidesOf(arena, fault).flatMap((side): readonly Action[] => {
    const others = arena.setting.everyone.filter((node) => !side.includes(node));
    const away = side.flatMap((from) => others.map((to) => linkOf(from, to)));
    const back = side.flatMap((to) => others.map((from) => linkOf(from, to)));
    const gone = fault === "partition" ? [...away, ...back] : away;
    const cut = [...new Set([...world.cut, ...gone])].toSorted();
    if (keyOf(cut) === keyOf(world.cut)) return [];
    const kind = fault === "partition" ? "partition" : "one-way";
    return [{ ...NOTHING, kind, side, next: { ...world, left, cut } }];
  });
};

/** Of the two halves of a partition, one stands for both: it is the same division. */
const sidesOf = (
  { scenario: { faults = {} }, setting: { everyone } }: Arena,
  fault: "partition" | "oneWay",
): readonly (readonly NodeId[])[] => {
  const given = faults[fault];
  if (typeof given === "object") return given.sides as readonly (readonly NodeId[])[];
  const last = everyone.at(-1);
  const isOther = (side: readonly NodeId[]): boolean =>
    fault === "partition" && side.some((node) => node === last);
  return subsets(everyone).filter((side) => !isOther(side));
};
