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
  const idToIndex = new Map(nodes.map(({ self }, index) => [self, index]));

  const fire = (world: World, at: number, tag: string, event: object): World | null => {
    const { role, self, context } = nodes[at]!;
    const outcome = model.rules[role]![tag]!(world.states[at]!, event, context);
    if (outcome === null) return null;
    const states = world.states.with(at, outcome.state);
    const texts = world.texts.with(at, textOf(outcome.state));
    return post({ states, texts, network: world.network }, self, outcome.sends);
  };
  const post = (world: World, from: NodeId, sends: readonly Send[]): World => {
    if (sends.length === 0) return world;
    const network = new Map(world.network.map((envelope) => [envelope.text, envelope]));
    for (const { to, tag, payload } of sends)
      for (const receiver of to) {
        const text = textOf([from, receiver, tag, payload]);
        network.set(text, { text, from, to: idToIndex.get(receiver)!, tag, payload });
      }
    return {
      ...world,
      network: [...network.values()].toSorted((a, b) => (a.text < b.text ? -1 : 1)),
    };
  };
  const successors = (world: World): World[] => [
    ...world.network.flatMap(
      ({ to, tag, from, payload }) => fire(world, to, tag, { ...payload, from }) ?? [],
    ),
    ...nodes.flatMap(({ unasked }, at) => unasked.flatMap((tag) => fire(world, at, tag, {}) ?? [])),
  ];

  const invariants = Object.entries(model.properties).filter(([, { kind }]) => kind === "always");
  const observe = ({ observation }: Property, { states }: World): object =>
    Object.fromEntries(
      Object.entries(observation).map(([role, project]) => {
        const view = project as (state: object, context: object) => unknown;
        const own = nodes.flatMap((node, at) => (node.role === role ? [at] : []));
        return [role, own.map((at) => view(states[at]!, nodes[at]!.context))];
      }),
    );

  let initial: World = { states: [], texts: [], network: [] };
  for (const { role, self, context } of nodes) {
    const { state, sends } = model.initial[role]!(context)[0]!;
    const [states, texts] = [
      [...initial.states, state],
      [...initial.texts, textOf(state)],
    ];
    initial = post({ states, texts, network: initial.network }, self, sends);
  }
  const parents = new Map<string, string | null>([[keyOf(initial), null]]);
  let level = new Map([[keyOf(initial), initial]]);
  let [depth, generated] = [0, 1];
  for (; level.size > 0; depth++) {
    const next = new Map<string, World>();
    for (const [parent, world] of level) {
      for (const [name, property] of invariants)
        if (!property.holds(observe(property, world)))
          return { states: parents.size, generated, depth, violated: name };
      for (const successor of successors(world)) {
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
