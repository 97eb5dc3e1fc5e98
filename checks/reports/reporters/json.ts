/** One document for programs, which `merge` reads. */
import { jsonText } from "../terminal.ts";
import { documentReporter, type Reporter } from "./reporter.ts";

export const jsonReporter: Reporter = documentReporter(({ results, interrupted, shard, updated }) =>
  jsonText({
    version: 1,
    ...(shard !== null && { shard }),
    ...(interrupted && { interrupted }),
    results,
    ...(updated !== null && { updated }),
  }),
);
