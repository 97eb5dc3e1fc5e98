/** What does not change in the runs of a model: its nodes, and what they may be told. */
import type { Context, Model, NodeId, Observation, Setting } from "../../../models/protocol.ts";
import { keyOf } from "../values.ts";
import { keyOfMessage, menuOf, type Message } from "./domains.ts";

export interface Node {
  readonly role: string;
  readonly self: NodeId;
  readonly context: Context;
  readonly menu: readonly Message[];
}

/** Nodes are numbered in the order of their roles, and within a role by index. */
export interface Arena {
  readonly model: Model;
  readonly nodes: readonly Node[];
  readonly traitors: number;
}

export interface Envelope {
  readonly from: number;
  readonly to: number;
  readonly message: Message;
}

export const arenaOf = (model: Model, given: object): Arena => {
  const parameters: Record<string, unknown> = { ...given };
  for (const [name, value] of Object.entries(model.defaults ?? {}))
    parameters[name] ??= value(parameters);
  const population = model.population(parameters);
  const { roles } = model.vocabulary;
  const ids = Object.fromEntries(
    Object.keys(roles).map((role) => {
      const name = (at: number) => (population[role] === 1 ? role : `${role}${at + 1}`) as NodeId;
      return [role, Array.from({ length: population[role]! }, (_, at) => name(at))];
    }),
  );
  const decides = model.quorum ?? ((members, of) => 2 * members.size > of.length);
  const quorum: Setting["quorum"] = (members, of) => decides(members, of, parameters);
  const setting = { nodes: ids, everyone: Object.values(ids).flat(), quorum, parameters };
  const nodes = Object.entries(ids).flatMap(([role, alike]) => {
    const menu = menuOf(roles[role]!.receives, setting);
    return alike.map((self) => {
      const peers = alike.filter((peer) => peer !== self);
      return { role, self, context: { ...setting, self, peers }, menu };
    });
  });
  const traitors = model.traitors === undefined ? 0 : Number(parameters[model.traitors]);
  return { model, nodes, traitors };
};

/** Every way to choose so many of the numbers below `from`. */
export const choices = (from: number, count: number): readonly (readonly number[])[] => {
  if (count === 0) return [[]];
  if (count > from) return [];
  const without = choices(from - 1, count);
  return [...without, ...choices(from - 1, count - 1).map((some) => [...some, from - 1])];
};

export interface Effect {
  readonly state: object;
  readonly sends: readonly Envelope[];
}

/** Nothing, where the rule declines. */
export const apply = (
  arena: Arena,
  at: number,
  state: object,
  tag: string,
  event: object,
): Effect | null => {
  const { role, context } = arena.nodes[at]!;
  const outcome = arena.model.rules[role]![tag]!(state, event, context);
  return outcome && { state: outcome.state, sends: posted(arena, at, outcome.sends) };
};

type Sends = NonNullable<ReturnType<Model["rules"][string][string]>>["sends"];

export const posted = ({ nodes }: Arena, from: number, sends: Sends): readonly Envelope[] =>
  sends.flatMap(({ to, tag, payload }) =>
    to.map((receiver) => {
      const index = nodes.findIndex(({ self }) => self === receiver);
      const key = keyOfMessage(tag, payload);
      const message = nodes[index]?.menu.find((known) => known.key === key);
      if (!message) throw new RangeError(`${receiver} does not receive ${key}`);
      return { from, to: index, message };
    }),
  );

/** What was sent by one node to another, in the order in which it is read. */
export const between = (
  { nodes }: Arena,
  envelopes: readonly Envelope[],
  from: number,
  to: number,
): readonly Message[] => {
  const { menu } = nodes[to]!;
  return envelopes
    .filter((envelope) => envelope.from === from && envelope.to === to)
    .map(({ message }) => message)
    .toSorted((a, b) => menu.indexOf(a) - menu.indexOf(b));
};

/** What a property sees of the loyal nodes; all else is out of its sight. */
export const see = (
  { nodes }: Arena,
  loyal: readonly number[],
  observation: Observation,
  states: readonly object[],
): object => {
  const projections = Object.entries(observation).map(([role, projection]) => {
    const view = projection as (...of: readonly unknown[]) => unknown;
    const members = loyal.filter((at) => nodes[at]!.role === role);
    return [role, members.map((at) => view(states[at], nodes[at]!.context))] as const;
  });
  return Object.fromEntries(projections);
};

export const nameOf = ({ self }: Pick<Node, "self">, state: object): string =>
  `${self} ${keyOf(state)}`;
