/** The catalogue: every model by which `strategos` can be asked for by name, in reading order. */
import type { Model } from "./protocol.ts";
import oralMessages from "./oral-messages.ts";
import twoPhaseCommit from "./two-phase-commit.ts";

export const catalogue: readonly Model[] = [oralMessages, twoPhaseCommit];
