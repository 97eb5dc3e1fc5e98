/** All that may happen, found by trying everything with whole worlds, one by one. */
import { Interpreter } from "../../checks/counterexamples/interpreter.ts";
import { Impossible, type World } from "../../checks/counterexamples/world.ts";
import type { Action } from "../../checks/exploration/actions.ts";
import { combinations, initialOutcomes } from "../../checks/model/initial.ts";
import type { Instance, Node } from "../../checks/model/instance.ts";
import { deliverable } from "../../checks/network/inbox.ts";
import { print } from "../../checks/schema/print.ts";

/** A world, and which of the nodes that are down have lost power. */
export interface Place {
  readonly world: World;
  readonly lost: readonly boolean[];
}

/** Every action that can be taken, faults included. */
export const everyAction = (interpreter: Interpreter, world: World): readonly Action[] => {
  const { nodes, partitions } = interpreter.instance;
  const moves = [...interpreter.moves(world)];
  const faults = nodes.flatMap(({ index: node, inputs }): readonly Action[] => {
    const inbox = world.inboxes[node]!;
    const there = deliverable(inbox, interpreter.envelopes).map((at) => inbox[at]!);
    return [
      { kind: "crash", node, subject: 0 },
      { kind: "power-loss", node, subject: 0 },
      ...inputs.map((_, subject) => ({ kind: "suspect", node, subject }) as const),
      ...there.map((subject) => ({ kind: "drop", node, subject }) as const),
      ...there.map((subject) => ({ kind: "duplicate", node, subject }) as const),
    ];
  });
  const midSteps = moves
    .filter(({ kind }) => ["deliver", "timer", "request"].includes(kind))
    .flatMap((move) => {
      const subsets = 2 ** interpreter.take(world, move).sends.length;
      return Array.from({ length: subsets }, (_, leaving) => ({ ...move, leaving }));
    });
  const partings = partitions.map(({ kind }, subject) => ({ kind, node: -1, subject }) as const);
  const tried = [...faults, ...midSteps, ...partings];
  return [...moves, ...tried.filter((action) => isPossible(interpreter, world, action))];
};

const isPossible = (interpreter: Interpreter, world: World, action: Action): boolean => {
  try {
    interpreter.take(world, action);
    return true;
  } catch (error) {
    if (error instanceof Impossible) return false;
    throw error;
  }
};

/** Every place that can be reached, once. */
export function* everyPlace(interpreter: Interpreter): Generator<Place> {
  const outcomes = initialOutcomes(interpreter.instance);
  const lost = interpreter.instance.nodes.map(() => false);
  const open = Array.from(combinations(outcomes.map(({ length }) => length)), (chosen): Place => {
    const starts = outcomes.map((some, node) => some[chosen[node]!]!);
    return { world: interpreter.start(starts), lost };
  });
  const seen = new Set<string>();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const key = keyOf(place);
    if (seen.has(key)) continue;
    seen.add(key);
    yield place;
    for (const action of everyAction(interpreter, place.world)) {
      const { world } = interpreter.take(place.world, action);
      const { node } = action;
      const after = node < 0 ? place.lost : place.lost.with(node, action.kind === "power-loss");
      open.push({ world, lost: after });
    }
  }
}

const keyOf = ({ world, lost }: Place): string => {
  const { states, up, inboxes, left, cut } = world;
  const links = [...cut].toSorted((a, b) => a - b);
  return print([states, up, inboxes.map((inbox) => [...inbox]), left, links, lost]);
};

/** Every pair of a node's state and an event; of restarts, also whether power was lost before. */
export const pairsOfWorlds = (instance: Instance): ReadonlySet<string> => {
  const interpreter = new Interpreter(instance, false);
  const pairs = new Set<string>();
  for (const { world, lost } of everyPlace(interpreter))
    for (const node of instance.nodes) {
      const state = world.states[node.index]!;
      const events = world.up[node.index]
        ? eventsAt(interpreter, world, node)
        : restartsOf(node, state).map((input) => `${input} ${lost[node.index]}`);
      for (const event of events) pairs.add(`${node.id} ${print(state)} ${event}`);
    }
  return pairs;
};

const eventsAt = (
  { envelopes }: Interpreter,
  { inboxes }: World,
  { index, inputs }: Node,
): readonly string[] => {
  const inbox = inboxes[index]!;
  const messages = deliverable(inbox, envelopes).map((at) => {
    const envelope = inbox[at]!;
    return `${envelopes.tag(envelope)} ${print(envelopes.event(envelope))}`;
  });
  const own = inputs.flatMap(({ kind }, input) => (kind === "restart" ? [] : [String(input)]));
  return [...messages, ...own];
};

/** Those in which the node comes up. */
const restartsOf = ({ inputs, context }: Node, state: object): readonly number[] =>
  inputs.flatMap(({ kind, rule, payload }, input) =>
    kind === "restart" && rule(state, payload, context) !== null ? [input] : [],
  );
