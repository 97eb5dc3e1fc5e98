/** What a run is made of: nodes and their surroundings, worlds, and the actions between them. */
import type {
  Context,
  Model,
  NodeId,
  Observation,
  Scenario,
  Setting,
} from "../../../models/protocol.ts";
import { keyOf, payloads } from "../values.ts";

export interface Envelope {
  readonly key: string;
  readonly from: NodeId;
  readonly tag: string;
  readonly payload: object;
}
export interface Cell {
  readonly key: string;
  readonly state: object;
  readonly inbox: readonly Envelope[];
  readonly up: boolean;
}
export interface World {
  readonly cells: readonly Cell[];
  /** What is left of each budget and limit, by the name of its pool. */
  readonly left: Readonly<Record<string, number>>;
  /** The links over which nothing passes, each as `linkOf` names it, sorted. */
  readonly cut: readonly string[];
  readonly history: object;
}

/** One copy of a message, for one receiver. */
export interface Sent {
  readonly to: NodeId;
  readonly tag: string;
  readonly payload: object;
}
export type Kind =
  | ("deliver" | "discard" | "timer" | "request" | "drop" | "duplicate" | "suspect")
  | ("crash" | "power-loss" | "restart" | "joint" | "partition" | "one-way" | "heal");
export interface Action {
  readonly kind: Kind;
  /** None where the network falls apart, or is healed. */
  readonly node: NodeId | null;
  readonly from: NodeId | null;
  readonly tag: string | null;
  readonly payload: object | null;
  /** The rule that fired, as `role.Tag`. */
  readonly rule: string | null;
  readonly sends: readonly Sent[];
  /** What did not leave, where the node crashed in the middle of the step. */
  readonly unsent: readonly Sent[] | null;
  readonly side: readonly NodeId[];
  readonly partners: readonly { readonly node: NodeId; readonly state: object }[];
  readonly next: World;
}
/** An action in which none of this plays a part. */
export const NOTHING = {
  node: null,
  from: null,
  tag: null,
  payload: null,
  rule: null,
  sends: [],
  unsent: null,
  side: [],
  partners: [],
} as const;

/** A model in a scenario, as a transition system. */
export interface System {
  readonly nodes: readonly NodeId[];
  readonly initial: readonly World[];
  readonly actions: (world: World) => readonly Action[];
  readonly see: (observation: Observation, world: World) => object;
}

/** What does not change in a run. */
export interface Arena {
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
  readonly unasked: readonly Unasked[];
}
export interface Unasked {
  readonly kind: "timer" | "request";
  readonly tag: string;
  readonly payload: object;
}

/** `observed` is all that is judged. */
export const arenaOf = (
  model: Model,
  scenario: Scenario,
  observed: readonly { readonly observation: Observation }[],
): Arena => {
  const setting = settingOf(model, scenario);
  const remembers = observed.some(({ observation }) => observation["history"] !== undefined);
  const unasked = (role: string): readonly Unasked[] =>
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
  return { model, scenario, setting, nodes, remembers };
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

export const cellOf = (state: object, inbox: Cell["inbox"], up: boolean): Cell => {
  const key = `${keyOf(state)}${up ? "" : "down"}[${inbox.map((envelope) => envelope.key).join()}]`;
  return { key, state, inbox, up };
};

/** The same world but for one cell. */
export const withCell = (world: World, at: number, cell: Cell): World => ({
  ...world,
  cells: world.cells.with(at, cell),
});

/** Equal worlds have equal keys. */
export const keyOfWorld = ({ cells, left, cut, history }: World): string =>
  [...cells.map(({ key }) => key), keyOf(left), cut.join(), keyOf(history)].join("\n");

/** Every set of some of these; the first of them is the lowest bit of the count. */
export const subsets = <T>(of: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: 2 ** of.length }, (_, bits) =>
    of.filter((_, at) => Math.floor(bits / 2 ** at) % 2 === 1),
  );
