/** A model in which one part can be replaced by another that is wrong. */
import { Schema as S } from "@effect/schema";
import { become, int, list, NodeId, vocabulary } from "../../models/protocol.ts";
import type { Model, Outcome } from "../../models/protocol.ts";
import { check } from "../../checks/index.ts";

const State = S.Struct({
  count: int(0, 2),
  log: list(int(0, 9), 3),
  seen: S.ReadonlySet(NodeId),
  votes: S.ReadonlyMap({ key: NodeId, value: int(0, 9) }),
  nested: S.Struct({ deep: S.Struct({ flag: S.Boolean }) }),
});
const vocabularies = vocabulary({
  parameters: S.Struct({ size: int(-9, 9) }),
  history: S.Struct({ total: int(0, 2) }),
  roles: {
    node: { state: State, receives: { Note: { n: int(0, 2), tags: S.Array(S.String) } } },
    mute: { state: S.Struct({}), requests: { Hum: {} } },
  },
});
export const { observe, to } = vocabularies;
const { model, rules } = vocabularies;

export const first = {
  count: 0,
  log: [1, 2],
  seen: new Set<NodeId>(),
  votes: new Map<NodeId, number>(),
  nested: { deep: { flag: false } },
};

/** As a user without a compiler would write it. */
type Loose = (state: never, event: never, context: never) => unknown;
type Parts = { readonly rule?: Loose } & { readonly [P in keyof Model]?: unknown };

/** A node that has had one message, and reacts to it by the rule; or another part that is wrong. */
export const asked = ({ rule = () => null, ...parts }: Parts) => {
  const sound = model({
    name: "sound",
    source: "a textbook",
    population: ({ size }) => ({ node: size, mute: 1 }),
    initial: {
      node: ({ self }) => [become(first, to(self, "Note", { n: 1, tags: ["x"] }))],
      mute: () => [become({})],
    },
    rules: {
      node: rules.node({ Note: rule as () => Outcome<typeof first> | null }),
      mute: rules.mute({ Hum: () => null }),
    },
    history: { initial: { total: 0 }, record: {} },
    properties: {},
    scenarios: { only: { parameters: { size: 1 } } },
    bugs: {},
  });
  return check({ ...sound, ...parts } as Model);
};
