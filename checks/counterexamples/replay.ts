/** Runs a trace again that was written to a file, step by step through the model as it is now. */
import type { Model, Outcome } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { combinations, mayStart } from "../model/initial.ts";
import { instanceOf } from "../model/instance.ts";
import { claimsOf, readsHistory } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import type { Message } from "../report.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import { counterexampleOf, messageOf, traceOf } from "./counterexample.ts";
import { passRounds } from "./replay-rounds.ts";
import { atStep, fittingFirst, fittingOutcomes, type Passed } from "./trace-parts.ts";
import { Interpreter } from "./interpreter.ts";
import type { Recorded, RecordedStep, Trace } from "./recorded.ts";
import type { World } from "./world.ts";
import type { Action } from "../exploration/actions.ts";
import { actionOf } from "./trace-actions.ts";

/**
 * @throws CannotHappen that names the step which cannot happen, UsageError for a trace that speaks
 * of what the model does not have.
 */
export const passThrough = (model: Model, trace: Trace): Passed => {
  const { scenario, bug = null, property, properties, counterexample } = trace;
  const parameters = parametersFromJson(model, trace.parameters);
  const instance = instanceOf(model, { scenario, parameters, ...(bug !== null && { bug }) });
  const judged = properties?.map(({ name }) => name) ?? Object.keys(model.properties);
  const claims = claimsOf(instance, [...judged, ...(property ? [property] : [])], false);
  const claim = claims.find(({ name }) => name === property);
  if (claim === undefined) throw new UsageError("the trace names no property that it violates");
  if (instance.inRounds) return passRounds(instance, { claim, claims }, counterexample);
  const interpreter = new Interpreter(instance, readsHistory(instance, claims));
  // A model that has changed may violate on the way, and not allow what comes then.
  const isSettled = ({ world, previous }: Pick<End, "world" | "previous">): boolean =>
    settles(
      interpreter.sight(world),
      claim,
      previous === null ? undefined : interpreter.sight(previous),
    );
  const end = endOf(interpreter, counterexample, isSettled);
  const { outcomes, actions } = end;
  const isViolated = isSettled(end);
  const course = { outcomes, actions };
  return {
    outcome: isViolated ? "violates" : "holds",
    property: claim.name,
    length: actions.length,
    show: () =>
      isViolated
        ? counterexampleOf(interpreter, course, { claim, claims, minimal: false })
        : traceOf(interpreter, course),
  };
};

/** Where a trace ends, and how it got there. */
export interface End {
  readonly world: World;
  /** The world before the last step, if there is a step. */
  readonly previous: World | null;
  readonly outcomes: readonly Outcome<object>[];
  readonly actions: readonly Action[];
}

/**
 * The world that the steps lead to. Initial worlds may have the recorded states in common and
 * differ in what was sent: the first in which all steps can happen is taken, and before all others
 * those in which what was recorded was sent.
 * @param isOver whether to leave the rest of the steps alone.
 * @throws UsageError that names the step which cannot happen.
 */
export const endOf = (
  interpreter: Interpreter,
  { initial, sent = [], steps }: Recorded,
  isOver: (end: End) => boolean = () => false,
): End => {
  let refusal: Error | null = null;
  const starts = [...startsOf(interpreter, fittingOutcomes(interpreter.instance, initial))];
  for (const outcomes of fittingFirst(starts, sent, (one) => sentAt(interpreter, one)))
    try {
      let end: End = {
        world: interpreter.start(outcomes),
        previous: null,
        outcomes,
        actions: [],
      };
      for (const [index, step] of steps.entries()) {
        if (isOver(end)) break;
        end = takeStep(interpreter, end, step, index + 1);
      }
      return end;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      refusal ??= error;
    }
  throw refusal ?? new UsageError("initial: the nodes do not start so together");
};

const sentAt = (
  interpreter: Interpreter,
  outcomes: readonly Outcome<object>[],
): readonly Message[] =>
  interpreter
    .start(outcomes)
    .inboxes.flatMap((inbox) => [...inbox].map((envelope) => messageOf(interpreter, envelope)));

function* startsOf(
  interpreter: Interpreter,
  choices: readonly (readonly Outcome<object>[])[],
): Generator<readonly Outcome<object>[]> {
  for (const chosen of combinations(choices.map(({ length }) => length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    if (mayStart(interpreter.instance, outcomes)) yield outcomes;
  }
}

const takeStep = (interpreter: Interpreter, end: End, step: RecordedStep, number: number): End =>
  atStep(number, () => {
    const action = actionOf(interpreter, end.world, step);
    const { world } = interpreter.take(end.world, action);
    return { ...end, world, previous: end.world, actions: [...end.actions, action] };
  });
