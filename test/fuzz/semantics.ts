/**
 * What may happen next, read off a model as literally as possible: nothing is interned, memoised or
 * packed, and nothing comes from `checks/`. Two independent readings of one language that agree are
 * the point of the fuzz test, so this file must not learn from the engine.
 */
import type {
  Context,
  Model,
  NodeId,
  Observation,
  Scenario,
  Send,
  Setting,
} from "../../models/protocol.ts";
import { keyOf, payloads, product } from "./values.ts";

interface Envelope {
  readonly key: string;
  readonly from: NodeId;
  readonly tag: string;
  readonly payload: object;
}
interface Cell {
  readonly key: string;
  readonly state: object;
  readonly inbox: readonly Envelope[];
  readonly up: boolean;
}
export interface World {
  readonly cells: readonly Cell[];
  /** What is left of the budgets of crashes and of limited timers and requests. */
  readonly left: Readonly<Record<string, number>>;
  readonly history: object;
}
export interface Action {
  readonly kind: "deliver" | "discard" | "timer" | "request" | "crash";
  readonly node: NodeId;
  readonly from: NodeId | null;
  readonly tag: string | null;
  readonly payload: object | null;
  /** The rule that fired, as `role.Tag`. */
  readonly rule: string | null;
  readonly sends: readonly { to: NodeId; tag: string; payload: object }[];
  readonly next: World;
}
/** A model in a scenario, as a transition system. */
export interface System {
  readonly nodes: readonly NodeId[];
  readonly initial: readonly World[];
  readonly actions: (world: World) => readonly Action[];
  readonly see: (observation: Observation, world: World) => object;
}

/** What does not change in a run. */
interface Arena {
  readonly model: Model;
  readonly scenario: Scenario;
  readonly setting: Setting<string, object>;
  readonly nodes: readonly Node[];
  /** History that nothing reads is no part of a state. */
  readonly remembers: boolean;
}

interface Node {
  readonly role: string;
  readonly self: NodeId;
  readonly context: Context;
  /** Every value of its timers and requests. */
  readonly unasked: readonly { kind: "timer" | "request"; tag: string; payload: object }[];
}

/** `observed` is all that is judged. */
export const systemOf = (
  model: Model,
  scenario: Scenario,
  observed: readonly { readonly observation: Observation }[],
): System => {
  const setting = settingOf(model, scenario);
  const remembers = observed.some(({ observation }) => observation["history"] !== undefined);
  const unasked = (role: string): Node["unasked"] =>
    (["timer", "request"] as const).flatMap((kind) =>
      Object.entries(model.vocabulary.roles[role]![`${kind}s`] ?? {}).flatMap(([tag, fields]) =>
        payloads(fields, setting).map((payload) => ({ kind, tag, payload })),
      ),
    );
  const nodes = Object.entries(setting.nodes).flatMap(([role, alike]) =>
    alike.map((self) => {
      const peers = alike.filter((peer) => peer !== self);
      return { role, self, context: { ...setting, self, peers }, unasked: unasked(role) };
    }),
  );
  const arena = { model, scenario, setting, nodes, remembers };
  return {
    nodes: setting.everyone,
    initial: initialWorlds(arena),
    actions: (world) =>
      nodes.flatMap((_, at) => [
        ...deliveries(arena, world, at),
        ...timersAndRequests(arena, world, at),
        ...crash(arena, world, at),
      ]),
    see: (observation, world) => see(arena, observation, world),
  };
};

const settingOf = (model: Model, scenario: Scenario): Setting<string, object> => {
  const parameters: Record<string, unknown> = { ...scenario.parameters };
  for (const [name, value] of Object.entries(model.defaults ?? {}))
    parameters[name] ??= value(parameters);
  const population = model.population(parameters);
  const nodes = Object.fromEntries(
    Object.keys(model.vocabulary.roles).map((role) => {
      const name = (at: number) => (population[role] === 1 ? role : `${role}${at + 1}`) as NodeId;
      return [role, Array.from({ length: population[role]! }, (_, at) => name(at))];
    }),
  );
  const decides = model.quorum ?? ((members, of) => 2 * members.size > of.length);
  const quorum: Setting["quorum"] = (members, of) => decides(members, of, parameters);
  return { nodes, everyone: Object.values(nodes).flat(), quorum, parameters };
};

// ── Messages ────────────────────────────────────────────────────────────────────────────────────

/** An inbox in the one order that stands for all those between which there is no difference. */
const arrange = (arena: Arena, inbox: readonly Envelope[]): readonly Envelope[] => {
  const rank = ({ from }: Envelope): number => arena.setting.everyone.indexOf(from);
  if (arena.scenario.network === "fifo") return inbox.toSorted((a, b) => rank(a) - rank(b));
  const sorted = inbox.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  return arena.scenario.network === "set" ? sorted.filter(isFirst("key")) : sorted;
};

const post = (
  arena: Arena,
  cells: readonly Cell[],
  from: NodeId,
  sends: readonly Send[],
): readonly Cell[] =>
  cells.map((cell, at) => {
    const arriving = sends.flatMap(({ to, tag, payload }) => {
      const copies = to.filter((receiver) => receiver === arena.nodes[at]!.self);
      return copies.map(() => ({ key: keyOf([from, tag, payload]), from, tag, payload }));
    });
    if (arriving.length === 0) return cell;
    return cellOf(cell.state, arrange(arena, [...cell.inbox, ...arriving]), cell.up);
  });

const isFirst =
  (by: "key" | "from") =>
  (envelope: Envelope, at: number, inbox: readonly Envelope[]): boolean =>
    inbox.findIndex((other) => other[by] === envelope[by]) === at;

const cellOf = (state: object, inbox: Cell["inbox"], up: boolean): Cell => {
  const key = `${keyOf(state)}${up ? "" : "down"}[${inbox.map((envelope) => envelope.key).join()}]`;
  return { key, state, inbox, up };
};

/** Equal worlds have equal keys. */
export const keyOfWorld = ({ cells, left, history }: World): string =>
  [...cells.map(({ key }) => key), keyOf(left), keyOf(history)].join("\n");

// ── Worlds and actions ──────────────────────────────────────────────────────────────────────────

const initialWorlds = (arena: Arena): readonly World[] => {
  const { model, scenario, nodes, remembers } = arena;
  const silent: readonly Cell[] = nodes.map(() => cellOf({}, [], true));
  const pools = Object.keys(model.vocabulary.roles).map((role) => [
    crashesOf(scenario, role),
    typeof scenario.crashes === "object"
      ? (new Map(Object.entries(scenario.crashes)).get(role) ?? 0)
      : (scenario.crashes ?? 0),
  ]);
  const limits = Object.entries(scenario.limits ?? {}).map(([tag, most]) => [`limit ${tag}`, most]);
  return product(nodes.map(({ role, context }) => model.initial[role]!(context))).map((chosen) => ({
    cells: chosen.reduce(
      (cells, { state, sends }, at) =>
        post(arena, cells.with(at, cellOf(state, cells[at]!.inbox, true)), nodes[at]!.self, sends),
      silent,
    ),
    left: Object.fromEntries([...pools, ...limits]),
    history: (remembers && model.history?.initial) || {},
  }));
};

type Fired = Pick<Action, "rule" | "sends" | "next">;
const NOTHING = { from: null, tag: null, payload: null };

const fire = (arena: Arena, world: World, at: number, tag: string, event: object): Fired | null => {
  const { role, self, context } = arena.nodes[at]!;
  const cell = world.cells[at]!;
  const outcome = arena.model.rules[role]![tag]!(cell.state, event, context);
  if (outcome === null) return null;
  const record = arena.remembers ? arena.model.history?.record[role]?.[tag] : undefined;
  const step = { self, before: cell.state, after: outcome.state };
  const cells = world.cells.with(at, cellOf(outcome.state, cell.inbox, cell.up));
  const next = {
    ...world,
    cells: post(arena, cells, self, outcome.sends),
    history: record?.(world.history, event, step) ?? world.history,
  };
  const sends = outcome.sends.flatMap((send) => send.to.map((to) => ({ ...send, to })));
  return { rule: `${role}.${tag}`, sends, next };
};

const deliveries = (arena: Arena, world: World, at: number): readonly Action[] => {
  const cell = world.cells[at]!;
  const node = arena.nodes[at]!.self;
  const { network } = arena.scenario;
  if (!cell.up) return [];
  const offered = cell.inbox.filter(isFirst(network === "fifo" ? "from" : "key"));
  return offered.flatMap((envelope): readonly Action[] => {
    const { from, tag, payload } = envelope;
    const rest = cell.inbox.toSpliced(cell.inbox.indexOf(envelope), 1);
    const inbox = network === "set" ? cell.inbox : rest;
    const taken = { ...world, cells: world.cells.with(at, cellOf(cell.state, inbox, true)) };
    const fired = fire(arena, taken, at, tag, { ...payload, from });
    if (fired !== null) return [{ kind: "deliver", node, from, tag, payload, ...fired }];
    if (network !== "fifo") return [];
    return [{ kind: "discard", node, from, tag, payload, rule: null, sends: [], next: taken }];
  });
};

const timersAndRequests = (arena: Arena, world: World, at: number): readonly Action[] => {
  const { self: node, unasked } = arena.nodes[at]!;
  if (!world.cells[at]!.up) return [];
  return unasked.flatMap(({ kind, tag, payload }): readonly Action[] => {
    const left = spend(world.left, `limit ${tag}`);
    const fired = left && fire(arena, { ...world, left }, at, tag, payload);
    return fired ? [{ kind, node, from: null, tag, payload, ...fired }] : [];
  });
};

const crash = (arena: Arena, world: World, at: number): readonly Action[] => {
  const { self: node, role } = arena.nodes[at]!;
  const { state, inbox, up } = world.cells[at]!;
  const left = spend(world.left, crashesOf(arena.scenario, role));
  if (left === null || !up) return [];
  const next = { ...world, left, cells: world.cells.with(at, cellOf(state, inbox, false)) };
  return [{ kind: "crash", node, ...NOTHING, rule: null, sends: [], next }];
};

/** The budget that a crash of a node of this role is charged to. */
const crashesOf = ({ crashes }: Scenario, role: string): string =>
  typeof crashes === "object" ? `crash ${role}` : "crash";

/** What is left once one more is used; what has no budget is never used up. */
const spend = (left: World["left"], what: string): World["left"] | null => {
  const amount = left[what] ?? Infinity;
  if (amount === Infinity) return left;
  return amount > 0 ? { ...left, [what]: amount - 1 } : null;
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
