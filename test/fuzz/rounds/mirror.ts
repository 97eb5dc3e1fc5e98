/** Asks of the engine whether it comes to the same states of the loyal nodes as the reference. */
import {
  always,
  atQuiescence,
  sometimes,
  type Context,
  type Model,
} from "../../../models/protocol.ts";
import { SCENARIO } from "../names.ts";
import { nameOf } from "./arena.ts";
import type { Answer } from "./reference.ts";

/** Each of these is a property of its own: a few say as much as many. */
const MOST_WITNESSES = 24;

/** It holds if no state is strange to the reference, and none of a sample is out of reach. */
export const mirrorOf = (model: Model, { reached, outside, ended }: Answer): Model => {
  const { parameters, within } = model.scenarios[SCENARIO]!;
  const roles = Object.keys(model.vocabulary.roles);
  const observation = Object.fromEntries(
    roles.map((role) => [role, (state: object, context: Context) => nameOf(context, state)]),
  );
  const stateIn = (seen: object): string => {
    const named = new Map<string, readonly string[]>(Object.entries(seen));
    return roles.flatMap((role) => named.get(role) ?? []).join("\n");
  };
  const known = new Set([...reached, ...outside]);
  const sample = [...reached].filter(
    (_, at) => at % Math.ceil(reached.size / MOST_WITNESSES) === 0,
  );
  const witnesses = sample.map((state, at) => [
    `reaches-${at + 1}`,
    sometimes(observation, (seen) => stateIn(seen) === state),
  ]);
  return {
    ...model,
    properties: {
      "is-known": always(observation, (seen) => known.has(stateIn(seen))),
      "ends-as-known": atQuiescence(observation, (seen) => ended.has(stateIn(seen))),
      ...Object.fromEntries(witnesses),
    },
    scenarios: { [SCENARIO]: { parameters, ...(within && { within }) } },
  };
};
