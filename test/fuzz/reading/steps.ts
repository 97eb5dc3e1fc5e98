/** The steps that nodes take by themselves, whole or with a crash in the middle. */
import type { NodeId } from "../../../models/protocol.ts";
import { firstNodeField } from "../values.ts";
import {
  cellOf,
  NOTHING,
  subsets,
  withCell,
  type Action,
  type Arena,
  type Cell,
  type Sent,
  type Unasked,
  type World,
} from "./arena.ts";
import { suffer, use } from "./budgets.ts";
import { kindOf, linkOf, offered, post, without } from "./network.ts";

/** What a rule made of its node, before anything it sends has left. */
export interface Fired {
  readonly rule: string;
  readonly world: World;
  readonly sends: readonly Sent[];
}

export const fire = (
  arena: Arena,
  world: World,
  at: number,
  tag: string,
  event: object,
): Fired | null => {
  const { role, self, context } = arena.nodes[at]!;
  const cell = world.cells[at]!;
  const outcome = arena.model.rules[role]![tag]!(cell.state, event, context);
  if (outcome === null) return null;
  const record = arena.remembers ? arena.model.history?.record[role]?.[tag] : undefined;
  const step = { self, before: cell.state, after: outcome.state };
  const history = record?.(world.history, event, step) ?? world.history;
  const changed = withCell(world, at, cellOf(outcome.state, cell.inbox, cell.up));
  return { rule: `${role}.${tag}`, world: { ...changed, history }, sends: copiesOf(outcome.sends) };
};

/** One for each receiver, in their order. */
export const copiesOf = (
  sends: readonly { readonly to: readonly NodeId[]; readonly tag: string; payload: object }[],
): readonly Sent[] =>
  sends.flatMap(({ to, tag, payload }) => to.map((receiver) => ({ to: receiver, tag, payload })));

/** An event that a rule takes, with what has become of the network and of the limits before. */
interface Event {
  readonly kind: "deliver" | "timer" | "request";
  readonly from: NodeId | null;
  readonly tag: string;
  readonly payload: object;
  readonly fired: Fired;
}

/** What a node may do next of itself: deliveries, timers, then requests. */
const eventsOf = (arena: Arena, world: World, at: number): readonly Event[] => [
  ...offered(arena, world, at).flatMap((envelope): readonly Event[] => {
    const { from, tag, payload } = envelope;
    const cell = world.cells[at]!;
    const inbox = kindOf(arena, tag) === "set" ? cell.inbox : without(cell, envelope);
    const taken = withCell(world, at, cellOf(cell.state, inbox, true));
    const fired = fire(arena, taken, at, tag, { ...payload, from });
    return fired === null ? [] : [{ kind: "deliver", from, tag, payload, fired }];
  }),
  ...arena.nodes[at]!.unasked.flatMap((unasked): readonly Event[] => {
    if (!world.cells[at]!.up || isHeldUp(arena, world, at, unasked)) return [];
    const fired = fireUnasked(arena, world, at, unasked);
    return fired === null ? [] : [{ ...unasked, from: null, fired }];
  }),
];

/** The timer or request is charged to its limit. */
export const fireUnasked = (
  arena: Arena,
  world: World,
  at: number,
  { tag, payload }: Unasked,
): Fired | null => {
  const left = use(world.left, tag);
  return left && fire(arena, { ...world, left }, at, tag, payload);
};

/**
 * Of a perfect timer: its peer is up, or has something on its way to the node. One of silence is
 * not held up while nothing passes from there.
 */
export const isHeldUp = (
  { model, scenario, nodes }: Arena,
  { cells, cut }: World,
  at: number,
  { kind, tag, payload }: Unasked,
): boolean => {
  const isOfSilence = scenario.silence?.includes(tag) === true;
  if (kind !== "timer" || !(isOfSilence || scenario.perfect?.includes(tag))) return false;
  const field = firstNodeField(model.vocabulary.roles[nodes[at]!.role]!.timers![tag]!);
  const peer: unknown = Object(payload)[field];
  if (isOfSilence && cut.includes(linkOf(peer as NodeId, nodes[at]!.self))) return false;
  const isUp = cells[nodes.findIndex(({ self }) => self === peer)]!.up;
  return isUp || cells[at]!.inbox.some(({ from }) => from === peer);
};

export const steps = (arena: Arena, world: World, at: number): readonly Action[] => {
  const node = arena.nodes[at]!.self;
  return [
    ...eventsOf(arena, world, at).map(({ fired, ...event }) => {
      const next = post(arena, fired.world, node, fired.sends);
      return { ...NOTHING, ...event, node, rule: fired.rule, sends: fired.sends, next };
    }),
    ...discards(arena, world, at),
  ];
};

/** What is declined at the head of a queue must not hold up what is behind it. */
const discards = (arena: Arena, world: World, at: number): readonly Action[] => {
  const cell = world.cells[at]!;
  const node = arena.nodes[at]!.self;
  return offered(arena, world, at).flatMap((envelope): readonly Action[] => {
    const { from, tag, payload } = envelope;
    if (kindOf(arena, tag) !== "fifo") return [];
    if (fire(arena, world, at, tag, { ...payload, from }) !== null) return [];
    const next = withCell(world, at, cellOf(cell.state, without(cell, envelope), true));
    return [{ ...NOTHING, kind: "discard", node, from, tag, payload, next }];
  });
};

/** After the step, down; and any subset of what was sent has left by then. */
export const crashesMidStep = (arena: Arena, world: World, at: number): readonly Action[] => {
  const { self: node, role } = arena.nodes[at]!;
  const suffered = suffer(arena.scenario, world.left, "crashMidStep", role);
  if (suffered === null) return [];
  const before = { ...world, left: suffered };
  return eventsOf(arena, before, at).flatMap(({ fired, ...event }): readonly Action[] => {
    const places = [...fired.sends.keys()];
    return subsets(places).map((leaving) => {
      const sends = leaving.map((place) => fired.sends[place]!);
      const unsent = fired.sends.filter((_, place) => !leaving.includes(place));
      const sent = post(arena, fired.world, node, sends);
      const next = withCell(sent, at, stopped(arena, sent.cells[at]!));
      return { ...NOTHING, ...event, node, rule: fired.rule, sends, unsent, next };
    });
  });
};

/** The state stays, and so does the inbox, unless links are reset. */
export const stopped = ({ scenario }: Arena, { state, inbox }: Cell): Cell =>
  cellOf(state, scenario.resetsLinks ? [] : inbox, false);
