/** Runs a trace again that was written to a file, step by step through the model as it is now. */
import type { Model, Outcome } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { combinations, mayStart } from "../model/initial.ts";
import { instanceOf, type Instance, type Node } from "../model/instance.ts";
import { claimsOf, readsHistory } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import type { CheckReport, Counterexample, Step } from "../report.ts";
import { fromJson } from "../schema/json.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import { replayRounds } from "./replay-rounds.ts";
import { at, fittingOutcomes, nodeNamed, readMessage, type Replay } from "./trace-parts.ts";
import { Interpreter } from "./interpreter.ts";
import type { World } from "./world.ts";
import type { Action } from "../exploration/actions.ts";

/** What of a report a replay needs. */
export type Trace = Pick<
  CheckReport,
  "scenario" | "bug" | "parameters" | "property" | "properties"
> & { readonly counterexample: Counterexample };

/**
 * @throws UsageError that names the step which cannot happen, or the state that cannot be initial.
 */
export const replay = (model: Model, trace: Trace): Replay => {
  const { scenario, bug, property } = trace;
  const parameters = parametersFromJson(model, trace.parameters);
  const instance = instanceOf(model, { scenario, parameters, ...(bug !== null && { bug }) });
  const judged = [...trace.properties.map(({ name }) => name), ...(property ? [property] : [])];
  const claims = claimsOf(instance, judged, false);
  const claim = claims.find(({ name }) => name === property);
  if (claim === undefined) throw new UsageError("the trace names no property that it violates");
  if (instance.inRounds) return replayRounds(instance, claim, trace.counterexample);
  const interpreter = new Interpreter(instance, readsHistory(instance, claims));
  const world = lastWorld(interpreter, trace.counterexample);
  const outcome = settles(interpreter.sight(world), claim) ? "violates" : "holds";
  return { outcome, property: claim.name, length: trace.counterexample.steps.length };
};

/**
 * The world that the steps lead to. Initial worlds may have the recorded states in common and
 * differ in what was sent: the first in which all steps can happen is taken.
 */
const lastWorld = (interpreter: Interpreter, { initial, steps }: Counterexample): World => {
  let refusal: unknown = null;
  for (const start of startsOf(interpreter, fittingOutcomes(interpreter.instance, initial)))
    try {
      return steps.reduce(
        (world, step, index) => takeStep(interpreter, world, step, index + 1),
        start,
      );
    } catch (error) {
      refusal ??= error;
    }
  throw refusal ?? new UsageError("initial: the nodes do not start so together");
};

function* startsOf(
  interpreter: Interpreter,
  choices: readonly (readonly Outcome<object>[])[],
): Generator<World> {
  for (const chosen of combinations(choices.map(({ length }) => length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    if (mayStart(interpreter.instance, outcomes)) yield interpreter.start(outcomes);
  }
}

const takeStep = (interpreter: Interpreter, world: World, step: Step, number: number): World =>
  at(`step ${number}`, () => interpreter.take(world, actionOf(interpreter, step)).world);

const actionOf = (interpreter: Interpreter, step: Step): Action => {
  const node = nodeNamed(interpreter.instance, step.node);
  const kind = step.action;
  if (kind === "turn") throw new UsageError("a turn, and the model does not run in rounds");
  if (kind === "crash") return { kind, node: node.index, subject: 0 };
  if (step.message === null) throw new UsageError(`a ${kind} without a message`);
  const subject =
    kind === "timer" || kind === "request"
      ? inputOf(interpreter.instance, node, step)
      : envelopeOf(interpreter, node, step);
  return { kind, node: node.index, subject };
};

const inputOf = ({ setting }: Instance, { id, inputs }: Node, step: Step): number => {
  const { tag, payload } = step.message!;
  const found = inputs.findIndex((input) => {
    if (input.kind !== step.action || input.tag !== tag) return false;
    const wanted = input.fields.encode(fromJson(input.shape, setting.everyone, payload)).join();
    return input.fields.encode(input.payload).join() === wanted;
  });
  if (found < 0) throw new UsageError(`${id} has no ${step.action} ${tag} with these fields`);
  return found;
};

const envelopeOf = ({ instance, envelopes }: Interpreter, node: Node, step: Step): number => {
  const sender = nodeNamed(instance, step.from);
  const { tag, payload } = readMessage(instance, node, step.message!);
  return envelopes.intern(sender.index, node.index, tag, payload);
};
