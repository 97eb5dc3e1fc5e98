/** All mutants, in the order of the engine's data flow. */
import type { Mutant } from "./mutant.ts";
import { ANSWERS } from "./of-answers.ts";
import { COUNTEREXAMPLES } from "./of-counterexamples.ts";
import { EXPLORATION } from "./of-exploration.ts";
import { FAULTS } from "./of-faults.ts";
import { LIMITS } from "./of-limits.ts";
import { REPORTS } from "./of-reports.ts";
import { ROUNDS } from "./of-rounds.ts";
import { TABLES } from "./of-tables.ts";

export const MUTANTS: readonly Mutant[] = [
  ...TABLES,
  ...EXPLORATION,
  ...FAULTS,
  ...LIMITS,
  ...ROUNDS,
  ...ANSWERS,
  ...COUNTEREXAMPLES,
  ...REPORTS,
];
