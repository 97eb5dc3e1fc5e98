/** Moments of counters, made by hand, and claims about them. */
import { instanceOf } from "../../checks/model/instance.ts";
import type { Claim } from "../../checks/properties/claims.ts";
import type { Sight } from "../../checks/properties/evaluate.ts";
import type { Property } from "../../models/protocol.ts";
import { counter } from "../engine/toys.ts";

export const claim = (property: Property, name = "claimed"): Claim => ({
  name,
  property,
  outOfReach: false,
  decides: true,
});

/** Counters that have counted so far; nothing more can happen if that is said. */
export const sight = (counts: readonly number[], isFinal = false): Sight => ({
  instance: instanceOf(counter({ nodes: counts.length }), {}),
  states: counts.map((count) => ({ count })),
  history: undefined,
  isUp: () => true,
  isLoyal: () => true,
  isInboxEmpty: () => true,
  isQuiescent: () => isFinal,
  isStuck: () => isFinal,
});
