/** What a rule of a random model does: the phase it leads to, what is remembered, what is sent. */
import { Schema as S } from "@effect/schema";
import {
  add,
  become,
  NodeId,
  type Context,
  type Outcome,
  type Send,
} from "../../models/protocol.ts";
import { phaseName } from "./names.ts";
import type { Memory, Reaction, Recipe, SendRecipe } from "./recipe.ts";

export const Vote = S.Struct({ by: NodeId, first: S.Boolean });

/** Every field that a node may have; each role has some of them. */
export interface Local {
  readonly phase: string;
  readonly count?: number;
  readonly saved?: number;
  readonly seen?: ReadonlySet<NodeId>;
  readonly last?: NodeId | null;
  readonly log?: readonly number[];
  readonly votes?: ReadonlySet<typeof Vote.Type>;
}
interface Heard {
  readonly from?: NodeId;
  readonly value?: unknown;
}
export type Surroundings = Context<string, { readonly top: number }>;

export const react = (
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
    saved: count,
    seen: add(seen, who),
    last: who,
    log: log.length < 2 ? [...log, Number(Boolean(event.value))] : log,
    votes: add(votes, { by: who, first: event.value === context.self }),
  };
};

const shrunk = ({ count = 0, saved = 0, seen = new Set(), log = [] }: Local) => ({
  count: Math.max(count - 1, 0),
  saved: Math.max(saved - 1, 0),
  seen: new Set([...seen].toSorted().slice(1)),
  last: null,
  log: log.slice(1),
  votes: new Set(),
});

/** To all receivers that take the message: who does not must not be sent it. */
export const sendsOf = (
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
