/**
 * What may happen next, read off a model as literally as possible: nothing is interned, memoised or
 * packed, and nothing comes from `checks/`. Two independent readings of one language that agree are
 * the point of the fuzz test, so neither this file nor those in `reading/` must learn from the
 * engine.
 */
import type { Model, Observation, Scenario } from "../../models/protocol.ts";
import { arenaOf, cellOf, type Arena, type System, type World } from "./reading/arena.ts";
import { poolsOf } from "./reading/budgets.ts";
import { faults } from "./reading/faults.ts";
import { jointSteps } from "./reading/joint.ts";
import { links } from "./reading/links.ts";
import { post } from "./reading/network.ts";
import { copiesOf, steps } from "./reading/steps.ts";
import { product } from "./values.ts";

export { keyOfWorld, type Action, type Kind, type System, type World } from "./reading/arena.ts";

/** `observed` is all that is judged. */
export const systemOf = (
  model: Model,
  scenario: Scenario,
  observed: readonly { readonly observation: Observation }[],
): System => {
  const arena = arenaOf(model, scenario, observed);
  return {
    nodes: arena.setting.everyone,
    initial: initialWorlds(arena),
    actions: (world) => [
      ...arena.nodes.flatMap((_, at) => [...steps(arena, world, at), ...faults(arena, world, at)]),
      ...jointSteps(arena, world),
      ...links(arena, world),
    ],
    see: (observation, world) => see(arena, observation, world),
  };
};

const initialWorlds = (arena: Arena): readonly World[] => {
  const { model, scenario, nodes, remembers } = arena;
  const { initially } = model;
  const left = Object.fromEntries(poolsOf(scenario).map(({ pool, amount }) => [pool, amount]));
  const history = (remembers && model.history?.initial) || {};
  const ways = product(nodes.map(({ role, context }) => model.initial[role]!(context)));
  const worlds = ways.map((chosen) => {
    const cells = chosen.map(({ state }) => cellOf(state, [], true));
    return chosen.reduce<World>(
      (world, { sends }, at) => post(arena, world, nodes[at]!.self, copiesOf(sends)),
      { cells, left, cut: [], history },
    );
  });
  if (initially === undefined) return worlds;
  const start = model.history?.initial ?? {};
  return worlds.filter((world) =>
    initially.holds(see(arena, initially.observation, { ...world, history: start })),
  );
};

const see = (arena: Arena, observation: Observation, { cells, history }: World): object => {
  const projections = Object.entries(observation).map(([name, projection]) => {
    const view = projection as (...of: readonly unknown[]) => unknown;
    if (name === "history") return [name, view(history, arena.setting)];
    const seen = cells.flatMap(({ state, up, inbox }, at) => {
      const { role, context } = arena.nodes[at]!;
      return role === name ? [view(state, { ...context, up, inboxEmpty: inbox.length === 0 })] : [];
    });
    return [name, seen];
  });
  return Object.fromEntries(projections);
};
