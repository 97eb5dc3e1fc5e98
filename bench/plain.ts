/**
 * What an engineer would write in an hour: a breadth-first search over a `Map` of JSON strings, on
 * the same models. It is the measure of what the engine is worth, and not made slow on purpose.
 *
 * It knows sets of messages, and timers and requests without fields: enough for two-phase commit.
 */
import type { Context, Model, NodeId, Property, Send } from "../models/protocol.ts";

interface Envelope {
  readonly text: string;
  readonly from: NodeId;
  readonly to: number;
  readonly tag: string;
  readonly payload: object;
}
interface World {
  readonly states: readonly object[];
  /** Of the states, so that a step writes only that of its own node again. */
  readonly texts: readonly string[];
  /** Without duplicates, and in order, so that equal networks are equal texts. */
  readonly network: readonly Envelope[];
}
export interface Counts {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  readonly violated: string | null;
}

export const explorePlainly = (model: Model, parameters: object): Counts => {
  const nodes = nodesOf(model, parameters);
  const invariants = Object.entries(model.properties).filter(([, { kind }]) => kind === "always");
  const initial = initialWorld(model, nodes);
  const parents = new Map<string, string | null>([[keyOf(initial), null]]);
  let level = new Map([[keyOf(initial), initial]]);
  let [depth, generated] = [0, 1];
  for (; level.size > 0; depth++) {
    const next = new Map<string, World>();
    for (const [parent, world] of level) {
      for (const [name, property] of invariants)
        if (!property.holds(observe(property, nodes, world)))
          return { states: parents.size, generated, depth, violated: name };
      for (const successor of successors(model, nodes, world)) {
        generated++;
        const key = keyOf(successor);
        if (parents.has(key)) continue;
        parents.set(key, parent);
        next.set(key, successor);
      }
    }
    level = next;
  }
  return { states: parents.size, generated, depth, violated: null };
};

const initialWorld = (model: Model, nodes: readonly Node[]): World => {
  const outcomes = nodes.map(({ role, context }) => model.initial[role]!(context)[0]!);
  const states = outcomes.map(({ state }) => state);
  const network = outcomes.reduce<readonly Envelope[]>(
    (sent, { sends }, at) => post(nodes, sent, nodes[at]!.self, sends),
    [],
  );
  return { states, texts: states.map(textOf), network };
};

const successors = (model: Model, nodes: readonly Node[], world: World): readonly World[] => {
  const fire = (at: number, tag: string, event: object): readonly World[] => {
    const { role, self, context } = nodes[at]!;
    const outcome = model.rules[role]![tag]!(world.states[at]!, event, context);
    if (outcome === null) return [];
    const states = world.states.with(at, outcome.state);
    const texts = world.texts.with(at, textOf(outcome.state));
    return [{ states, texts, network: post(nodes, world.network, self, outcome.sends) }];
  };
  return [
    ...world.network.flatMap(({ to, tag, from, payload }) => fire(to, tag, { ...payload, from })),
    ...nodes.flatMap(({ unasked }, at) => unasked.flatMap((tag) => fire(at, tag, {}))),
  ];
};

const post = (
  nodes: readonly Node[],
  network: readonly Envelope[],
  from: NodeId,
  sends: readonly Send[],
): readonly Envelope[] => {
  if (sends.length === 0) return network;
  const byText = new Map(network.map((envelope) => [envelope.text, envelope]));
  for (const { to, tag, payload } of sends)
    for (const receiver of to) {
      const text = textOf([from, receiver, tag, payload]);
      const index = nodes.findIndex(({ self }) => self === receiver);
      byText.set(text, { text, from, to: index, tag, payload });
    }
  return [...byText.values()].toSorted((a, b) => (a.text < b.text ? -1 : 1));
};

const observe = ({ observation }: Property, nodes: readonly Node[], { states }: World): object =>
  Object.fromEntries(
    Object.entries(observation).map(([role, project]) => {
      const view = project as (state: object, context: object) => unknown;
      const own = nodes.flatMap((node, at) => (node.role === role ? [at] : []));
      return [role, own.map((at) => view(states[at]!, nodes[at]!.context))];
    }),
  );

const keyOf = ({ texts, network }: World): string =>
  `${texts.join()}${network.map(({ text }) => text).join()}`;

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part instanceof Set ? [...part].map(String).toSorted() : part,
  );

interface Node {
  readonly role: string;
  readonly self: NodeId;
  readonly context: Context;
  readonly unasked: readonly string[];
}
const nodesOf = ({ population, vocabulary }: Model, parameters: object): readonly Node[] => {
  const counts = population(parameters);
  const ids = Object.keys(vocabulary.roles).map((role) => {
    const name = (at: number) => (counts[role] === 1 ? role : `${role}${at + 1}`) as NodeId;
    return [role, Array.from({ length: counts[role]! }, (_, at) => name(at))] as const;
  });
  const setting = {
    nodes: Object.fromEntries(ids),
    everyone: ids.flatMap(([, alike]) => alike),
    quorum: (some: ReadonlySet<NodeId>, all: readonly NodeId[]) => 2 * some.size > all.length,
    parameters,
  };
  return ids.flatMap(([role, alike]) => {
    const { timers = {}, requests = {} } = vocabulary.roles[role]!;
    const unasked = [...Object.keys(timers), ...Object.keys(requests)];
    return alike.map((self) => {
      const peers = alike.filter((peer) => peer !== self);
      return { role, self, unasked, context: { ...setting, self, peers } };
    });
  });
};
