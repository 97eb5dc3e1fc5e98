/** Which properties of a model are judged in a check, and what would settle each. */
import type { Property } from "../../models/protocol.ts";
import { named, type Instance } from "../model/instance.ts";

export interface Claim {
  readonly name: string;
  readonly property: Property;
  /** A witness that the scenario says is beyond its bounds: reaching it is a violation. */
  readonly outOfReach: boolean;
  /** Whether its violation ends the search, and its witness is missed if it is not met. */
  readonly decides: boolean;
}

/**
 * All properties; or those that are named. With a bug its own property decides, and of the others
 * it is only told whether they broke before. With parameters that are not those of the scenario,
 * nothing is out of reach.
 */
export const claimsOf = (
  { model, scenario, bug }: Instance,
  chosen: readonly string[] | undefined,
  replaced: boolean,
): readonly Claim[] => {
  for (const name of chosen ?? []) named("property", model.properties, name, model.name);
  const beyond = new Set(replaced ? [] : scenario.outOfReach);
  return Object.entries(model.properties)
    .filter(([name]) => chosen?.includes(name) ?? true)
    .map(([name, property]) => ({
      name,
      property,
      outOfReach: beyond.has(name),
      decides: chosen !== undefined || bug === null || bug.breaks === name,
    }));
};

/** Whether a property asks about single states, whatever can happen in them. */
export const isViolatedByState = ({ property, outOfReach }: Claim): boolean =>
  property.kind === "always" || outOfReach;

/**
 * Whether the history is part of the state, because a claim or the scenario's bound looks at it.
 */
export const readsHistory = ({ scenario }: Instance, claims: readonly Claim[]): boolean =>
  [...claims.map(({ property }) => property), scenario.within].some(
    (asked) => asked?.observation["history"] !== undefined,
  );
