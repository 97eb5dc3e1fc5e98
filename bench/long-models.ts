/**
 * Models that are long in one direction each, where a table or a habit of the engine that suits
 * short ones takes its toll: a hub, a chain, and a fan-out.
 *
 * Source    None: they are measures for this engine, and their counts follow from their shapes.
 * Network   delivers every message once, in any order.
 * Left out  Everything else.
 */
import { Schema as S } from "@effect/schema";
import { add, become, empty, int, NodeId, sometimes, vocabulary } from "../models/protocol.ts";
import type { Model } from "../models/protocol.ts";

/** Every sender sends one message to the hub, which has as many cells as there are states: 3^n. */
const hub = (): Model => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ senders: int(1, 20) }),
    roles: {
      collector: { state: S.Struct({ heard: S.ReadonlySet(NodeId) }), receives: { Told: {} } },
      sender: { state: S.Struct({ phase: S.Literal("idle", "done") }), requests: { Tell: {} } },
    },
  });
  const heard = observe({ collector: (node, { nodes }) => nodes.sender.length - node.heard.size });
  return model({
    name: "hub",
    source: "none",
    population: ({ senders }) => ({ collector: 1, sender: senders }),
    initial: {
      collector: () => [become({ heard: empty })],
      sender: () => [become({ phase: "idle" })],
    },
    rules: {
      collector: rules.collector({
        Told: (node, { from }) => become({ heard: add(node.heard, from) }),
      }),
      sender: rules.sender({
        Tell: (node, _, { nodes }) =>
          node.phase === "idle" ? become({ phase: "done" }, to(nodes.collector, "Told")) : null,
      }),
    },
    properties: { "all-are-heard": sometimes(heard, ({ collector }) => collector[0] === 0) },
    scenarios: {
      "senders-9": { parameters: { senders: 9 } },
      "senders-13": { parameters: { senders: 13 } },
    },
  });
};

/**
 * A counter of wheels, each of ten digits, that turn each other: every level of the search holds
 * one state, and there are few local states. A wheel that has turned tells the first to go on; one
 * that has come round tells the next to turn.
 */
const chain = (): Model => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ wheels: int(1, 7) }),
    roles: {
      wheel: { state: S.Struct({ digit: int(0, 9) }), receives: { Turn: {}, Turned: {} } },
    },
  });
  const full = observe({ wheel: ({ digit }) => digit === 9 });
  return model({
    name: "chain",
    source: "none",
    population: ({ wheels }) => ({ wheel: wheels }),
    initial: {
      wheel: ({ self, nodes }) => [
        become({ digit: 0 }, ...(self === nodes.wheel[0] ? [to(self, "Turn")] : [])),
      ],
    },
    rules: {
      wheel: rules.wheel({
        Turn: ({ digit }, _, { self, nodes }) => {
          if (digit < 9) return become({ digit: digit + 1 }, to(nodes.wheel[0]!, "Turned"));
          const next = nodes.wheel[nodes.wheel.indexOf(self) + 1];
          return next === undefined ? null : become({ digit: 0 }, to(next, "Turn"));
        },
        Turned: (node, _, { self }) => become(node, to(self, "Turn")),
      }),
    },
    properties: { "comes-round": sometimes(full, ({ wheel }) => wheel.every((is) => is)) },
    scenarios: {
      "wheels-4": { parameters: { wheels: 4 } },
      "wheels-6": { parameters: { wheels: 6 } },
    },
  });
};

/** One node counts: every state is a local one that was never seen, and its rule runs. */
const locals = (): Model => {
  const { model, observe, rules } = vocabulary({
    parameters: S.Struct({ length: int(1, 10_000_000) }),
    roles: {
      counter: { state: S.Struct({ count: int(1, "length") }), timers: { Tick: {} } },
    },
  });
  const ends = observe({ counter: ({ count }, { parameters }) => count === parameters.length });
  return model({
    name: "locals",
    source: "none",
    population: () => ({ counter: 1 }),
    initial: { counter: () => [become({ count: 1 })] },
    rules: {
      counter: rules.counter({
        Tick: ({ count }, _, { parameters }) =>
          count < parameters.length ? become({ count: count + 1 }) : null,
      }),
    },
    properties: { "reaches-its-end": sometimes(ends, ({ counter }) => counter[0] === true) },
    scenarios: {
      "length-1000": { parameters: { length: 1_000 } },
      "length-1000000": { parameters: { length: 1_000_000 } },
    },
  });
};

/**
 * States with very many successors, one of them for each hour of a clock that goes on meanwhile.
 * The one who is asked has two local states only: a rule runs for every pair of a local state and
 * a value that may be asked.
 */
const fan = (): Model => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({ width: int(1, 1_000_000), hours: int(0, 100) }),
    roles: {
      asked: {
        state: S.Struct({ phase: S.Literal("idle", "done") }),
        requests: { Choose: { number: int(1, "width") } },
      },
      clock: { state: S.Struct({ hour: int(0, "hours") }), timers: { Strike: {} } },
      told: {
        state: S.Struct({ number: int(0, "width") }),
        receives: { Chosen: { number: int(1, "width") } },
      },
    },
  });
  const last = observe({ told: ({ number }, { parameters }) => number === parameters.width });
  return model({
    name: "fan",
    source: "none",
    population: () => ({ asked: 1, clock: 1, told: 1 }),
    initial: {
      asked: () => [become({ phase: "idle" })],
      clock: () => [become({ hour: 0 })],
      told: () => [become({ number: 0 })],
    },
    rules: {
      asked: rules.asked({
        Choose: ({ phase }, { number }, { nodes }) =>
          phase === "idle" ? become({ phase: "done" }, to(nodes.told, "Chosen", { number })) : null,
      }),
      clock: rules.clock({
        Strike: ({ hour }, _, { parameters }) =>
          hour < parameters.hours ? become({ hour: hour + 1 }) : null,
      }),
      told: rules.told({ Chosen: (_, { number }) => become({ number }) }),
    },
    properties: { "hears-the-last": sometimes(last, ({ told }) => told[0] === true) },
    scenarios: {
      "width-1000": { parameters: { width: 1_000, hours: 2 } },
      "width-100000": { parameters: { width: 100_000, hours: 12 } },
    },
  });
};

export const longModels: Readonly<Record<string, Model>> = {
  hub: hub(),
  chain: chain(),
  locals: locals(),
  fan: fan(),
};
