/**
 * Asks a predicate of a property, which has to answer with true or false and leave what it sees.
 */
import { InvalidModel } from "../errors.ts";
import { callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import { print } from "../schema/print.ts";

/** @param of the property, as it is called in messages. @throws InvalidModel */
export const askPredicate = (
  holds: (seen: object) => unknown,
  seen: object,
  of: string,
): boolean => {
  const place = { rule: of };
  const answer = callModel(() => holds(deepFreeze(seen)), place);
  if (typeof answer === "boolean") return answer;
  const actual = answer instanceof Promise ? "a promise" : print(answer);
  throw new InvalidModel(`expected true or false, actual ${actual}`, place);
};
