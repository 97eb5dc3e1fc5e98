/** The implementations that the project ships, each as its adapter, by the name of its model. */
import type { Adapter } from "./adapter.ts";
import changRoberts from "./adapters/chang-roberts.ts";
import leLann from "./adapters/le-lann.ts";
import oralMessages from "./adapters/oral-messages.ts";
import presumedAbort from "./adapters/presumed-abort.ts";
import threePhaseCommit from "./adapters/three-phase-commit.ts";
import tokenRingElection from "./adapters/token-ring-election.ts";
import twoPhaseCommit from "./adapters/two-phase-commit.ts";

export const implementations: Readonly<Record<string, Adapter>> = {
  "le-lann": leLann,
  "chang-roberts": changRoberts,
  "token-ring-election": tokenRingElection,
  "two-phase-commit": twoPhaseCommit,
  "presumed-abort": presumedAbort,
  "three-phase-commit": threePhaseCommit,
  "oral-messages": oralMessages,
};
