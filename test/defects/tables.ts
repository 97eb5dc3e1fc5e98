import type { Defect } from "./defect.ts";
import { DEFECTS as OF_ORAL_MESSAGES } from "./of-oral-messages.ts";
import { DEFECTS as OF_TWO_PHASE_COMMIT } from "./of-two-phase-commit.ts";

export const TABLES: Readonly<Record<string, readonly Defect[]>> = {
  "two-phase-commit": OF_TWO_PHASE_COMMIT,
  "oral-messages": OF_ORAL_MESSAGES,
};
