/** By which method an instance is checked, and how much it has to cover. */
import { coalitionsOf } from "../adversary/coalitions.ts";
import { strategiesOf as strategiesOfRun } from "../rounds/good-faith.ts";
import { largestMenu } from "../adversary/menus.ts";
import { recursionOf, refusalOf, rolesOf } from "../composition/recursion.ts";
import { readsOf, strategiesOf as strategiesOfRecursion } from "../composition/strategies.ts";
import { InvalidModel, UsageError } from "../errors.ts";
import type { Instance } from "../model/instance.ts";
import type { Adversary, Method } from "../report.ts";

/** Beyond so many strategies, what can be composed is not searched. */
export const MOST_SEARCHED = 2_000_000;
/** The same of messages that are read in one loyal run, and of what one traitor may say. */
const MOST_READ = 2_000;
const MOST_OFFERED = 200;

export interface Plan {
  readonly method: Method;
  readonly adversary: Adversary | null;
}

/** @throws UsageError for a method that the instance does not have. */
export const planOf = (instance: Instance, wanted: Method | undefined): Plan => {
  const { traitors } = instance;
  const refusal = refusalOf(instance);
  if (wanted === "composition" && refusal !== null)
    throw new UsageError(`method composition: ${refusal}`);
  if (traitors === 0 && wanted !== undefined) return { method: wanted, adversary: null };
  const strategies = traitors === 0 ? 1 : strategiesOf(instance);
  const method =
    wanted ?? (refusal === null && isTooMuch(instance, strategies) ? "composition" : "search");
  if (traitors === 0) return { method, adversary: null };
  const menu =
    method === "search" ? largestMenu(instance) : (recursionOf(instance)?.orders.length ?? 0);
  const coalitions = coalitionsOf(instance).length;
  return { method, adversary: { traitors, coalitions, menu, strategies } };
};

/** Whether a search would be long: there is a recursion, so it need not be. */
const isTooMuch = (instance: Instance, strategies: number | null): boolean => {
  const { relays, lieutenants } = rolesOf(instance);
  const read = readsOf(lieutenants.length, relays) * lieutenants.length;
  if ((strategies ?? Infinity) > MOST_SEARCHED || read > MOST_READ) return true;
  try {
    return instance.traitors > 0 && largestMenu(instance) > MOST_OFFERED;
  } catch (error) {
    if (error instanceof InvalidModel) return true;
    throw error;
  }
};

/** A recursion says it at once; otherwise loyal nodes are asked what they would say. */
const strategiesOf = (instance: Instance): number | null => {
  const recursion = recursionOf(instance);
  if (recursion === null) {
    // First of all, whether there is an end of what may be said.
    largestMenu(instance);
    return strategiesOfRun(instance);
  }
  const { relays, lieutenants } = rolesOf(instance);
  const orders = recursion.orders.length;
  const { traitors } = instance;
  return strategiesOfRecursion({ nodes: lieutenants.length + 1, traitors, relays, orders });
};
