/** Makes a model of a recipe, in the public language alone. */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  alwaysStep,
  atQuiescence,
  become,
  int,
  list,
  noDeadlock,
  NodeId,
  sometimes,
  within,
  type Context,
  type Faults,
  type Model,
  type Outcome,
  type Property,
  type Scenario,
  type Sides,
  type Within,
} from "../../models/protocol.ts";
import { observationOf, verdictOf } from "./conditions.ts";
import { jointStepsOf } from "./interpret-joint.ts";
import { phaseName, phaseOf, SCENARIO } from "./names.ts";
import { react, sendsOf, Vote, type Local, type Surroundings } from "./reactions.ts";
import type { Condition, FieldKind, Memory, PropertyRecipe, Recipe, RoleRecipe } from "./recipe.ts";

const MEMORY = {
  count: int(0, "top"),
  saved: int(0, "top"),
  seen: S.ReadonlySet(NodeId),
  last: S.NullOr(NodeId),
  log: list(int(0, 1), 2),
  votes: S.ReadonlySet(Vote),
} satisfies Record<Memory, S.Schema.AnyNoContext>;
const FIELDS = {
  none: {},
  int: { value: int(0, 1) },
  bounded: { value: int(0, "top") },
  node: { value: NodeId },
  flag: { value: S.Boolean },
  word: { value: S.Literal("one", "two") },
  maybe: { value: S.NullOr(int(1, 2)) },
} satisfies Record<FieldKind, S.Struct.Fields>;
const History = S.Struct({ fired: int(0, 3), who: S.ReadonlySet(NodeId) });

export const modelOf = (recipe: Recipe): Model => {
  const { roles, quorum, properties } = recipe;
  const ofRoles = <T>(make: (role: RoleRecipe) => T): Record<string, T> =>
    Object.fromEntries(roles.map((role) => [role.name, make(role)]));
  const schemas = {
    parameters: S.Struct({ top: int(1, 3) }),
    roles: ofRoles((role) => rolesSchemas(recipe, role)),
    ...(recipe.recorded.length > 0 && { history: History }),
  };
  return {
    name: "random",
    source: "chance",
    vocabulary: schemas,
    population: () => ofRoles(({ population }) => population),
    initial: ofRoles((role) => (context: Context) => startsOf(recipe, role, context)),
    ...(recipe.initially !== null && { initially: boundOf(recipe.initially) }),
    rules: ofRoles((role) => rulesOf(recipe, role)),
    ...(recipe.joint.length > 0 && { joint: jointStepsOf(recipe) }),
    ...(quorum !== null && { quorum: (members: ReadonlySet<NodeId>) => members.size >= quorum }),
    ...(recipe.recorded.length > 0 && { history: historyOf(recipe) }),
    properties: Object.fromEntries(properties.map((it) => [it.name, propertyOf(it)])),
    scenarios: { [SCENARIO]: scenarioOf(recipe) },
    bugs: {},
  };
};

const boundOf = (condition: Condition): Within =>
  within(observationOf(condition), verdictOf(condition));

/** Of a step: what is so before it is so after it. */
const propertyOf = (recipe: PropertyRecipe): Property => {
  const [observation, holds] = [observationOf(recipe), verdictOf(recipe)];
  if (recipe.kind === "alwaysStep")
    return alwaysStep(observation, (before, after) => !holds(before) || holds(after));
  return { always, sometimes, atQuiescence, noDeadlock }[recipe.kind](observation, holds);
};

const rolesSchemas = (
  { fields }: Recipe,
  role: RoleRecipe,
): Model["vocabulary"]["roles"][string] => {
  const tags = (of: readonly string[]) =>
    Object.fromEntries(of.map((tag) => [tag, FIELDS[fields[tag]!]]));
  const phases = Array.from({ length: role.phases }, (_, phase) => phaseName(phase));
  const memory = Object.fromEntries(role.memory.map((name) => [name, MEMORY[name]]));
  return {
    state: S.Struct({ phase: S.Literal(...phases), ...memory }),
    receives: tags(role.receives),
    timers: tags(role.timers),
    requests: tags(role.requests),
    ...(role.durable !== null && { durable: role.durable }),
    ...(role.isUnsynced && { unsynced: { count: "saved" } }),
  };
};

const startsOf = (
  recipe: Recipe,
  { initial, memory }: RoleRecipe,
  context: Context,
): readonly Outcome<object>[] => {
  const blank = { seen: new Set(), last: null, log: [], votes: new Set() };
  return initial.map(({ phase, count, sends }) => {
    const all = { ...blank, count: Math.min(count, recipe.top), saved: 0 };
    const remembered = Object.fromEntries(memory.map((name) => [name, all[name]]));
    const state: object = { phase: phaseName(phase), ...remembered };
    return become(state, ...sendsOf(recipe, sends, {}, context as Surroundings));
  });
};

const rulesOf = (recipe: Recipe, { rules }: RoleRecipe): Model["rules"][string] =>
  Object.fromEntries(
    Object.entries(rules).map(([tag, byPhase]) => [
      tag,
      (state: object, event: object, context: Context) => {
        const reaction = byPhase[phaseOf(state as Local)] ?? null;
        return reaction && react(recipe, reaction, state as Local, event, context as Surroundings);
      },
    ]),
  );

const historyOf = ({ recorded }: Recipe): NonNullable<Model["history"]> => {
  const record = (history: object, _: object, { self }: { readonly self: NodeId }) => {
    const { fired, who } = history as typeof History.Type;
    return { fired: Math.min(fired + 1, 3), who: add(who, self) };
  };
  const tables: Record<string, Record<string, typeof record>> = {};
  for (const rule of recorded) {
    const [role = "", tag = ""] = rule.split(".");
    tables[role] = { ...tables[role], [tag]: record };
  }
  return { initial: { fired: 0, who: new Set() }, record: tables };
};

const nodesIn = ({ roles }: Recipe): readonly string[] =>
  roles.flatMap(({ name, population }) =>
    Array.from({ length: population }, (_, at) => (population === 1 ? name : `${name}${at + 1}`)),
  );

/** The sides that part somebody, of a recipe that may have been made simpler. */
const properSides = (recipe: Recipe, budget: Faults[keyof Faults]): Faults[keyof Faults] | null => {
  if (typeof budget !== "object" || !Array.isArray(budget.sides)) return budget ?? null;
  const nodes = nodesIn(recipe);
  const sides = (budget as Sides).sides
    .map((side) => side.filter((node) => nodes.includes(node)))
    .filter((side) => side.length > 0 && new Set(side).size < nodes.length);
  return sides.length === 0 ? null : { ...(budget as Sides), sides };
};

const faultsOf = (recipe: Recipe): Faults =>
  Object.fromEntries(
    Object.entries(recipe.faults).flatMap(([kind, budget]) => {
      const proper = properSides(recipe, budget);
      return proper === null ? [] : [[kind, proper]];
    }),
  );

const scenarioOf = (recipe: Recipe): Scenario => {
  const faults = faultsOf(recipe);
  const { top, network, limits, outOfReach, unused, silence, caps } = recipe;
  const perfect = recipe.perfect.filter((tag) => !silence.includes(tag));
  return {
    parameters: { top },
    ...(network !== null && { network }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(Object.keys(faults).length > 0 && { faults }),
    ...(recipe.resetsLinks && { resetsLinks: true as const }),
    ...(perfect.length > 0 && { perfect }),
    ...(silence.length > 0 && { silence }),
    ...(Object.keys(caps).length > 0 && { caps }),
    ...(recipe.within !== null && { within: boundOf(recipe.within) }),
    ...(outOfReach.length > 0 && { outOfReach }),
    ...(unused.length > 0 && { unused }),
  };
};
