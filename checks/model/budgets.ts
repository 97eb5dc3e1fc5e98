/** What a scenario allows a limited number of times; how much is left is part of the state. */
import type { Model, Scenario } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";

export interface Budgets {
  readonly amounts: readonly number[];
  /** The number of the budget that a timer or request is charged to; -1: unlimited. */
  readonly ofInput: (tag: string) => number;
  /** The number of the budget that a crash is charged to; -1: no node of this role crashes. */
  readonly ofCrash: (role: string) => number;
}

/** What is left of a budget is kept in four bytes. */
const MOST = 2 ** 32 - 1;

/** @throws UsageError for a budget that is not a whole number, or that names nothing. */
export const budgetsOf = (model: Model, { faults = {}, limits = {} }: Scenario): Budgets => {
  const { crash: crashes = 0 } = faults;
  const roles = Object.keys(model.vocabulary.roles);
  const perRole = typeof crashes === "object" ? crashes : {};
  const inputs = Object.values(model.vocabulary.roles).flatMap(({ timers, requests }) =>
    Object.keys({ ...timers, ...requests }),
  );
  refuseUnknown("crashes", Object.keys(perRole), roles);
  refuseUnknown("limits", Object.keys(limits), inputs);
  const ofCrashes = typeof crashes === "number" ? { "in all": crashes } : crashes;
  // Where no crash is allowed, no node is ever down, and there need be no numbers for such nodes.
  const crashing = Object.entries(amountsOf("crashes", ofCrashes)).filter(
    ([, amount]) => amount > 0,
  );
  const limited = Object.entries(amountsOf("limits", limits));
  const find = (among: readonly (readonly [string, number])[], name: string): number =>
    among.findIndex(([known]) => known === name);
  return {
    amounts: [...crashing, ...limited].map(([, amount]) => amount),
    ofCrash: (role) => find(crashing, typeof crashes === "number" ? "in all" : role),
    ofInput: (tag) => {
      const at = find(limited, tag);
      return at < 0 ? -1 : crashing.length + at;
    },
  };
};

const refuseUnknown = (what: string, given: readonly string[], known: readonly string[]): void => {
  const stranger = given.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new UsageError(`${what}: "${stranger}" is none of ${known.join(", ")}`);
};

const amountsOf = (
  what: string,
  budgets: Readonly<Record<string, number | undefined>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(budgets).map(([name, amount = 0]) => {
      if (Number.isInteger(amount) && amount >= 0 && amount <= MOST) return [name, amount];
      const expected = `expected a whole number from 0 to ${MOST}`;
      throw new UsageError(`${what}, ${name}: ${expected}, actual ${amount}`);
    }),
  );
