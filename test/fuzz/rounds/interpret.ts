/** Makes a synchronous model of a recipe, in the public language alone. */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  atQuiescence,
  become,
  int,
  list,
  NodeId,
  position,
  sometimes,
  within,
  type Context,
  type Model,
  type Observation,
  type Outcome,
  type Scenario,
  type Send,
} from "../../../models/protocol.ts";
import { observationOf, verdictOf } from "../conditions.ts";
import { phaseName, SCENARIO } from "../names.ts";
import type { FieldRecipe, Guard, Memory, Reaction, Recipe } from "./recipe.ts";
import type { RoleRecipe, SendRecipe } from "./recipe.ts";

const MEMORY = {
  count: int(0, "top"),
  seen: S.ReadonlySet(NodeId),
  last: S.NullOr(NodeId),
  log: list(int(0, 1), 2),
} satisfies Record<Memory, S.Schema.AnyNoContext>;
/** The words are not declared in the order of a dictionary, which is not the one to be kept. */
const FIELDS = {
  flag: S.Boolean,
  word: S.Literal("two", "one"),
  number: int(0, "top"),
  node: NodeId,
  maybe: S.NullOr(int(1, 1)),
} satisfies Record<FieldRecipe["kind"], S.Schema.AnyNoContext>;

/** Every field that a node may have; each role has some of them. */
interface Local {
  readonly phase: string;
  readonly count?: number;
  readonly seen?: ReadonlySet<NodeId>;
  readonly last?: NodeId | null;
  readonly log?: readonly number[];
}
interface Heard {
  readonly from?: NodeId;
  readonly round: number;
  readonly value?: unknown;
  readonly at?: unknown;
}
/** What is reacted to, where, and by the rule of which tag. */
interface Moment {
  readonly recipe: Recipe;
  readonly tag: string | null;
  readonly state: Local;
  readonly event: Heard;
  readonly context: Context;
}

export const modelOf = (recipe: Recipe): Model => {
  const { roles } = recipe;
  const ofRoles = <T>(make: (role: RoleRecipe) => T): Record<string, T> =>
    Object.fromEntries(roles.map((role) => [role.name, make(role)]));
  const schemas: Model["vocabulary"] = {
    parameters: S.Struct({ top: int(1, 3), traitors: int(0, 4) }),
    synchronous: true,
    roles: ofRoles((role) => rolesSchemas(recipe, role)),
  };
  return {
    name: "random",
    source: "chance",
    vocabulary: schemas,
    population: () => ofRoles(({ population }) => population),
    traitors: "traitors",
    initial: ofRoles((role) => (context: Context) => startsOf(recipe, role, context)),
    rules: ofRoles((role) => rulesOf(recipe, role)),
    properties: Object.fromEntries(
      recipe.properties.map((property) => {
        const kind = { always, sometimes, atQuiescence }[property.kind];
        return [property.name, kind(observationOf(property), verdictOf(property))];
      }),
    ),
    scenarios: { [SCENARIO]: scenarioOf(recipe) },
    bugs: {},
  };
};

const scenarioOf = ({ top, traitors, outOfReach, within: bound }: Recipe): Scenario => {
  const observation: Observation = bound === null ? {} : observationOf(bound);
  return {
    parameters: { top, traitors },
    ...(outOfReach.length > 0 && { outOfReach }),
    ...(bound !== null && { within: within(observation, verdictOf(bound)) }),
  };
};

const rolesSchemas = (
  { fields }: Recipe,
  role: RoleRecipe,
): Model["vocabulary"]["roles"][string] => {
  const phases = Array.from({ length: role.phases }, (_, phase) => phaseName(phase));
  const memory = Object.fromEntries(role.memory.map((name) => [name, MEMORY[name]]));
  const schemaOf = (tag: string, { name, kind }: FieldRecipe): S.Schema.AnyNoContext =>
    role.positions.includes(`${tag}.${name}`)
      ? position(FIELDS[kind] as S.Schema<unknown>)
      : FIELDS[kind];
  const receives = role.receives.map((tag) => [
    tag,
    Object.fromEntries(fields[tag]!.map((field) => [field.name, schemaOf(tag, field)])),
  ]);
  return {
    state: S.Struct({ phase: S.Literal(...phases), ...memory }),
    receives: Object.fromEntries(receives) as Record<string, S.Struct.Fields>,
  };
};

const BLANK = { count: 0, seen: new Set(), last: null, log: [] };

const startsOf = (
  recipe: Recipe,
  { initial, memory }: RoleRecipe,
  context: Context,
): readonly Outcome<object>[] =>
  initial.map(({ phase, sends }) => {
    const remembered = Object.fromEntries(memory.map((name) => [name, BLANK[name]]));
    const state = { phase: phaseName(phase), ...remembered };
    const moment = { recipe, tag: null, state, event: { round: 0 }, context };
    return become<object>(state, ...sendsOf(moment, sends));
  });

const rulesOf = (recipe: Recipe, { rules }: RoleRecipe): Model["rules"][string] =>
  Object.fromEntries(
    Object.entries(rules).map(([tag, byPhase]) => [
      tag,
      (state: object, event: object, context: Context) => {
        const moment = { recipe, tag, state: state as Local, event: event as Heard, context };
        if (moment.event.round >= recipe.rounds) return null;
        const reactions = byPhase[Number(moment.state.phase.slice(1))] ?? [];
        const reaction = reactions.find(({ guard }) => isOpen(guard, moment));
        return reaction ? react(reaction, moment) : null;
      },
    ]),
  );

const react = (reaction: Reaction, moment: Moment): Outcome<object> => {
  const { state } = moment;
  const changes = Object.entries(reaction.effects).map(([name, effect]) => [
    name,
    (effect === "grow" ? grown(moment) : shrunk(state))[name as Memory],
  ]);
  const next: object = {
    ...state,
    phase: phaseName(reaction.phase),
    ...(Object.fromEntries(changes) as object),
  };
  return become(next, ...sendsOf(moment, reaction.sends));
};

const isOpen = ({ is, at }: Guard, { recipe, tag, state, event, context }: Moment): boolean => {
  const { count = 0, seen = new Set(), log = [] } = state;
  const isNth = (name: FieldRecipe["name"]): boolean => {
    const domain = domainOf(recipe, tag, name, context);
    return domain.length > 0 && event[name] === domain[at % domain.length];
  };
  switch (is) {
    case "none":
      return true;
    case "round":
      return event.round === at;
    case "late":
      return event.round > at;
    case "value":
      return isNth("value");
    case "position":
      return isNth("at");
    case "sender":
      return event.from === context.everyone[at % context.everyone.length];
    case "fresh":
      return event.from === undefined || !seen.has(event.from);
    case "heard":
      return Math.max(count, seen.size, log.length) >= at;
  }
};

const grown = ({ recipe, tag, state, event, context }: Moment) => {
  const { count = 0, seen = new Set(), log = [] } = state;
  const who = event.from ?? context.self;
  const rank = domainOf(recipe, tag, "value", context).indexOf(event.value);
  return {
    count: Math.min(count + 1, recipe.top),
    seen: add(seen, who),
    last: who,
    log: log.length < 2 ? [...log, rank > 0 === (tag === "Echo") ? 0 : 1] : log,
  };
};

const shrunk = ({ count = 0, seen = new Set(), log = [] }: Local) => ({
  count: Math.max(count - 1, 0),
  seen: new Set([...seen].toSorted().slice(1)),
  last: null,
  log: log.slice(1),
});

/** To all receivers that take the message: who does not must not be sent it. */
const sendsOf = (moment: Moment, sends: readonly SendRecipe[]): readonly Send[] => {
  const { recipe, context } = moment;
  return sends.map(({ tag, to, value, at }) => {
    const drawn = { value, at };
    return {
      to: receiversOf(to, moment).filter((node) => {
        const [role] = Object.entries(context.nodes).find(([, ids]) => ids.includes(node))!;
        return recipe.roles.find(({ name }) => name === role)!.receives.includes(tag);
      }),
      tag,
      payload: Object.fromEntries(
        recipe.fields[tag]!.map(({ name }) => [name, fieldOf(moment, tag, name, drawn[name])]),
      ),
    };
  });
};

const receiversOf = (to: string, { event, context }: Moment): readonly NodeId[] => {
  const { self, peers, everyone, nodes } = context;
  const sender = event.from ?? self;
  const known = new Map<string, readonly NodeId[]>([
    ["self", [self]],
    ["sender", [sender]],
    ["twice", [sender, sender]],
    ["peers", peers],
    ["others", everyone.filter((node) => node !== self)],
    ["everyone", everyone],
  ]);
  return known.get(to) ?? nodes[to] ?? [];
};

const fieldOf = (
  { recipe, state, event, context }: Moment,
  tag: string,
  name: FieldRecipe["name"],
  drawn: SendRecipe["value" | "at"],
): unknown => {
  const domain = domainOf(recipe, tag, name, context);
  if (drawn === "copy" && domain.includes(event[name])) return event[name];
  const kept = state.count ?? state.log?.[0] ?? Number(state.phase.slice(1));
  const rank =
    typeof drawn === "number" ? drawn : { copy: 0, memory: kept, round: event.round }[drawn];
  return domain[rank % domain.length];
};

const domainOf = (
  { fields, top }: Recipe,
  tag: string | null,
  name: FieldRecipe["name"],
  { everyone }: Context,
): readonly unknown[] => {
  const field = fields[tag ?? ""]?.find((field) => field.name === name);
  if (!field) return [];
  return {
    flag: [false, true],
    word: ["two", "one"],
    number: Array.from({ length: top + 1 }, (_, number) => number),
    node: everyone,
    maybe: [null, 1],
  }[field.kind];
};
