/** By which method an instance is checked, and how much it has to cover. */
import { coalitionsOf } from "../adversary/coalitions.ts";
import { strategiesOf as strategiesOfRun } from "./estimate.ts";
import { largestMenu } from "../adversary/menus.ts";
import { recursionOf, refusalOf, rolesOf } from "../composition/recursion.ts";
import { strategiesOf as strategiesOfRecursion } from "../composition/strategies.ts";
import { UsageError } from "../errors.ts";
import type { Instance } from "../model/instance.ts";
import type { Adversary, Method } from "../report.ts";

/** Beyond so many strategies, what can be composed is not searched. */
export const MOST_SEARCHED = 2_000_000;

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
  if (traitors === 0) return { method: wanted ?? "search", adversary: null };
  const strategies = strategiesOf(instance);
  const tooMany = refusal === null && (strategies ?? Infinity) > MOST_SEARCHED;
  const method = wanted ?? (tooMany ? "composition" : "search");
  const menu =
    method === "search" ? largestMenu(instance) : (recursionOf(instance)?.orders.length ?? 0);
  const coalitions = coalitionsOf(instance).length;
  return { method, adversary: { traitors, coalitions, menu, strategies } };
};

/** A recursion says it at once; otherwise loyal nodes are asked what they would say. */
const strategiesOf = (instance: Instance): number | null => {
  const recursion = recursionOf(instance);
  if (recursion === null) return strategiesOfRun(instance);
  const { relays, lieutenants } = rolesOf(instance);
  const orders = recursion.orders.length;
  const { traitors } = instance;
  return strategiesOfRecursion({ nodes: lieutenants.length + 1, traitors, relays, orders });
};
