/** Makes a model of a recipe, in the public language alone. */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  atQuiescence,
  become,
  int,
  list,
  NodeId,
  sometimes,
  vocabulary,
  within,
  type Context,
  type Model,
  type Observation,
  type Outcome,
  type Scenario,
  type Send,
} from "../../models/protocol.ts";
import { observationOf, verdictOf } from "./conditions.ts";
import { phaseName, SCENARIO } from "./names.ts";
import type { FieldKind, Memory, Reaction, Recipe, RoleRecipe, SendRecipe } from "./recipe.ts";

const Vote = S.Struct({ by: NodeId, first: S.Boolean });
const MEMORY = {
  count: int(0, "top"),
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

/** Every field that a node may have; each role has some of them. */
interface Local {
  readonly phase: string;
  readonly count?: number;
  readonly seen?: ReadonlySet<NodeId>;
  readonly last?: NodeId | null;
  readonly log?: readonly number[];
  readonly votes?: ReadonlySet<typeof Vote.Type>;
}
interface Heard {
  readonly from?: NodeId;
  readonly value?: unknown;
}
type Surroundings = Context<string, { readonly top: number }>;

export const modelOf = (recipe: Recipe): Model => {
  const { roles, quorum, properties } = recipe;
  const ofRoles = <T>(make: (role: RoleRecipe) => T): Record<string, T> =>
    Object.fromEntries(roles.map((role) => [role.name, make(role)]));
  const schemas = {
    parameters: S.Struct({ top: int(1, 3) }),
    roles: ofRoles((role) => rolesSchemas(recipe, role)),
    ...(recipe.recorded.length > 0 && { history: History }),
  };
  const language = vocabulary(schemas as Model["vocabulary"]);
  const definition: Model = {
    name: "random",
    source: "chance",
    vocabulary: schemas,
    population: () => ofRoles(({ population }) => population),
    initial: ofRoles((role) => (context: Context) => startsOf(recipe, role, context)),
    rules: ofRoles((role) => rulesOf(recipe, role)),
    ...(quorum !== null && { quorum: (members: ReadonlySet<NodeId>) => members.size >= quorum }),
    ...(recipe.recorded.length > 0 && { history: historyOf(recipe) }),
    properties: Object.fromEntries(
      properties.map((property) => {
        const kind = { always, sometimes, atQuiescence }[property.kind];
        return [property.name, kind(observationOf(property), verdictOf(property))];
      }),
    ),
    scenarios: { [SCENARIO]: scenarioOf(recipe) },
    bugs: {},
  };
  return language.model(definition);
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
  };
};

const startsOf = (
  recipe: Recipe,
  { initial, memory }: RoleRecipe,
  context: Context,
): readonly Outcome<object>[] => {
  const blank = { seen: new Set(), last: null, log: [], votes: new Set() };
  return initial.map(({ phase, count, sends }) => {
    const all = { ...blank, count: Math.min(count, recipe.top) };
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
        const reaction = byPhase[Number((state as Local).phase.slice(1))] ?? null;
        return reaction && react(recipe, reaction, state as Local, event, context as Surroundings);
      },
    ]),
  );

const react = (
  recipe: Recipe,
  reaction: Reaction,
  state: Local,
  event: Heard,
  context: Surroundings,
): Outcome<object> | null => {
  if (!isOpen(reaction.guard, state, event, context)) return null;
  const paid = reaction.guard === "count" && state.count ? { count: state.count - 1 } : {};
  const moved = { ...state, ...paid, phase: phaseName(reaction.phase) };
  const changes = Object.entries(reaction.effects).map(([name, effect]) => [
    name,
    (effect === "grow" ? grown(moved, event, context) : shrunk(moved))[name as Memory],
  ]);
  const next: object = { ...moved, ...Object.fromEntries(changes) };
  return become(next, ...sendsOf(recipe, reaction.sends, event, context));
};

const whoIn = (event: Heard, { self }: Surroundings): NodeId => event.from ?? self;

const isOpen = (
  guard: Reaction["guard"],
  { count = 0, seen = new Set() }: Local,
  event: Heard,
  context: Surroundings,
): boolean => {
  const who = whoIn(event, context);
  const [first = []] = Object.values(context.nodes);
  const heard = new Set([...seen, who].filter((node) => first.includes(node)));
  return {
    none: true,
    count: count > 0,
    fresh: !seen.has(who),
    quorum: context.quorum(heard, first),
    value: Boolean(event.value) && event.value !== context.self,
  }[guard];
};

const grown = (state: Local, event: Heard, context: Surroundings) => {
  const { count = 0, seen = new Set(), log = [], votes = new Set() } = state;
  const who = whoIn(event, context);
  return {
    count: Math.min(count + 1, context.parameters.top),
    seen: add(seen, who),
    last: who,
    log: log.length < 2 ? [...log, Number(Boolean(event.value))] : log,
    votes: add(votes, { by: who, first: event.value === context.self }),
  };
};

const shrunk = ({ count = 0, seen = new Set(), log = [] }: Local) => ({
  count: Math.max(count - 1, 0),
  seen: new Set([...seen].toSorted().slice(1)),
  last: null,
  log: log.slice(1),
  votes: new Set(),
});

/** To all receivers that take the message: who does not must not be sent it. */
const sendsOf = (
  recipe: Recipe,
  sends: readonly SendRecipe[],
  event: Heard,
  context: Surroundings,
): readonly Send[] =>
  sends.map(({ tag, to, value }) => ({
    to: receiversOf(to, event, context).filter((node) => {
      const [role] = Object.entries(context.nodes).find(([, ids]) => ids.includes(node))!;
      return recipe.roles.find(({ name }) => name === role)!.receives.includes(tag);
    }),
    tag,
    payload:
      recipe.fields[tag] === "none" ? {} : { value: valueOf(recipe, tag, value, event, context) },
  }));

const receiversOf = (to: string, event: Heard, context: Surroundings): readonly NodeId[] => {
  const sender = whoIn(event, context);
  const known = new Map<string, readonly NodeId[]>([
    ["self", [context.self]],
    ["sender", [sender]],
    ["twice", [sender, sender]],
    ["peers", context.peers],
    ["everyone", context.everyone],
  ]);
  return known.get(to) ?? context.nodes[to] ?? [];
};

const valueOf = (
  { fields, top }: Recipe,
  tag: string,
  value: SendRecipe["value"],
  event: Heard,
  { everyone }: Surroundings,
): unknown => {
  const domain = {
    none: [],
    int: [0, 1],
    bounded: Array.from({ length: top + 1 }, (_, number) => number),
    node: everyone,
    flag: [false, true],
    word: ["one", "two"],
    maybe: [null, 1, 2],
  }[fields[tag]!] as readonly unknown[];
  if (value === "copy" && domain.includes(event.value)) return event.value;
  return domain[(value === "copy" ? 0 : value) % domain.length];
};

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

const scenarioOf = (recipe: Recipe): Scenario => {
  const { top, network, limits, crashes, outOfReach, within: bound } = recipe;
  const observation: Observation = bound === null ? {} : observationOf(bound);
  return {
    parameters: { top },
    ...(network !== null && { network }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(crashes !== null && { faults: { crash: crashes } }),
    ...(bound !== null && { within: within(observation, verdictOf(bound)) }),
    ...(outOfReach.length > 0 && { outOfReach }),
  };
};
