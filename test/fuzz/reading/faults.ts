/** What may go wrong at one node, and how it starts again. */
import type { Faults } from "../../../models/protocol.ts";
import { keyOf } from "../values.ts";
import {
  cellOf,
  NOTHING,
  withCell,
  type Action,
  type Arena,
  type Cell,
  type Envelope,
  type World,
} from "./arena.ts";
import { suffer } from "./budgets.ts";
import { kindOf, nextIn, post, twice, without } from "./network.ts";
import { crashesMidStep, fire, fireUnasked, isHeldUp, stopped } from "./steps.ts";

export const faults = (arena: Arena, world: World, at: number): readonly Action[] => {
  if (!world.cells[at]!.up) return restarts(arena, world, at);
  return [
    ...upsets(arena, world, at, "drop"),
    ...upsets(arena, world, at, "duplicate"),
    ...suspicions(arena, world, at),
    ...stops(arena, world, at, "crash"),
    ...stops(arena, world, at, "powerLoss"),
    ...crashesMidStep(arena, world, at),
  ];
};

/** A message is lost, or arrives once more. */
const upsets = (
  arena: Arena,
  world: World,
  at: number,
  kind: "drop" | "duplicate",
): readonly Action[] => {
  const cell = world.cells[at]!;
  const change = kind === "drop" ? without : twice;
  const hasCopies = ({ tag }: Envelope): boolean =>
    kindOf(arena, tag) === "bag" || kindOf(arena, tag) === "fifo";
  return nextIn(arena, world, at).flatMap((envelope): readonly Action[] => {
    const { from, tag, payload } = envelope;
    const left = suffer(arena.scenario, world.left, kind, tag);
    if (left === null || (kind === "duplicate" && !hasCopies(envelope))) return [];
    const inbox = change(cell, envelope);
    const next = withCell({ ...world, left }, at, cellOf(cell.state, inbox, true));
    return [{ ...NOTHING, kind, node: arena.nodes[at]!.self, from, tag, payload, next }];
  });
};

/** Only of timers that may not expire by themselves now. */
const suspicions = (arena: Arena, world: World, at: number): readonly Action[] => {
  const { self: node, unasked } = arena.nodes[at]!;
  return unasked.flatMap((timer): readonly Action[] => {
    if (!isHeldUp(arena, world, at, timer)) return [];
    const { tag, payload } = timer;
    const left = suffer(arena.scenario, world.left, "suspect", tag);
    const fired = left && fireUnasked(arena, { ...world, left }, at, timer);
    if (!fired) return [];
    const { rule, sends } = fired;
    const next = post(arena, fired.world, node, sends);
    return [{ ...NOTHING, kind: "suspect", node, tag, payload, rule, sends, next }];
  });
};

const stops = (
  arena: Arena,
  world: World,
  at: number,
  fault: "crash" | "powerLoss",
): readonly Action[] => {
  const { self: node, role } = arena.nodes[at]!;
  const left = suffer(arena.scenario, world.left, fault, role);
  if (left === null || (fault === "powerLoss" && !mayLose(arena, role))) return [];
  const kept = world.cells[at]!;
  const cell = fault === "crash" ? kept : fallenBack(arena, at, kept);
  const next = withCell({ ...world, left }, at, stopped(arena, cell));
  return [{ ...NOTHING, kind: fault === "crash" ? "crash" : "power-loss", node, next }];
};

/** Where all is on disk, a loss of power would be a crash, which has a budget of its own. */
const mayLose = ({ model }: Arena, role: string): boolean =>
  Object.keys(model.vocabulary.roles[role]!.unsynced ?? {}).length > 0;

/** What had not reached the disk is what the disk says. */
const fallenBack = ({ model, nodes }: Arena, at: number, { state, inbox, up }: Cell): Cell => {
  const { unsynced = {} } = model.vocabulary.roles[nodes[at]!.role]!;
  const onDisk = Object.entries(unsynced).map(([field, disk]) => [field, Object(state)[disk]]);
  return cellOf({ ...state, ...Object.fromEntries(onDisk) }, inbox, up);
};

/** One for each different state in which the node may come up, before its own rule sees it. */
const restarts = (arena: Arena, world: World, at: number): readonly Action[] => {
  const { self: node, role, context } = arena.nodes[at]!;
  const { state, inbox } = world.cells[at]!;
  const { durable } = arena.model.vocabulary.roles[role]!;
  const left = suffer(arena.scenario, world.left, "restart" satisfies keyof Faults, role);
  if (left === null || durable === undefined) return [];
  const kept = Object.fromEntries(durable.map((field) => [field, Object(state)[field]]));
  const starts = arena.model.initial[role]!(context).map((start) => ({ ...start.state, ...kept }));
  const distinct = new Map<string, object>(starts.map((start) => [keyOf(start), start]));
  const rule = arena.model.rules[role]!["Restart"] === undefined ? null : `${role}.Restart`;
  const event = { ...NOTHING, kind: "restart", node, tag: "Restart", payload: {}, rule } as const;
  return [...distinct.values()].flatMap((start): readonly Action[] => {
    const risen = withCell({ ...world, left }, at, cellOf(start, inbox, true));
    if (rule === null) return [{ ...event, next: risen }];
    const fired = fire(arena, risen, at, "Restart", {});
    if (fired === null) return [];
    const next = post(arena, fired.world, node, fired.sends);
    return [{ ...event, sends: fired.sends, next }];
  });
};
