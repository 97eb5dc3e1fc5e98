/** What a scenario allows a limited number of times; how much is left is part of the state. */
import type { Faults, Model, NetworkKind, Scenario } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { amountOf, expectRecord, namesOf, refuseStrangers } from "./amounts.ts";

type Fault = keyof Faults;

/** In the order in which they are charged and told. */
export const FAULTS: readonly Fault[] = [
  "drop",
  "duplicate",
  "crash",
  "crashMidStep",
  "powerLoss",
  "restart",
  "suspect",
  "partition",
  "oneWay",
];

/** One number that goes down. */
interface Pool {
  /** `the budget of crash for worker`, `the limit of Tick`. */
  readonly name: string;
  /** By which a scenario excuses that it is never used. */
  readonly excuse: string;
  readonly amount: number;
}

export interface Budgets {
  readonly pools: readonly Pool[];
  /** The pool that a timer, request or joint step is charged to; -1: unlimited. */
  readonly ofLimit: (name: string) => number;
  /**
   * The pool that a fault is charged to, for a role, a message or a timer; -1: it never happens.
   */
  readonly ofFault: (fault: Fault, name: string) => number;
}

interface Entry extends Pool {
  readonly key: string;
}

/** @throws UsageError for a budget that is not a whole number, or that names nothing. */
export const budgetsOf = (model: Model, scenario: Scenario): Budgets => {
  const { faults = {}, limits = {} } = scenario;
  expectRecord("limits", limits);
  const known = knownTo(model, scenario);
  // Whatever has a name of its own, so that it can be told from what has none.
  const names = Object.values(knownTo(model, { ...scenario, network: "bag" })).flat();
  const pools = FAULTS.flatMap((fault) => poolsOf(fault, faults[fault], known[fault], names));
  refuseStrangers("limits", Object.keys(limits), inputsOf(model));
  const limited = Object.entries(limits).map(([name, amount = 0]): Entry => {
    const pool = { name: `the limit of ${name}`, excuse: name };
    return { ...pool, key: `limit ${name}`, amount: amountOf(`limits.${name}`, amount) };
  });
  const all = [...pools, ...limited];
  const find = (key: string): number => all.findIndex((pool) => pool.key === key);
  return {
    pools: all,
    ofLimit: (name) => find(`limit ${name}`),
    ofFault: (fault, name) => {
      if (!known[fault].includes(name)) return -1;
      const own = find(`${fault} ${name}`);
      return own < 0 ? find(fault) : own;
    },
  };
};

/** Where no fault is allowed there is no pool, so that nothing need be derived for it. */
const poolsOf = (
  fault: Fault,
  budget: Faults[Fault],
  known: readonly string[],
  all: readonly string[],
): readonly Entry[] => {
  const of = { excuse: fault, name: `the budget of ${fault}` };
  const where = `faults.${fault}`;
  if (budget === undefined) return [];
  if (typeof budget !== "number") expectRecord(where, budget);
  if (typeof budget === "number" || PARTINGS.has(fault)) {
    const amount =
      typeof budget === "number"
        ? amountOf(where, budget)
        : amountOf(`${where}.times`, budget.times);
    if (amount > 0 && known.length === 0)
      throw new UsageError(
        `${where}: ${CANNOT[fault] ?? "there is nothing that it could happen to"}`,
      );
    return amount === 0 ? [] : [{ ...of, key: fault, amount }];
  }
  refuseStrangers(where, Object.keys(budget), known, all, CANNOT[fault]);
  return Object.entries(budget).flatMap(([name, given]): readonly Entry[] => {
    const amount = given === undefined ? 0 : amountOf(`${where}.${name}`, given);
    const entry = { ...of, name: `${of.name} for ${name}`, key: `${fault} ${name}`, amount };
    return amount === 0 ? [] : [entry];
  });
};

/** What names sides, and not what it happens to. */
const PARTINGS: ReadonlySet<Fault> = new Set(["partition", "oneWay"]);

/** Why something that is there cannot have a fault. */
const CANNOT: Partial<Readonly<Record<Fault, string>>> = {
  duplicate: "in a set every message may arrive again, and latest holds one of each",
  powerLoss: "only a role with unsynced fields has anything to lose",
  restart:
    "only a role that says which of its fields are durable starts again (durable: [] if none)",
  suspect: "only a timer that needs a reason can err",
};

/** What each fault can happen to. */
const knownTo = (
  model: Model,
  { network = "bag", perfect = [], silence = [] }: Scenario,
): Readonly<Record<Fault, readonly string[]>> => {
  const entries = Object.entries(model.vocabulary.roles);
  const roles = entries.map(([role]) => role);
  const messages = namesOf(entries.map(([, { receives }]) => receives));
  const copied = messages.filter((tag) => ["bag", "fifo"].includes(kindOf(network, tag)));
  return {
    drop: messages,
    duplicate: copied,
    crash: roles,
    crashMidStep: roles,
    powerLoss: entries
      .filter(([, { unsynced = {} }]) => Object.keys(unsynced).length > 0)
      .map(([role]) => role),
    restart: entries.filter(([, { durable }]) => durable).map(([role]) => role),
    suspect: [...perfect, ...silence],
    partition: roles,
    oneWay: roles,
  };
};

/** How messages of a tag travel. */
export const kindOf = (network: NonNullable<Scenario["network"]>, tag: string): NetworkKind =>
  typeof network === "string" ? network : (network[tag] ?? "bag");

/** What may have a limit. */
export const inputsOf = ({ vocabulary, joint = {} }: Model): readonly string[] => [
  ...namesOf(Object.values(vocabulary.roles).flatMap(({ timers, requests }) => [timers, requests])),
  ...Object.keys(joint),
];
