/**
 * The documents that the command line writes and reads, as schemas: what reads a trace back uses
 * them, and the JSON Schemas in `docs/schemas` are made from them.
 */
import { Schema as S } from "@effect/schema";
import type { CheckReport } from "../report.ts";
import { count, Counterexample, JsonValue, Said, Text } from "./trace-document.ts";

export const Verdict = S.Literal(
  "holds-within-bounds",
  "violated",
  "budget-exceeded",
  "vacuous",
  "invalid-model",
).annotations({ identifier: "Verdict" });

const Method = S.Literal("search", "composition").annotations({ identifier: "Method" });

const Adversary = S.Struct({
  traitors: count,
  coalitions: S.NonNegative,
  menu: S.NonNegative,
  strategies: S.NullOr(S.NonNegative).annotations({
    description: "Null where they are without end, or too many for a number.",
  }),
}).annotations({ identifier: "Adversary" });

const Property = S.Struct({
  name: S.String,
  kind: S.String,
  status: S.Literal("holds", "violated", "met", "not-met", "out-of-reach", "unknown"),
  depth: S.NullOr(count),
}).annotations({ identifier: "Property" });

export const Problem = S.Struct({
  message: S.String,
  rule: S.String,
  event: Text,
  field: Text,
  source: Text,
}).annotations({ identifier: "Problem" });

const Coverage = S.Struct({
  actions: S.Array(S.Struct({ role: Text, action: S.String, times: S.NonNegative })),
  levels: S.Array(count),
  fields: S.Array(S.Struct({ role: S.String, field: S.String, values: count })),
}).annotations({ identifier: "Coverage" });

/** What was asked, of every document about one scenario. */
export const askedFields = {
  version: S.Literal(1),
  model: S.String,
  digest: S.String,
  scenario: S.String,
  bug: Text,
  parameters: S.Record({ key: S.String, value: JsonValue }),
};

export const ruleFields = {
  rule: S.String,
  fired: S.Boolean,
  times: S.optionalWith(S.NonNegative, { default: () => 0 }),
  depth: S.optionalWith(S.NullOr(count), { default: () => null }),
  declined: S.optionalWith(count, { default: () => 0 }),
};

export const reportFields = {
  ...askedFields,
  method: Method,
  adversary: S.NullOr(Adversary),
  verdict: Verdict,
  property: Text,
  properties: S.Array(Property),
  states: count,
  initial: count,
  generated: count,
  cut: count,
  depth: count,
  seconds: S.NonNegative,
  stopped: S.NullOr(S.Literal("states", "depth", "memory", "time", "interrupt", "strategies")),
  memoryLimit: S.optionalWith(S.NullOr(S.Int), { default: () => null }),
  rules: S.Array(S.Struct(ruleFields)),
  vacuity: S.optionalWith(S.Array(S.String), { default: () => [] }),
  coverage: S.optionalWith(S.NullOr(Coverage), { default: () => null }),
  counterexample: S.NullOr(Counterexample),
  others: S.optionalWith(S.Array(Counterexample), { default: () => [] }),
  samples: S.optionalWith(S.Array(Counterexample), { default: () => [] }),
  problem: S.NullOr(Problem),
};

const schemaField = {
  $schema: S.optional(
    S.String.annotations({ description: "This schema, as the package exports it; of files only." }),
  ),
};

/** Of `check`, and the file that `--out` writes. */
export const CheckDocument = S.Struct({
  ...schemaField,
  ...reportFields,
  module: S.optional(
    S.String.annotations({ description: "The file of the model, if it is not in the catalogue." }),
  ),
});
export type CheckDocument = CheckReport & { readonly module?: string };

/** Of `witness`, and the file that its `--out` writes. */
export const WitnessDocument = S.Struct({
  ...schemaField,
  ...askedFields,
  property: S.String,
  status: S.Literal("met", "not-met", "unknown"),
  states: count,
  generated: count,
  depth: count,
  seconds: S.NonNegative,
  stopped: reportFields.stopped,
  memoryLimit: S.NullOr(S.Int),
  witness: S.NullOr(Counterexample),
});

const Sides = S.Struct({ times: count, sides: S.Array(S.Array(S.String)) });
const Limits = S.Record({ key: S.String, value: count });

/** Of `list`, with one model or with all. */
export const ListDocument = S.Struct({
  version: S.Literal(1),
  models: S.Array(
    S.Struct({
      name: S.String,
      source: S.String,
      parameters: S.Array(S.Struct({ name: S.String, range: S.String, default: S.Boolean })),
      scenarios: S.Array(
        S.Struct({
          name: S.String,
          parameters: S.Record({ key: S.String, value: JsonValue }),
          network: S.Union(
            S.Literal("bag", "set", "fifo", "latest", "rounds"),
            S.Record({ key: S.String, value: S.Literal("bag", "set", "fifo", "latest") }),
          ),
          faults: S.Record({ key: S.String, value: S.Union(count, Limits, Sides) }),
          resetsLinks: S.Boolean,
          perfect: S.Array(S.String),
          silence: S.Array(S.String),
          caps: Limits,
          limits: Limits,
          outOfReach: S.Array(S.String),
          pinned: S.Boolean,
          expect: S.Union(
            S.Struct({
              verdict: S.Literal("holds-within-bounds"),
              states: S.optional(count),
              generated: S.optional(count),
              depth: S.optional(count),
            }),
            S.Struct({
              verdict: S.Literal("violated"),
              property: S.String,
              length: S.optional(count),
            }),
          ),
        }),
      ),
      properties: S.Array(S.Struct({ name: S.String, kind: S.String })),
      bugs: S.Array(S.Struct({ name: S.String, breaks: S.String, in: S.String, length: count })),
    }),
  ),
});

export const Outcome = S.Literal("holds-within-bounds", "violated", "n/a");

const Cell = S.Struct({
  nodes: count,
  traitors: count,
  parameters: S.Record({ key: S.String, value: JsonValue }),
  verdict: S.Literal("holds-within-bounds", "violated", "budget-exceeded", "vacuous", "n/a"),
  expected: S.NullOr(Outcome).annotations({
    description: "By the theory; null where the model predicts nothing.",
  }),
  method: S.NullOr(Method).annotations({ description: "Null where nothing was computed." }),
  states: count,
  seconds: S.NonNegative,
  lies: S.NullOr(count),
  length: S.NullOr(count),
  property: Text,
  strategies: S.NullOr(S.NonNegative),
}).annotations({ identifier: "Cell" });
export type Cell = typeof Cell.Type;

/** Of `bounds`, and the file that its `--out` writes. */
export const BoundsDocument = S.Struct({
  ...schemaField,
  version: S.Literal(1),
  model: S.String,
  bug: Text,
  cells: S.Array(Cell).annotations({ description: "By nodes, then by traitors." }),
});

const Scene = S.Struct({
  traitors: S.Array(S.String),
  order: Text.annotations({ description: "Null where a node that gives an order is a traitor." }),
  lies: count,
  told: S.Array(
    S.Struct({ round: count, from: S.String, to: S.String, message: Said, truth: Said }),
  ).annotations({ description: "The lies; truth is what a loyal node would have said." }),
  views: S.Record({ key: S.String, value: JsonValue }).annotations({
    description: "What each loyal node has read.",
  }),
  shared: Text.annotations({
    description: "A node that has read the same in the next scene; null for the last.",
  }),
}).annotations({ identifier: "Scene" });

/** Of `scenes`, and the file that its `--out` writes. */
export const ScenesDocument = S.Struct({
  ...schemaField,
  version: S.Literal(1),
  model: S.String,
  parameters: S.Record({ key: S.String, value: JsonValue }),
  adversary: S.NullOr(Adversary),
  outcome: S.Literal("chain", "no-chain", "vacuous", "budget-exceeded"),
  verdict: Verdict.annotations({ description: "Of the model's own rule." }),
  failing: S.Array(S.String).annotations({ description: "Properties, by the model's own rule." }),
  givers: S.Array(S.String).annotations({ description: "Nodes whose order is to be obeyed." }),
  readers: S.Array(S.String).annotations({ description: "Nodes that read, and decide." }),
  scenes: count,
  views: count,
  chain: S.NullOr(S.Array(Scene)).annotations({ description: "Null also where none was sought." }),
  minimal: S.Boolean.annotations({
    description: "Whether no chain as short does with fewer lies in each scene.",
  }),
  states: count,
  cut: count,
  seconds: S.NonNegative,
  stopped: reportFields.stopped,
  memoryLimit: reportFields.memoryLimit,
});

/** Of `replay`. */
export const ReplayDocument = S.Struct({
  version: S.Literal(1),
  model: S.String,
  scenario: S.String,
  bug: Text,
  property: S.String,
  outcome: S.Literal("violates", "holds", "cannot-happen"),
  reason: S.NullOr(S.String),
  length: count,
  sameModel: S.Boolean.annotations({
    description: "Whether the model is the one that the trace was made from.",
  }),
});

/** Of `replay --path`. */
export const PathDocument = S.Struct({
  ...askedFields,
  outcome: S.Literal("violates", "meets", "holds"),
  property: Text,
  trace: Counterexample,
});
