/** The figures of a search, to be compared with a snapshot. */
import type { Model } from "../models/protocol.ts";
import { check } from "./check.ts";
import { UsageError } from "./errors.ts";
import type { CheckOptions, CheckReport } from "./report.ts";

export interface Counts {
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
}

/**
 * The same on every machine, unless time or memory ended the search.
 * @throws UsageError where they did, and for an invalid model.
 */
export const counts = async (
  model: Model,
  options: Omit<CheckOptions, "seek" | "from"> = {},
): Promise<Counts> => {
  const report = await check(model, options);
  const why = vagueness(report);
  if (why !== null) throw new UsageError(`${model.name} has no counts to compare: ${why}`);
  const { states, generated, depth } = report;
  return { states, generated, depth };
};

const vagueness = ({ stopped, problem, method }: CheckReport): string | null => {
  if (problem !== null) return `the model is invalid: ${problem.rule}: ${problem.message}`;
  if (method === "composition") return "it was composed of sub-instances, and no state was visited";
  if (stopped === "memory" || stopped === "time" || stopped === "interrupt")
    return `${stopped} ended the search, elsewhere on every run`;
  return stopped === "strategies" ? "nothing was searched" : null;
};
