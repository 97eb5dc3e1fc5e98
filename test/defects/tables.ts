import type { Defect } from "./defect.ts";
import { DEFECTS as OF_CHANG_ROBERTS } from "./of-chang-roberts.ts";
import { DEFECTS as OF_LE_LANN } from "./of-le-lann.ts";
import { DEFECTS as OF_ORAL_MESSAGES } from "./of-oral-messages.ts";
import { DEFECTS as OF_PRESUMED_ABORT } from "./of-presumed-abort.ts";
import { DEFECTS as OF_THREE_PHASE_COMMIT } from "./of-three-phase-commit.ts";
import { DEFECTS as OF_TOKEN_RING_ELECTION } from "./of-token-ring-election.ts";
import { DEFECTS as OF_TWO_PHASE_COMMIT } from "./of-two-phase-commit.ts";

export const TABLES: Readonly<Record<string, readonly Defect[]>> = {
  "le-lann": OF_LE_LANN,
  "chang-roberts": OF_CHANG_ROBERTS,
  "token-ring-election": OF_TOKEN_RING_ELECTION,
  "two-phase-commit": OF_TWO_PHASE_COMMIT,
  "presumed-abort": OF_PRESUMED_ABORT,
  "three-phase-commit": OF_THREE_PHASE_COMMIT,
  "oral-messages": OF_ORAL_MESSAGES,
};
