/** The document of `conform`, as a schema; the JSON Schema in `docs/schemas` is made from it. */
import { Schema as S } from "@effect/schema";
import { Problem, reportFields } from "./documents.ts";
import { count, JsonValue, Step, Text } from "./trace-document.ts";

const Sends = S.Array(S.Struct({ to: S.String, tag: S.String, payload: JsonValue }));

const Reaction = S.Struct({ state: JsonValue, sends: Sends }).annotations({
  identifier: "Reaction",
  description: "The state of the node after the event, and what it sends.",
});

const Event = S.Struct({
  kind: S.Literal("message", "timer", "request", "round", "restart"),
  tag: S.String,
  from: Text,
  round: count,
  payload: JsonValue,
}).annotations({ identifier: "Event" });

const Difference = S.Struct({
  node: S.String,
  event: S.NullOr(Event).annotations({ description: "Null: it differs when it has started." }),
  rule: Text,
  enabled: S.Boolean.annotations({
    description: "Where the rule does not take the event, nothing may happen.",
  }),
  section: Text,
  source: Text,
  before: JsonValue,
  expected: Reaction,
  actual: S.Union(Reaction, S.Struct({ error: S.String })),
  durable: S.NullOr(S.Struct({ expected: JsonValue, actual: JsonValue })).annotations({
    description: "The durable fields after a restart, where they differ.",
  }),
  fields: S.Array(S.String).annotations({ description: "As state.phase, sends, durable.phase." }),
  told: S.Array(Event).annotations({
    description: "What the node was told before in the same turn, or beside the path.",
  }),
  traitors: S.Array(S.String),
  initial: S.Record({ key: S.String, value: JsonValue }),
  sent: S.Array(S.Struct({ from: S.String, to: S.String, tag: S.String, payload: JsonValue })),
  path: S.Array(Step).annotations({ description: "What happened before, as in counterexamples." }),
}).annotations({ identifier: "Difference" });

const Result = S.Struct({
  scenario: S.String,
  parameters: S.Record({ key: S.String, value: JsonValue }),
  verdict: S.Literal(
    "conforms-within-bounds",
    "no-difference-found",
    "differs",
    "budget-exceeded",
    "invalid-model",
  ),
  states: S.NullOr(count).annotations({ description: "Null of random runs." }),
  pairs: count.annotations({
    description:
      "Pairs of a node's state and an event, each compared once; where random is not null, " +
      "events that nodes were told, each as often as that.",
  }),
  nodes: S.Array(S.String),
  seconds: S.NonNegative,
  stopped: reportFields.stopped,
  memoryLimit: reportFields.memoryLimit,
  random: S.NullOr(S.Struct({ seed: count, runs: count, done: count, steps: count })),
  difference: S.NullOr(Difference),
  problem: S.NullOr(Problem),
}).annotations({ identifier: "Result" });

/** Of `conform`. */
export const ConformDocument = S.Struct({
  version: S.Literal(1),
  model: S.String,
  impl: Text.annotations({ description: "The file of the adapter; null for one of ours." }),
  results: S.Array(Result),
});
