/**
 * One model made concrete: a scenario with its parameters gives nodes, contexts and budgets, and a
 * bug replaces what it replaces. Everything later reads this, and never the definition.
 */
import type {
  Bug,
  Context,
  Model,
  NetworkKind,
  NodeId,
  Scenario,
  Setting,
} from "../../models/protocol.ts";
import { InvalidModel, UsageError } from "../errors.ts";
import { codecOf, type Codec } from "../schema/codec.ts";
import { unknownName } from "../names.ts";
import { parametersOf } from "../schema/parameters.ts";
import { shapeOf, shapeOfFields } from "../schema/read.ts";
import { print } from "../schema/print.ts";
import type { Shape } from "../schema/shape.ts";
import { budgetsOf, kindOf as kindOfNetwork, type Budgets } from "./budgets.ts";
import { callModel, type AnyRule } from "./apply.ts";
import { deepFreeze } from "./freeze.ts";
import { inputsOf, type Input } from "./inputs.ts";
import { jointStepsOf, type JointStep } from "./joint-steps.ts";
import { partitionsOf, type Partition } from "./partitions.ts";
import { losing, refuseUnknownFields, restartsOf } from "./restarts.ts";
import { slotOf, type Slot } from "./slot.ts";
import { validate, validateBug, validateScenario } from "./validate.ts";

export interface Instance {
  readonly model: Model;
  readonly scenarioName: string;
  readonly scenario: Scenario;
  readonly bugName: string | null;
  readonly bug: Bug | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the nodes act in synchronous rounds. */
  readonly inRounds: boolean;
  /** Exactly so many nodes are traitors; which ones, nobody is told. */
  readonly traitors: number;
  readonly setting: Setting;
  /** In the order of their roles' declaration, which is the order of everything. */
  readonly nodes: readonly Node[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly budgets: Budgets;
  /** The ways in which the network may fall apart; none, where it never does. */
  readonly partitions: readonly Partition[];
  readonly joint: readonly JointStep[];
  /** Of the history, if the model keeps one. */
  readonly history: Codec | null;
}

export interface Node {
  readonly index: number;
  readonly id: NodeId;
  readonly role: string;
  readonly context: Context;
  readonly state: Codec;
  readonly shape: Shape;
  /** In declared order; a tag's number is its place in it. */
  readonly receives: readonly Message[];
  readonly tagNumber: ReadonlyMap<string, number>;
  /**
   * Timers and then requests, each with every value of its fields, in canonical order; and, where
   * it may start again, the ways in which it does.
   */
  readonly inputs: readonly Input[];
  /** In rounds: what ends each turn of the node. */
  readonly roundEnd: RoundEnd | null;
  /** The budgets that its faults are charged to; -1: it has no such fault. */
  readonly faults: Readonly<Record<NodeFault, number>>;
  /** What a loss of power makes of its state. */
  readonly losing: (state: object) => object;
}
const NODE_FAULTS = ["crash", "crashMidStep", "powerLoss", "restart"] as const;
type NodeFault = (typeof NODE_FAULTS)[number];

export interface Message {
  /** As `role.Tag`. */
  readonly name: string;
  readonly tag: string;
  readonly rule: AnyRule;
  readonly payload: Codec;
  readonly shape: Shape;
  readonly slot: Slot;
  readonly network: NetworkKind;
  /** The budgets that the loss and the copy of such a message are charged to; -1: there is none. */
  readonly drop: number;
  readonly duplicate: number;
}

interface RoundEnd {
  /** As `role.Round`. */
  readonly name: string;
  readonly tag: "Round";
  readonly rule: AnyRule;
}

export interface Choice {
  readonly scenario?: string;
  readonly bug?: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** @throws UsageError for a name or value that the model does not have. */
export const instanceOf = (model: Model, choice: Choice): Instance => {
  validate(model);
  const bug = choice.bug === undefined ? null : named("bug", model.bugs, choice.bug, model.name);
  if (choice.bug !== undefined) validateBug(model, choice.bug);
  if (Object.keys(model.scenarios).length === 0)
    throw new UsageError(`${model.name} has no scenario: nothing says how many nodes there are`);
  const scenarioName = choice.scenario ?? bug?.in ?? Object.keys(model.scenarios)[0] ?? "";
  const scenario = named("scenario", model.scenarios, scenarioName, model.name);
  validateScenario(model, scenarioName);
  const parameters = deepFreeze(
    parametersOf(model, scenario.parameters, choice.parameters ?? {}),
  ) as Record<string, unknown>;
  const setting = settingOf(model, parameters, bug);
  const budgets = inScenario(scenarioName, () => budgetsOf(model, scenario));
  const nodes = inScenario(scenarioName, () =>
    nodesOf({ model, bug, parameters, setting, budgets, scenario }),
  );
  return {
    model,
    scenarioName,
    scenario,
    bugName: choice.bug ?? null,
    bug,
    parameters,
    inRounds: model.vocabulary.synchronous === true,
    traitors: traitorsOf(model, parameters),
    setting,
    nodes,
    indexOf: new Map(nodes.map(({ id, index }) => [id, index])),
    budgets,
    partitions: inScenario(scenarioName, () =>
      partitionsOf(scenario.faults ?? {}, Object.keys(setting.nodes), setting.everyone, budgets),
    ),
    joint: jointStepsOf(model, nodes, budgets),
    history: historyOf(model, parameters, setting),
  };
};

/** Says in which scenario a bound is wrong. */
const inScenario = <T>(name: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`scenario ${name}: ${error.message}`);
  }
};

/** How many there are, by the parameter that the model names. */
const traitorsOf = (model: Model, parameters: Readonly<Record<string, unknown>>): number => {
  if (model.traitors === undefined && !("traitors" in parameters)) return 0;
  if (model.traitors === undefined)
    throw new InvalidModel('it has a parameter traitors, and does not say traitors: "traitors"', {
      rule: "traitors",
    });
  const count = parameters[model.traitors];
  if (typeof count === "number" && Number.isInteger(count) && count >= 0) return count;
  const actual = count === undefined ? "no such parameter" : print(count);
  throw new InvalidModel(
    `expected a parameter that counts the traitors, actual ${actual}: ${model.traitors}`,
    { rule: "traitors" },
  );
};

const historyOf = ({ vocabulary }: Model, parameters: object, setting: Setting): Codec | null => {
  const { history } = vocabulary;
  return history === undefined ? null : codecOf(shapeOf(history, parameters), setting.everyone);
};

/** The entry of a table that is called so, or an error that tells what there is. */
export const named = <T>(
  what: string,
  table: Readonly<Record<string, T>>,
  name: string,
  of: string,
): T => {
  const entry = Object.hasOwn(table, name) ? table[name] : undefined;
  if (entry === undefined) throw new UsageError(unknownName(what, name, Object.keys(table), of));
  return entry;
};

const settingOf = (model: Model, parameters: object, bug: Bug | null): Setting => {
  const counts = callModel(() => model.population(parameters), { rule: "population" });
  const nodes = Object.fromEntries(
    Object.keys(model.vocabulary.roles).map((role) => [role, namesOf(role, counts?.[role])]),
  );
  const twin = firstTwin(Object.values(nodes).flat());
  if (twin !== null)
    throw new InvalidModel(`two nodes are called ${twin}: call a role otherwise`, {
      rule: "population",
    });
  const decides = bug?.quorum ?? model.quorum ?? ((some, all) => 2 * some.size > all.length);
  return deepFreeze({
    nodes,
    everyone: Object.values(nodes).flat(),
    quorum: (members: ReadonlySet<NodeId>, of: readonly NodeId[]) =>
      decides(members, of, parameters),
    parameters,
  });
};

const firstTwin = (names: readonly string[]): string | null =>
  names.find((name, at) => names.indexOf(name) !== at) ?? null;

const namesOf = (role: string, count: number | undefined): readonly NodeId[] => {
  if (count === undefined || !Number.isInteger(count) || count < 0)
    throw new InvalidModel(`expected a whole number of nodes, actual ${String(count)}`, {
      rule: "population",
      field: role,
    });
  const names = Array.from(
    { length: count },
    (_, index) => `${role}${count === 1 ? "" : index + 1}`,
  );
  return names as NodeId[];
};

interface Parts {
  readonly model: Model;
  readonly bug: Bug | null;
  readonly parameters: object;
  readonly setting: Setting;
  readonly budgets: Budgets;
  readonly scenario: Scenario;
}

const nodesOf = (parts: Parts): readonly Node[] => {
  const { setting } = parts;
  const kinds = Object.entries(setting.nodes).flatMap(([role, ids]) => {
    const kind = kindOf(parts, role);
    return ids.map((id) => ({ ...kind, id, alike: ids }));
  });
  return kinds.map(({ alike, ...kind }, index) => {
    const peers = alike.filter((peer) => peer !== kind.id);
    const context: Context = deepFreeze({ ...setting, self: kind.id, peers });
    const restarts = kind.faults.restart < 0 ? [] : restartsOf(parts.model, context, kind);
    return { ...kind, index, context, inputs: [...kind.inputs, ...restarts] };
  });
};

/** What all nodes of one role have in common. */
const kindOf = (parts: Parts, role: string) => {
  const { model, bug, parameters, setting, budgets, scenario } = parts;
  const declared = model.vocabulary.roles[role]!;
  const rules = { ...model.rules[role], ...bug?.rules?.[role] } as Record<string, AnyRule>;
  const ids = setting.everyone;
  const shape = shapeOf(declared.state, parameters);
  const durable = bug?.durable?.[role] ?? declared.durable ?? [];
  refuseUnknownFields(role, shape, durable, declared.unsynced ?? {});
  const receives = Object.entries(declared.receives ?? {}).map(([tag, fields]): Message => {
    const shape = shapeOfFields(fields, parameters);
    const name = `${role}.${tag}`;
    const slot = slotOf(fields, parameters, ids);
    const network = kindOfNetwork(scenario.network ?? "bag", tag);
    const [drop, duplicate] = (["drop", "duplicate"] as const).map((fault) =>
      budgets.ofFault(fault, tag),
    ) as [number, number];
    const payload = codecOf(shape, ids);
    return { name, tag, rule: rules[tag]!, payload, shape, slot, network, drop, duplicate };
  });
  return {
    role,
    shape,
    state: codecOf(shape, ids),
    receives,
    tagNumber: new Map(receives.map(({ tag }, index) => [tag, index])),
    inputs: inputsOf({ ...declared, role, rules, parameters, ids, budgets, scenario }),
    roundEnd: model.vocabulary.synchronous
      ? { name: `${role}.Round`, tag: "Round" as const, rule: rules["Round"]! }
      : null,
    faults: Object.fromEntries(
      NODE_FAULTS.map((fault) => [fault, budgets.ofFault(fault, role)]),
    ) as Node["faults"],
    losing: losing(role, declared.unsynced),
    durable,
    rule: rules["Restart"],
    ids,
  };
};
