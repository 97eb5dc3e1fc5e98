/** Whether rules treat the nodes of a role alike: the question with two of them exchanged has the
 * answer with the same two exchanged. */
import { initialOutcomes } from "../../checks/model/initial.ts";
import type { Instance, Node } from "../../checks/model/instance.ts";
import { renamerOf } from "../../checks/schema/rename.ts";
import { toJson } from "../../checks/schema/to-json.ts";
import type { NodeId, Outcome } from "../../models/protocol.ts";
import type { Question } from "./question.ts";

type Rename = (id: string) => string;

/** Exchanges of neighbours: all permutations of the nodes of a role are made of these. */
const exchanges = (instance: Instance, role: string): readonly Rename[] => {
  const ids = instance.setting.nodes[role]!;
  return ids.slice(1).map((second, at) => {
    const first = ids[at]!;
    const other = new Map<string, string>([
      [first, second],
      [second, first],
    ]);
    return (id) => other.get(id) ?? id;
  });
};

/** An outcome as a text in which order counts only for messages to one receiver of a queue. */
const textOf = (
  { indexOf, nodes }: Instance,
  outcome: Outcome<object> | null,
  rename: Rename,
  node: Node,
): string => {
  if (outcome === null) return "not enabled";
  const byReceiver: Record<string, string[]> = {};
  for (const { to, tag, payload } of outcome.sends)
    for (const id of to) {
      const receiver = nodes[indexOf.get(id)!]!;
      const { shape } = receiver.receives[receiver.tagNumber.get(tag)!]!;
      (byReceiver[rename(id)] ??= []).push(
        JSON.stringify([tag, toJson(renamerOf(shape)(payload, rename))]),
      );
    }
  const isQueued = nodes.some(({ receives }) => receives.some(({ network }) => network === "fifo"));
  if (!isQueued) for (const sent of Object.values(byReceiver)) sent.sort();
  const sends = Object.entries(byReceiver).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([toJson(renamerOf(node.shape)(outcome.state, rename)), sends]);
};

const same: Rename = (id) => id;

/** Rules that tell two nodes of a role apart, as `role: rule`, each once. */
export const partialRules = (
  instance: Instance,
  questions: readonly Question[],
): readonly string[] => {
  const found = new Set<string>();
  for (const role of Object.keys(instance.setting.nodes))
    for (const rename of exchanges(instance, role)) {
      for (const question of questions)
        if (!isEquivariant(instance, question, rename)) found.add(`${role}: ${question.name}`);
      for (const name of partialStarts(instance, rename)) found.add(`${role}: ${name}`);
    }
  return [...found];
};

const isEquivariant = (instance: Instance, question: Question, rename: Rename): boolean => {
  const { node, state, event, payload, rule } = question;
  const other = instance.nodes[instance.indexOf.get(rename(node.id))!]!;
  const { from, ...fields } = event as { from?: string };
  const renamedEvent = {
    ...(renamerOf(payload)(fields, rename) as object),
    ...(from !== undefined && { from: rename(from) as NodeId }),
  };
  const renamedState = renamerOf(node.shape)(state, rename) as object;
  const expected = textOf(instance, rule(state, event, node.context), rename, node);
  return (
    textOf(instance, rule(renamedState, renamedEvent, other.context), same, other) === expected
  );
};

const partialStarts = (instance: Instance, rename: Rename): readonly string[] => {
  const starts = initialOutcomes(instance);
  return instance.nodes
    .filter((node) => {
      const other = instance.nodes[instance.indexOf.get(rename(node.id))!]!;
      const renamed = starts[node.index]!.map((start) => textOf(instance, start, rename, node));
      const theirs = starts[other.index]!.map((start) => textOf(instance, start, same, other));
      return renamed.toSorted().join() !== theirs.toSorted().join();
    })
    .map(({ role }) => `initial.${role}`);
};
