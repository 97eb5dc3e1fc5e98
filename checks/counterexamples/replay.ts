/** Runs a trace again that was written to a file, step by step through the model as it is now. */
import type { Model, Outcome } from "../../models/protocol.ts";
import { InvalidModel, OutsideSchema, UsageError } from "../errors.ts";
import { combinations, initialOutcomes } from "../model/initial.ts";
import { instanceOf, type Instance, type Node } from "../model/instance.ts";
import { unknownName } from "../names.ts";
import { claimsOf, readsHistory } from "../properties/claims.ts";
import { settles } from "../properties/evaluate.ts";
import type { CheckReport, Counterexample, Step } from "../report.ts";
import { fromJson } from "../schema/json.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import { Impossible, Interpreter, type World } from "./world.ts";
import type { Action } from "../exploration/path.ts";

/** What of a report a replay needs. */
export type Trace = Pick<
  CheckReport,
  "scenario" | "bug" | "parameters" | "property" | "properties"
> & { readonly counterexample: Counterexample };

export interface Replay {
  readonly outcome: "violates" | "holds";
  readonly property: string;
  readonly length: number;
}

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
  for (const start of startsOf(interpreter, fittingOutcomes(interpreter, initial)))
    try {
      return steps.reduce(
        (world, step, index) => takeStep(interpreter, world, step, index + 1),
        start,
      );
    } catch (error) {
      refusal ??= error;
    }
  throw refusal;
};

/** For each node the outcomes with the recorded state. */
const fittingOutcomes = (
  interpreter: Interpreter,
  initial: Counterexample["initial"],
): readonly (readonly Outcome<object>[])[] =>
  initialOutcomes(interpreter.instance).map((outcomes, index) => {
    const node = interpreter.instance.nodes[index]!;
    const bytes = (state: unknown): string => node.state.encode(state).join();
    const fitting = at(`initial.${node.id}`, () => {
      const wanted = bytes(readState(interpreter, node, initial));
      return outcomes.filter(({ state }) => bytes(state) === wanted);
    });
    if (fitting.length > 0) return fitting;
    throw new UsageError(`initial.${node.id}: not a state in which it starts`);
  });

function* startsOf(
  interpreter: Interpreter,
  choices: readonly (readonly Outcome<object>[])[],
): Generator<World> {
  for (const chosen of combinations(choices.map(({ length }) => length)))
    yield interpreter.start(choices.map((outcomes, node) => outcomes[chosen[node]!]!));
}

const readState = (
  { instance }: Interpreter,
  { id, shape }: Node,
  initial: Counterexample["initial"],
): unknown => fromJson(shape, instance.setting.everyone, initial[id] ?? null);

const takeStep = (interpreter: Interpreter, world: World, step: Step, number: number): World =>
  at(`step ${number}`, () => interpreter.take(world, actionOf(interpreter, step)).world);

/** Says in which part of the trace something is wrong. */
const at = <T>(where: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    if (error instanceof Impossible)
      throw new UsageError(`${where} cannot happen: ${error.message}`);
    if (error instanceof OutsideSchema || error instanceof UsageError)
      throw new UsageError(`${where}: ${error.message}`);
    if (error instanceof InvalidModel)
      throw new UsageError(`${where}: rule ${error.rule}: ${error.message}`);
    throw error;
  }
};

const actionOf = (interpreter: Interpreter, step: Step): Action => {
  const node = nodeNamed(interpreter.instance, step.node);
  const kind = step.action;
  if (kind === "crash") return { kind, node: node.index, subject: 0 };
  if (step.message === null) throw new UsageError(`a ${kind} without a message`);
  const subject =
    kind === "timer" || kind === "request"
      ? inputOf(interpreter.instance, node, step)
      : envelopeOf(interpreter, node, step);
  return { kind, node: node.index, subject };
};

const nodeNamed = ({ nodes, indexOf }: Instance, name: string | null): Node => {
  const index = indexOf.get(name ?? "");
  if (index === undefined)
    throw new UsageError(
      unknownName(
        "node",
        String(name),
        nodes.map(({ id }) => id),
      ),
    );
  return nodes[index]!;
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
  const tag = node.tagNumber.get(step.message!.tag);
  if (tag === undefined) {
    const known = [...node.tagNumber.keys()];
    throw new UsageError(unknownName("message", step.message!.tag, known, node.role));
  }
  const { shape } = node.receives[tag]!;
  const payload = fromJson(shape, instance.setting.everyone, step.message!.payload);
  return envelopes.intern(sender.index, node.index, tag, payload);
};
