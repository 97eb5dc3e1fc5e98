/** What a scenario allows a limited number of times; how much is left is part of the state. */
import type { Model, Scenario } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";

export interface Budgets {
  readonly names: readonly string[];
  readonly amounts: readonly number[];
  /** The number of the budget that a timer or request is charged to; -1: unlimited. */
  readonly ofInput: (tag: string) => number;
  /** The number of the budget that a crash is charged to; -1: no node of this role crashes. */
  readonly ofCrash: (role: string) => number;
}

/** @throws UsageError for a budget that is not a whole number, or that names nothing. */
export const budgetsOf = (model: Model, { crashes = 0, limits = {} }: Scenario): Budgets => {
  const roles = Object.keys(model.vocabulary.roles);
  const perRole = typeof crashes === "object" ? crashes : {};
  const inputs = Object.values(model.vocabulary.roles).flatMap(({ timers, requests }) =>
    Object.keys({ ...timers, ...requests }),
  );
  refuseUnknown("crashes", Object.keys(perRole), roles);
  refuseUnknown("limits", Object.keys(limits), inputs);
  const entries: (readonly [string, number])[] = [
    ...(typeof crashes === "number" ? [["crash", crashes] as const] : []),
    ...Object.entries(perRole).map(([role, amount]) => [`crash ${role}`, amount ?? 0] as const),
    ...Object.entries(limits).map(([tag, amount]) => [tag, amount ?? 0] as const),
  ];
  for (const [name, amount] of entries) refuseFraction(name, amount);
  const names = entries.map(([name]) => name);
  return {
    names,
    amounts: entries.map(([, amount]) => amount),
    ofInput: (tag) => names.indexOf(tag),
    ofCrash: (role) => names.indexOf(typeof crashes === "number" ? "crash" : `crash ${role}`),
  };
};

const refuseUnknown = (what: string, given: readonly string[], known: readonly string[]): void => {
  const stranger = given.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new UsageError(`${what}: "${stranger}" is none of ${known.join(", ")}`);
};

const refuseFraction = (name: string, amount: number): void => {
  if (!Number.isInteger(amount) || amount < 0)
    throw new UsageError(`budget "${name}": expected a whole number from 0 up, actual ${amount}`);
};
