/** What `check --all` and `merge` print for programs, and what `merge` reads. */
import { Schema as S } from "@effect/schema";
import { Outcome, reportFields, ruleFields, Verdict } from "./documents.ts";
import { count } from "./trace-document.ts";

const left = { exact: true } as const;

/** Of `check --all`, and of `merge`. */
export const AllDocument = S.Struct({
  version: S.Literal(1),
  shard: S.optionalWith(
    S.Struct({
      index: count.annotations({ description: "From 1 on." }),
      count: count.annotations({ description: "How many shards there are." }),
      checks: count.annotations({ description: "Of all shards together." }),
      models: S.Array(S.String).annotations({ description: "Of all shards together." }),
      labels: S.optionalWith(
        S.Array(S.String).annotations({
          description: "Names of all checks of all shards, in the order of the whole.",
        }),
        left,
      ),
    }).annotations({
      description: "With --shard: rules that fire nowhere are not judged in it, but by merge.",
    }),
    left,
  ),
  interrupted: S.optionalWith(
    S.Boolean.annotations({ description: "Whether an interrupt ended it: checks may be missing." }),
    left,
  ),
  results: S.Array(
    S.Struct({
      ...reportFields,
      rules: S.Array(
        S.Struct({
          ...ruleFields,
          source: S.optionalWith(
            S.String.annotations({
              description: "Where it is written, if it fires in no scenario of the run or shard.",
            }),
            left,
          ),
        }),
      ),
      module: S.optionalWith(
        S.String.annotations({
          description:
            "The file of the model, if it is not in the catalogue, from the folder of the run.",
        }),
        left,
      ),
      expected: Verdict,
      ok: S.Boolean,
      differences: S.Array(S.String),
      predicted: S.optionalWith(
        S.NullOr(Outcome).annotations({
          description:
            "Of a scenario with nodes and traitors: the verdict by the theory, if there is one.",
        }),
        left,
      ),
    }),
  ),
  updated: S.optionalWith(
    S.Array(
      S.Struct({
        file: S.String,
        line: S.NullOr(count).annotations({
          description: "Null: no literal number of the file is the figure; it is unchanged.",
        }),
        of: S.Literal("scenarios", "bugs"),
        name: S.String,
        figure: S.String,
        from: count,
        to: count,
      }),
    ).annotations({ description: "With --update: figures that have changed." }),
    left,
  ),
});
export type AllDocument = S.Schema.Type<typeof AllDocument>;
