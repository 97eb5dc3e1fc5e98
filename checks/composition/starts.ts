/** The orders that a commander may start with, and the states in which properties see orders. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { deepFreeze } from "../model/freeze.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import { askModel, placeOf, type Roles } from "./recursion.ts";

/** By the numbers of the orders. */
export interface Starts {
  /** How the commander may start; null: never with this order. */
  readonly outcomes: readonly (Outcome<object> | null)[];
  readonly commander: readonly object[];
  readonly lieutenant: readonly object[];
}

/** @throws InvalidModel if the commander may start otherwise than with an order. */
export const startsOf = (instance: Instance, roles: Roles): Starts => {
  const { commander, lieutenants } = roles;
  const shown = statesOf(roles, commander);
  const keys = shown.map((state) => keyOf(commander, state));
  const starts = initialOutcomes(instance)[commander.index]!;
  const startKeys = starts.map(({ state }) =>
    insideSchema("state", { rule: `initial.${commander.role}` }, () => keyOf(commander, state)),
  );
  if (startKeys.some((key) => !keys.includes(key)))
    throw new InvalidModel(
      "expected every state in which the commander may start, actual not all of them",
      placeOf(`shows.${commander.role}`),
    );
  return {
    outcomes: keys.map((key) => starts[startKeys.indexOf(key)] ?? null),
    commander: shown,
    lieutenant: lieutenants[0] === undefined ? [] : statesOf(roles, lieutenants[0]),
  };
};

/** For each order the state that shows it, in canonical form. */
const statesOf = ({ recursion }: Roles, { role, state }: Node): readonly object[] => {
  const place = placeOf(`shows.${role}`);
  return recursion.orders.map((order) => {
    const shown = askModel(`shows.${role}`, () => recursion.shows[role]!(order));
    const bytes = insideSchema(`shows.${role}`, place, () => state.encode(shown));
    return deepFreeze(state.decode(bytes) as object);
  });
};

const keyOf = (node: Node, state: object): string => node.state.encode(state).join();
