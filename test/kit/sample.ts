/** Random walks through a model: states that nodes reach, and what their rules are asked there. */
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import type { World } from "../../checks/counterexamples/world.ts";
import { combinations, initialOutcomes } from "../../checks/model/initial.ts";
import { instanceOf, type Instance, type Node } from "../../checks/model/instance.ts";
import { shapeOfFields } from "../../checks/schema/read.ts";
import type { Shape } from "../../checks/schema/shape.ts";
import type { Model } from "../../models/protocol.ts";
import type { Question } from "./question.ts";
import { questionsInRounds } from "./sample-rounds.ts";

const WALKS = 25;
const STEPS = 40;

/** The same walks in every run. */
const dice = (): ((sides: number) => number) => {
  let last = 1;
  return (sides) => {
    last = (Math.imul(last, 1_103_515_245) + 12_345) >>> 0;
    return (last >>> 8) % sides;
  };
};

export const sampleOf = (
  model: Model,
  scenario: string,
  bug?: string,
): { readonly instance: Instance; readonly questions: readonly Question[] } => {
  const instance = instanceOf(model, { scenario, ...(bug !== undefined && { bug }) });
  const roll = dice();
  const found = new Map<string, Question>();
  const walk = instance.inRounds ? walkInRounds : walkFreely;
  walk(instance, roll, (key, question) => void found.set(key, question));
  return { instance, questions: [...found.values()] };
};

type Walk = (
  instance: Instance,
  roll: (sides: number) => number,
  ask: (key: string, question: Question) => void,
) => void;

const walkInRounds: Walk = (instance, roll, ask) => {
  for (let walk = 0; walk < WALKS; walk++)
    for (const [key, question] of questionsInRounds(instance, roll)) ask(key, question);
};

const walkFreely: Walk = (instance, roll, ask) => {
  const interpreter = new Interpreter(instance, false);
  const starts = startsOf(interpreter);
  for (let walk = 0; walk < WALKS; walk++) {
    let world = starts[roll(starts.length)]!;
    for (let step = 0; step < STEPS; step++) {
      for (const [key, question] of questionsIn(interpreter, world)) ask(key, question);
      const actions = [...interpreter.moves(world)];
      if (actions.length === 0) break;
      world = interpreter.take(world, actions[roll(actions.length)]!).world;
    }
  }
};

const startsOf = (interpreter: Interpreter): readonly World[] => {
  const choices = initialOutcomes(interpreter.instance);
  const all = [...combinations(choices.map(({ length }) => length))];
  return all.map((chosen) =>
    interpreter.start(choices.map((outcomes, at) => outcomes[chosen[at]!]!)),
  );
};

function* questionsIn(
  { instance, envelopes }: Interpreter,
  world: World,
): Generator<readonly [string, Question]> {
  for (const node of instance.nodes) {
    const state = world.states[node.index]!;
    const key = `${node.id} ${node.state.encode(state).join()}`;
    for (const [at, { rule, name, payload: event }] of node.inputs.entries())
      yield [
        `${key} ${at}`,
        { node, state, rule, name, event, payload: inputShape(instance, node, at) },
      ];
    for (const envelope of new Set(world.inboxes[node.index])) {
      const { rule, name, shape } = node.receives[envelopes.tag(envelope)]!;
      const from = instance.nodes[envelopes.sender(envelope)]!.id;
      const event = { ...(envelopes.payload(envelope) as object), from };
      yield [`${key} m${envelope}`, { node, state, rule, name, event, payload: shape }];
    }
  }
}

const inputShape = ({ model, parameters }: Instance, node: Node, at: number): Shape => {
  const { timers, requests } = model.vocabulary.roles[node.role]!;
  return shapeOfFields({ ...timers, ...requests }[node.inputs[at]!.tag] ?? {}, parameters);
};
