/** The document of `simulate`, as a schema. */
import { Schema as S } from "@effect/schema";
import { askedFields, Problem } from "./documents.ts";
import { count, Counterexample, Text } from "./trace-document.ts";

export const SimulateDocument = S.Struct({
  ...askedFields,
  verdict: S.Literal("nothing-found", "violated", "budget-exceeded", "invalid-model"),
  property: Text,
  random: S.Struct({
    seed: count,
    runs: count,
    done: count.annotations({ description: "Played until the end, or until one violated." }),
    steps: count,
  }),
  coverage: S.Struct({
    steps: count,
    longest: count,
    states: count.annotations({ description: "Different ones, as far as they are told apart." }),
    ended: count.annotations({ description: "Schedules after which nothing could happen." }),
    wrongs: count.annotations({ description: "Faults and lies." }),
    rules: S.Array(S.Struct({ rule: S.String, times: count })),
    witnesses: S.Array(S.Struct({ property: S.String, runs: count })),
  }),
  stopped: S.NullOr(S.Literal("time", "interrupt")),
  counterexample: S.NullOr(Counterexample),
  problem: S.NullOr(Problem),
  seconds: S.NonNegative,
});
