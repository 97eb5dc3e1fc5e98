/** What `init --json` prints, as a schema. */
import { Schema as S } from "@effect/schema";

export const InitDocument = S.Struct({
  version: S.Literal(1),
  files: S.Array(S.String).annotations({ description: "That were written: model, then test." }),
  scripts: S.Record({ key: S.String, value: S.String }).annotations({
    description: "That were added to package.json; empty if it has one of that name.",
  }),
});
