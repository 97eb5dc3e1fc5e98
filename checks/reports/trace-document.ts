/** What has happened on one way through a model, as a schema, and the schemas it is made of. */
import { Schema as S } from "@effect/schema";
import { ACTION_KINDS, type Json } from "../trace.ts";

export const count = S.NonNegativeInt.annotations({ identifier: "Count", title: "a whole number" });
export const Text = S.NullOr(S.String);

export const JsonValue: S.Schema<Json> = S.Union(
  S.String,
  S.JsonNumber,
  S.Boolean,
  S.Null,
  S.Array(S.suspend((): S.Schema<Json> => JsonValue)),
  S.Record({ key: S.String, value: S.suspend((): S.Schema<Json> => JsonValue) }),
).annotations({ identifier: "Json", description: "Sets are sorted arrays, maps arrays of pairs." });

export const Said = S.NullOr(S.Struct({ tag: S.String, payload: JsonValue }));

const Read = S.Struct({
  from: S.String,
  message: Said.annotations({ description: "Null: a silence that was noticed." }),
  rule: Text,
  section: Text,
  source: Text,
  lie: S.Boolean,
  truth: Said.annotations({ description: "Of a lie: what a loyal node would have said." }),
}).annotations({ identifier: "Read" });

const Sent = S.Struct({ to: S.String, tag: S.String, payload: JsonValue });

export const Step = S.Struct({
  action: S.Literal(...ACTION_KINDS),
  node: Text.annotations({ description: "Null: it happens to links." }),
  from: Text,
  message: Said,
  rule: Text,
  section: Text,
  source: Text,
  lie: S.Boolean,
  round: S.NullOr(count),
  reads: S.Array(Read),
  state: JsonValue,
  sends: S.Array(Sent),
  unsent: S.optionalWith(
    S.NullOr(S.Array(Sent)).annotations({
      description: "What did not leave, since the node crashed in the middle; null: it did not.",
    }),
    { default: () => null },
  ),
  side: S.optionalWith(S.Array(S.String), { default: () => [] }),
  partners: S.optionalWith(S.Array(S.Struct({ node: S.String, state: JsonValue })), {
    default: () => [],
  }),
}).annotations({ identifier: "Step" });

const Why = S.Struct({
  property: S.String,
  kind: S.String,
  source: Text,
  nodes: S.Array(S.String),
  seen: S.Array(S.Struct({ node: Text, value: JsonValue })),
  truths: S.Array(
    S.Struct({ property: S.String, kind: S.String, holds: S.Array(S.Boolean) }),
  ).annotations({ description: "After 0, 1, 2, ... steps." }),
  past: S.Array(count).annotations({ description: "Steps, from 1 on, on which the end depends." }),
  heard: S.Record({
    key: S.String,
    value: S.Record({ key: S.String, value: count }),
  }).annotations({ description: "The last step of every other node that a node can know of." }),
}).annotations({ identifier: "Why" });

const Message = S.Struct({
  from: S.String,
  to: S.String,
  tag: S.String,
  payload: JsonValue,
}).annotations({ identifier: "Message" });

export const Counterexample = S.Struct({
  length: count,
  lies: count,
  faults: count,
  traitors: S.Array(S.String),
  minimal: S.Boolean.annotations({
    description: "Whether no fewer lies and no shorter way would do.",
  }),
  initial: S.Record({ key: S.String, value: JsonValue }),
  sent: S.Array(Message),
  steps: S.Array(Step),
  pending: S.optionalWith(S.Array(Message).annotations({ description: "It has not arrived." }), {
    default: () => [],
  }),
  path: S.optionalWith(
    S.NullOr(S.String).annotations({
      description: "Numbers in the fixed order, with points: initial state, then each action.",
    }),
    { default: () => null },
  ),
  why: S.optionalWith(S.NullOr(Why), { default: () => null }),
}).annotations({ identifier: "Counterexample" });
