/** The implementations that the project ships, each as its adapter, by the name of its model. */
import type { Adapter } from "./adapter.ts";
import oralMessages from "./adapters/oral-messages.ts";
import twoPhaseCommit from "./adapters/two-phase-commit.ts";

export const implementations: Readonly<Record<string, Adapter>> = {
  "two-phase-commit": twoPhaseCommit,
  "oral-messages": oralMessages,
};
