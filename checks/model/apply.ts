/**
 * Runs protocol code: the only file that does. Every rule runs twice on frozen input, and what it
 * answers is held against what a rule may answer.
 */
import type { Context, Outcome, Rule, Send } from "../../models/protocol.ts";
import { InvalidModel, type Place } from "../errors.ts";
import { print } from "../schema/print.ts";
import { firstDifference } from "./difference.ts";
import { isMutation } from "./freeze.ts";

export type AnyRule = Rule<object, object, Context>;
export type Answer = Outcome<object> | null;

/**
 * What a rule answers to an event.
 * @throws InvalidModel if it mutates its input, throws, or answers something else than an outcome.
 */
export const applyRule = (
  rule: (state: object, event: object, context: Context) => Answer,
  state: object,
  event: object,
  context: Context,
  place: Place,
): Answer => {
  // Without a closure: most of what rules are asked, above all by traitors, they decline.
  let answer: unknown;
  try {
    answer = rule(state, event, context);
  } catch (error) {
    throw faultOf(error, place, () => {
      const copy = structuredClone({ state, event });
      attempt(() => rule(copy.state, copy.event, context));
      return firstDifference({ state, event }, copy);
    });
  }
  return checkedOutcome(answer, place);
};

/** Calls a function of the model, and turns what it throws into an `InvalidModel`. */
export const callModel = <T>(call: () => T, place: Place): T => {
  try {
    return call();
  } catch (error) {
    throw faultOf(error, place, () => null);
  }
};

/** @param mutated tells, for a function that writes to its input, which field it writes to. */
const faultOf = (error: unknown, place: Place, mutated: () => string | null): InvalidModel => {
  if (error instanceof InvalidModel) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (!isMutation(error)) return new InvalidModel(`it throws: ${text}`, place);
  const field = mutated() ?? place.field ?? /property '?([A-Za-z_]\w*)/.exec(text)?.[1];
  return new InvalidModel(`it mutates its input: ${text}`, { ...place, ...(field && { field }) });
};

/** What it throws does not matter: it was seen to throw before. */
const attempt = (act: () => unknown): void => {
  try {
    act();
  } catch {
    return;
  }
};

export const checkedOutcome = (answer: unknown, place: Place): Answer => {
  if (answer === null) return null;
  if (answer instanceof Promise) throw new InvalidModel("it is asynchronous", place);
  if (isOutcome(answer)) return answer;
  const shown = typeof answer === "function" ? "a function" : print(answer);
  throw new InvalidModel(`expected null or become(...), actual ${shown}`, place);
};

const isOutcome = (answer: unknown): answer is Outcome<object> =>
  typeof answer === "object" &&
  answer !== null &&
  "state" in answer &&
  "sends" in answer &&
  Array.isArray(answer.sends) &&
  answer.sends.every(isSend);

const isSend = (send: unknown): send is Send =>
  typeof send === "object" && send !== null && "to" in send && Array.isArray(send.to);
