/** The catalogue: every model by which `strategos` can be asked for by name, in reading order. */
import type { Model } from "./protocol.ts";
import changRoberts from "./chang-roberts.ts";
import leLann from "./le-lann.ts";
import oralMessages from "./oral-messages.ts";
import presumedAbort from "./presumed-abort.ts";
import threePhaseCommit from "./three-phase-commit.ts";
import tokenRingElection from "./token-ring-election.ts";
import twoPhaseCommit from "./two-phase-commit.ts";

export const catalogue: readonly Model[] = [
  leLann,
  changRoberts,
  tokenRingElection,
  oralMessages,
  twoPhaseCommit,
  presumedAbort,
  threePhaseCommit,
];
