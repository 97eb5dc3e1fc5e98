/** Steps of several nodes at once. */
import type { Joint } from "../../../models/protocol.ts";
import {
  cellOf,
  NOTHING,
  subsets,
  withCell,
  type Action,
  type Arena,
  type World,
} from "./arena.ts";
import { use } from "./budgets.ts";
import { linkOf, post } from "./network.ts";
import { copiesOf } from "./steps.ts";

export const jointSteps = (arena: Arena, world: World): readonly Action[] =>
  Object.entries(arena.model.joint ?? {}).flatMap(([name, joint]) =>
    [...arena.nodes.entries()].flatMap(([at, { role }]) =>
      role !== joint.role || !world.cells[at]!.up
        ? []
        : setsOf(arena, world, at, joint).flatMap(
            (partners) => together(arena, world, { name, joint, at, partners }) ?? [],
          ),
    ),
  );

/** The places of partners who are up, and not cut off from the node in either direction. */
const setsOf = (
  { nodes }: Arena,
  { cells, cut }: World,
  at: number,
  { with: role, partners: size }: Joint,
): readonly (readonly number[])[] => {
  const { self } = nodes[at]!;
  const isFree = (other: number): boolean => {
    const it = nodes[other]!.self;
    const isCutOff = cut.includes(linkOf(self, it)) || cut.includes(linkOf(it, self));
    return other !== at && nodes[other]!.role === role && cells[other]!.up && !isCutOff;
  };
  const free = [...nodes.keys()].filter(isFree);
  return subsets(free).filter(({ length }) => (size === undefined ? length > 0 : length === size));
};

interface Meeting {
  readonly name: string;
  readonly joint: Joint;
  readonly at: number;
  readonly partners: readonly number[];
}

const together = (
  arena: Arena,
  world: World,
  { name, joint, at, partners }: Meeting,
): Action | null => {
  const left = use(world.left, name);
  const stateOf = (place: number): object => world.cells[place]!.state;
  const ids = partners.map((place) => arena.nodes[place]!.self);
  const { self, context } = arena.nodes[at]!;
  const outcome =
    left && joint.rule(stateOf(at), partners.map(stateOf), { partners: ids }, context);
  if (!outcome) return null;
  const parts = [at, ...partners].map((place, index) => {
    const { state, sends } = index === 0 ? outcome.node : outcome.partners[index - 1]!;
    return { place, state, sends: copiesOf(sends) };
  });
  const changed = parts.reduce<World>(
    (before, { place, state }) =>
      withCell(before, place, cellOf(state, before.cells[place]!.inbox, true)),
    { ...world, left },
  );
  const next = parts.reduce(
    (before, { place, sends }) => post(arena, before, arena.nodes[place]!.self, sends),
    changed,
  );
  return {
    ...NOTHING,
    kind: "joint",
    node: self,
    tag: name,
    payload: {},
    rule: `joint.${name}`,
    sends: parts.flatMap(({ sends }) => sends),
    partners: parts.slice(1).map(({ state }, index) => ({ node: ids[index]!, state })),
    next,
  };
};
