/**
 * Asks a predicate of a property, which has to answer with true or false and leave what it sees.
 */
import type { Observed } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import { print } from "../schema/print.ts";

/** A function of an observation, as the engine calls it. */
export type Look = (value: object, context: object) => Observed;

/**
 * Twice, since one that remembers something answers otherwise the second time.
 * @param of the property, as it is called in messages. @throws InvalidModel
 */
export const askPredicate = (
  holds: (...seen: readonly object[]) => unknown,
  seen: readonly object[],
  of: string,
): boolean => {
  const place = { rule: of };
  deepFreeze(seen);
  const answer = callModel(() => holds(...seen), place);
  if (answer !== callModel(() => holds(...seen), place) && typeof answer === "boolean")
    throw new InvalidModel("it is not deterministic: asked twice, it answers differently", place);
  if (typeof answer === "boolean") return answer;
  const actual = answer instanceof Promise ? "a promise" : print(answer);
  throw new InvalidModel(`expected true or false, actual ${actual}`, place);
};
