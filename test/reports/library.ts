/** Toy models with values of every kind, and with a joint step, for what is written of traces. */
import { Schema as S } from "@effect/schema";
import { add, always, become, empty, int, NodeId, vocabulary } from "../../models/protocol.ts";

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(1, 3), words: S.ReadonlySet(S.String) }),
  history: S.Struct({ asked: S.ReadonlySet(NodeId) }),
  roles: {
    asker: { state: S.Struct({ last: S.NullOr(NodeId) }), requests: { Ask: { n: int(0, 0) } } },
    shelf: {
      state: S.Struct({
        seen: S.ReadonlySet(NodeId),
        copies: S.ReadonlyMap({ key: NodeId, value: int(0, 9) }),
        pair: S.Tuple(S.Boolean, S.String),
        byName: S.Record({ key: S.String, value: S.Array(S.Literal(-1, "one")) }),
      }),
      receives: { Put: { by: S.ReadonlySet(NodeId) } },
    },
  },
});

/** Somebody asks a shelf to put something, until the shelf has it. */
export const library = model({
  name: "library",
  source: "a shelf",
  population: () => ({ asker: 1, shelf: 1 }),
  initial: {
    asker: () => [become({ last: null })],
    shelf: () => [
      become({ seen: empty, copies: new Map(), pair: [true, ""], byName: { "#x": [-1, "one"] } }),
    ],
  },
  rules: {
    asker: rules.asker({
      Ask: ({ last }, _, { self, nodes }) =>
        last === null
          ? become({ last: self }, to(nodes.shelf, "Put", { by: new Set([self]) }))
          : null,
    }),
    shelf: rules.shelf({
      Put: (shelf, { from }) =>
        become({ ...shelf, seen: add(shelf.seen, from), copies: new Map([[from, 1]]) }),
    }),
  },
  history: {
    initial: { asked: empty },
    record: { asker: { Ask: (history, _, { self }) => ({ asked: add(history.asked, self) }) } },
  },
  properties: {
    "never-put": always(
      observe({ shelf: ({ seen }) => seen.size, history: ({ asked }) => asked.size }),
      ({ shelf, history }) => history === 0 || shelf.every((size) => size === 0),
    ),
    "never-asked": always(observe({ asker: ({ last }) => last }), ({ asker }) =>
      asker.every((last) => last === null),
    ),
  },
  scenarios: { only: { parameters: { nodes: 2, words: new Set(["b", "a"]) } } },
});

const party = vocabulary({
  parameters: S.Struct({}),
  roles: { guest: { state: S.Struct({ met: S.ReadonlySet(NodeId) }) } },
});

/** Two guests who meet. */
export const meeting = party.model({
  name: "meeting",
  source: "a party",
  population: () => ({ guest: 2 }),
  initial: { guest: () => [become({ met: empty })] },
  rules: { guest: party.rules.guest({}) },
  joint: {
    Meet: {
      role: "guest",
      with: "guest",
      partners: 1,
      rule: (_, others, { partners }, { self }) => ({
        node: become({ met: new Set(partners) }),
        partners: others.map(() => become({ met: new Set([self]) })),
      }),
    },
  },
  properties: {
    strangers: always(party.observe({ guest: ({ met }) => met.size }), ({ guest }) =>
      guest.every((met) => met === 0),
    ),
  },
  scenarios: { only: { parameters: {} } },
});
