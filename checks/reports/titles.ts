/** What a trace is of, in a few words. */
import { isDeepStrictEqual } from "node:util";
import type { Instance } from "../model/instance.ts";
import { parametersOf } from "../schema/parameters.ts";

/** `two-phase-commit, scenario nobody-crashes, bug decides-on-first-vote`. */
export const titleOf = ({
  model,
  scenario,
  scenarioName,
  bugName,
  parameters,
}: Instance): string => {
  const own = parametersOf(model, scenario.parameters, {});
  const other = isDeepStrictEqual({ ...parameters }, own) ? "" : " with other parameters";
  const variant = bugName === null ? "" : `, bug ${bugName}`;
  return `${model.name}, scenario ${scenarioName}${other}${variant}`;
};
