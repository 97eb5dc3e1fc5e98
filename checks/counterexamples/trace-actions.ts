/** Reads the actions of a trace that was written to a file. */
import { MalformedStep, UsageError } from "../errors.ts";
import type { Action } from "../exploration/actions.ts";
import type { Instance, Node } from "../model/instance.ts";
import type { Sent } from "../report.ts";
import { fromJson } from "../schema/json.ts";
import { toJson } from "../schema/to-json.ts";
import { messageOf } from "./counterexample.ts";
import type { Interpreter } from "./interpreter.ts";
import type { RecordedMessage, RecordedStep } from "./recorded.ts";
import { nodeNamed, readMessage } from "./trace-parts.ts";
import { Impossible, type World } from "./world.ts";

/** @throws UsageError for a step that speaks of what the model does not have. */
export const actionOf = (interpreter: Interpreter, world: World, step: RecordedStep): Action => {
  const { instance } = interpreter;
  const kind = step.action;
  switch (kind) {
    case "turn":
      throw new MalformedStep("a turn, and the model does not run in rounds");
    case "heal":
      return { kind, node: -1, subject: 0 };
    case "partition":
    case "one-way":
      return { kind, node: -1, subject: partitionOf(instance, step) };
    case "joint":
      return jointOf(instance, step);
    case "crash":
    case "power-loss":
      return { kind, node: nodeNamed(instance, step.node).index, subject: 0 };
    case "restart":
      return restartOf(interpreter, world, step);
    case "deliver":
    case "discard":
    case "timer":
    case "request":
    case "suspect":
    case "drop":
    case "duplicate":
      return eventOf(interpreter, world, step);
  }
};

const INPUTS: ReadonlySet<string> = new Set(["timer", "request", "suspect"]);

const eventOf = (interpreter: Interpreter, world: World, step: RecordedStep): Action => {
  const node = nodeNamed(interpreter.instance, step.node);
  const { message = null, unsent = null } = step;
  if (message === null) throw new MalformedStep(`a ${step.action} without a message`);
  const subject = INPUTS.has(step.action)
    ? inputOf(interpreter.instance, node, step.action, message)
    : envelopeOf(interpreter, node, step.from, message);
  const action: Action = { kind: step.action, node: node.index, subject };
  return unsent === null
    ? action
    : { ...action, leaving: leavingOf(interpreter, world, action, step) };
};

const inputOf = (
  { setting }: Instance,
  { id, inputs }: Node,
  action: Action["kind"],
  { tag, payload = {} }: RecordedMessage,
): number => {
  const kind = action === "suspect" ? "timer" : action;
  const found = inputs.findIndex((input) => {
    if (input.kind !== kind || input.tag !== tag) return false;
    const wanted = input.fields.encode(fromJson(input.shape, setting.everyone, payload)).join();
    return input.fields.encode(input.payload).join() === wanted;
  });
  if (found < 0) throw new UsageError(`${id} has no ${kind} ${tag} with these fields`);
  return found;
};

const envelopeOf = (
  { instance, envelopes }: Interpreter,
  node: Node,
  from: RecordedStep["from"],
  message: RecordedMessage,
): number => {
  const sender = nodeNamed(instance, from);
  const { tag, payload } = readMessage(instance, node, message);
  return envelopes.intern(sender.index, node.index, tag, payload);
};

/** Of all subsets of what the step sends, the one that was recorded as having left. */
const leavingOf = (
  interpreter: Interpreter,
  world: World,
  action: Action,
  { sends = [], unsent }: RecordedStep,
): number => {
  const all = interpreter.take(world, action).sends.map((one) => sentText(interpreter, one));
  if (all.length > MOST_SENDS) throw new UsageError(`it sends ${all.length} messages, too many`);
  const [left, kept] = [sends.map(textOf).join(), (unsent ?? []).map(textOf).join()];
  for (let leaving = 0; leaving < 2 ** all.length; leaving++) {
    const leaves = (_: string, at: number): boolean => (leaving & (1 << at)) !== 0;
    const rest = all.filter((text, at) => !leaves(text, at));
    if (all.filter(leaves).join() === left && rest.join() === kept) return leaving;
  }
  throw new UsageError("what it sends, and what it does not, is not what its rule sends");
};

const textOf = ({ to, tag, payload }: Sent): string => JSON.stringify([to, tag, payload]);

/** A node may come up in several ways: the one that does what was recorded. */
const restartOf = (interpreter: Interpreter, world: World, step: RecordedStep): Action => {
  const node = nodeNamed(interpreter.instance, step.node);
  const ways = node.inputs.flatMap(({ kind }, subject) => (kind === "restart" ? [subject] : []));
  const actions = ways.map((subject): Action => ({ kind: "restart", node: node.index, subject }));
  const wanted = [JSON.stringify(step.state ?? null), ...(step.sends ?? []).map(textOf)].join();
  const found = actions.find((action) => restarted(interpreter, world, action) === wanted);
  const chosen = found ?? actions[0];
  if (chosen === undefined) throw new UsageError(`${node.id} does not start again`);
  return chosen;
};

/** The state and the sends of a restart, as text; null if the node does not come up that way. */
const restarted = (interpreter: Interpreter, world: World, action: Action): string | null => {
  try {
    const { world: after, sends } = interpreter.take(world, action);
    const state = JSON.stringify(toJson(after.states[action.node]));
    return [state, ...sends.map((envelope) => sentText(interpreter, envelope))].join();
  } catch (error) {
    if (error instanceof Impossible) return null;
    throw error;
  }
};

const sentText = (interpreter: Interpreter, envelope: number): string => {
  const { to, tag, payload } = messageOf(interpreter, envelope);
  return textOf({ to, tag, payload });
};

/** Sends of which all subsets are tried: a model whose steps send more cannot crash in them. */
const MOST_SENDS = 16;

const partitionOf = (
  { partitions, nodes }: Instance,
  { action, side = [] }: RecordedStep,
): number => {
  const found = partitions.findIndex(
    (partition) =>
      partition.kind === action && partition.side.map((at) => nodes[at]!.id).join() === side.join(),
  );
  if (found < 0) throw new UsageError(`the scenario has no ${action} of ${side.join(", ")}`);
  return found;
};

const jointOf = (instance: Instance, { node, message, partners = [] }: RecordedStep): Action => {
  const { index } = nodeNamed(instance, node);
  const others = partners.map((partner) => nodeNamed(instance, partner.node).index).join();
  const subject = instance.joint.findIndex(
    (step) => step.tag === message?.tag && step.node === index && step.partners.join() === others,
  );
  if (subject < 0) throw new UsageError(`there is no such joint step of ${node ?? "nobody"}`);
  return { kind: "joint", node: index, subject };
};
