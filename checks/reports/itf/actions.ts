/** What a step of a trace is, as one of the variables of an ITF state. */
import type { Instance, Node } from "../../model/instance.ts";
import type { Json, Message, Read, Sent, Step } from "../../trace.ts";
import { integer, itfOf, NOTHING, recordOf, setOf, variantOf, type Itf } from "./values.ts";

/** Of the state before the first step. */
export const START: Itf = variantOf("init", NOTHING);

type Said = { readonly tag: string; readonly payload: Json };
type Fields = readonly (readonly [name: string, value: Itf])[];

/** Named by its kind; of the parts of a step, it has those that such a step has. */
export const actionOf = (instance: Instance, step: Step): Itf => {
  const { action, node, from, side, partners, unsent } = step;
  const sent = (some: readonly Sent[]): Itf => some.map((one) => sentOf(instance, one));
  const fields: Fields = [
    ...field("node", node),
    ...field("from", from),
    ...field("message", step.message && toldOf(instance, step, step.message)),
    ...turnOf(instance, step),
    ...(side.length === 0 ? [] : field("side", setOf(side))),
    ...(partners.length === 0 ? [] : field("partners", setOf(partners.map((one) => one.node)))),
    ...(node === null ? [] : field("sends", sent(step.sends))),
    ...field("unsent", unsent && sent(unsent)),
  ];
  return variantOf(action, recordOf(fields));
};

/** A message on its way. */
export const messageOf = (instance: Instance, message: Message): Itf =>
  recordOf([
    ["from", message.from],
    ["to", message.to],
    ["message", saidOf(instance, message.to, message)],
  ]);

const field = (name: string, value: Itf | null): Fields => (value === null ? [] : [[name, value]]);

const turnOf = (instance: Instance, { round, node, reads }: Step): Fields => {
  if (round === null) return [];
  const read = ({ from, message, lie }: Read): Itf =>
    recordOf([
      ["from", from],
      ["message", message === null ? NOTHING : saidOf(instance, node, message)],
      ["lie", lie],
    ]);
  return [
    ["round", integer(round)],
    ["reads", reads.map(read)],
  ];
};

const sentOf = (instance: Instance, sent: Sent): Itf =>
  recordOf([
    ["to", sent.to],
    ["message", saidOf(instance, sent.to, sent)],
  ]);

const MESSAGES: ReadonlySet<Step["action"]> = new Set(["deliver", "discard", "drop", "duplicate"]);

/** What a node is told in a step: a message, or what happens of itself. */
const toldOf = (instance: Instance, { action, node }: Step, said: Said): Itf => {
  if (MESSAGES.has(action)) return saidOf(instance, node, said);
  const inputs = nodeOf(instance, node)?.inputs ?? [];
  return typed(said, inputs.find(({ tag }) => tag === said.tag)?.shape);
};

/** A message, by the schema of its receiver. */
const saidOf = (instance: Instance, to: string | null, said: Said): Itf => {
  const receives = nodeOf(instance, to)?.receives ?? [];
  return typed(said, receives.find(({ tag }) => tag === said.tag)?.shape);
};

const nodeOf = ({ nodes, indexOf }: Instance, name: string | null): Node | undefined =>
  nodes[indexOf.get(name ?? "") ?? -1];

/** A joint step has no fields, and no schema of them. */
const typed = ({ tag, payload }: Said, shape: Node["shape"] | undefined): Itf =>
  variantOf(tag, itfOf(shape ?? { kind: "struct", fields: [] }, payload));
