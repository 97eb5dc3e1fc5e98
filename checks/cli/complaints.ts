/** What standard error is told where an answer is not one. */
import type { CheckReport, Problem } from "../report.ts";
import { harmless } from "../reports/terminal.ts";

export const faultOf = ({ source, rule, field, message }: Problem): string =>
  [source, rule, field, message].filter((part) => part !== null && part !== "").join(": ");

/** Whether one person reads both ways out: what the report has told need not be told again. */
export const isReadTogether = (): boolean => process.stdout.isTTY && process.stderr.isTTY;

/** @param what was checked, if it was not the scenario or the bug as it stands. */
export const complaint = (
  { model, scenario, bug }: Pick<CheckReport, "model" | "scenario" | "bug">,
  difference: string,
  what = `${model}, ${bug ?? scenario}`,
): string => `${harmless(`strategos: ${what}: ${difference}`)}\n`;
