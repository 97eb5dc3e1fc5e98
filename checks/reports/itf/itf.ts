/** A trace in ITF: a state before the first step, and one after each. */
import { follow, messageOf as messageIn } from "../../counterexamples/counterexample.ts";
import { Interpreter } from "../../counterexamples/interpreter.ts";
import { endOf } from "../../counterexamples/replay.ts";
import type { World } from "../../counterexamples/world.ts";
import type { Instance } from "../../model/instance.ts";
import { claimsOf, readsHistory } from "../../properties/claims.ts";
import { shapeOf } from "../../schema/read.ts";
import { toJson, toJsonRecord } from "../../schema/to-json.ts";
import type { Counterexample, Json } from "../../trace.ts";
import { changedBy } from "../endings.ts";
import { jsonText } from "../terminal.ts";
import { actionOf, messageOf, START } from "./actions.ts";
import { integer, itfOf, mapOf, setOf, tupleOf, type Itf } from "./values.ts";

type Variables = Readonly<Record<string, Itf>>;

/** The trace of an instance; the description is for people. */
export const itfText = (instance: Instance, trace: Counterexample, description: string): string => {
  const [first = {}, ...others] = statesOf(instance, trace);
  const states = [{ ...parametersOf(instance), ...first }, ...others];
  return jsonText(
    {
      "#meta": {
        format: "ITF",
        "format-description": "https://apalache-mc.org/docs/adr/015adr-trace.html",
        description,
      },
      params: Object.keys(parametersOf(instance)),
      vars: Object.keys(first),
      states: states.map((state, index) => ({ "#meta": { index }, ...state })),
    },
    2,
  );
};

/** As one record: a parameter may be called as a variable is. */
const parametersOf = ({ model, parameters }: Instance): Variables => ({
  parameters: itfOf(shapeOf(model.vocabulary.parameters, parameters), toJsonRecord(parameters)),
});

const statesOf = (instance: Instance, trace: Counterexample): readonly Variables[] => {
  const actions = [START, ...trace.steps.map((step) => actionOf(instance, step))];
  const locals = localsOf(instance, trace);
  const around = instance.inRounds
    ? actions.map(() => ({ traitors: setOf(trace.traitors) }))
    : surroundingsOf(instance, trace);
  return actions.map((action, at) => ({
    step: integer(at),
    action,
    nodes: locals[at]!,
    ...around[at]!,
  }));
};

/** The local states after 0, 1, 2, ... steps. */
const localsOf = ({ nodes }: Instance, { initial, steps }: Counterexample): readonly Itf[] => {
  const shapes = new Map(nodes.map(({ id, shape }) => [String(id), shape]));
  const local = (node: string, state: Json): Itf => {
    const shape = shapes.get(node);
    return shape === undefined ? {} : itfOf(shape, state);
  };
  const now = new Map(Object.entries(initial).map(([node, state]) => [node, local(node, state)]));
  return [
    mapOf([...now]),
    ...steps.map((step) => {
      for (const { node, state } of changedBy(step)) now.set(node, local(node, state));
      return mapOf([...now]);
    }),
  ];
};

/** What the steps do not say of themselves, from a run through the model. */
const surroundingsOf = (instance: Instance, trace: Counterexample): readonly Variables[] => {
  const claims = trace.why === null ? [] : claimsOf(instance, [trace.why.property], false);
  // Recorders were run for a property that reads what they write, and otherwise may go wrong.
  const interpreter = new Interpreter(instance, readsHistory(instance, claims));
  const taken = follow(interpreter, endOf(interpreter, trace));
  return taken.map(({ world }) => surroundingOf(interpreter, world));
};

const surroundingOf = (interpreter: Interpreter, world: World): Variables => {
  const { instance } = interpreter;
  const { nodes } = instance;
  const id = (index: number): string => nodes[index]!.id;
  const links = [...world.cut].toSorted((a, b) => a - b);
  return {
    up: setOf(nodes.filter(({ index }) => world.up[index]!).map((node) => node.id)),
    messages: world.inboxes.flatMap((inbox) =>
      [...inbox].map((envelope) => messageOf(instance, messageIn(interpreter, envelope))),
    ),
    cut: setOf(
      links.map((link) => tupleOf([id(Math.floor(link / nodes.length)), id(link % nodes.length)])),
    ),
    ...historyOf(instance, world),
  };
};

const historyOf = ({ model, parameters }: Instance, { history }: World): Variables => {
  const schema = model.vocabulary.history;
  return schema === undefined || history === undefined
    ? {}
    : { history: itfOf(shapeOf(schema, parameters), toJson(history)) };
};
