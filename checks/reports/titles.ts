/** What a trace is of, in a few words. */
import type { CheckReport } from "../report.ts";

export const titleOf = ({
  model,
  scenario,
  bug,
}: Pick<CheckReport, "model" | "scenario" | "bug">): string =>
  `${model}, scenario ${scenario}${bug === null ? "" : `, bug ${bug}`}`;
