/** `strategos replay MODEL --path P`: follows a way that was printed as numbers. */
import { UsageError } from "../errors.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import { pathText } from "../reports/path-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { follow } from "../schedules/follow.ts";
import { parametersOf } from "./choices.ts";
import type { ExitStatus } from "./expectation.ts";
import { loadModel } from "./load-model.ts";
import type { ParameterFlags } from "./short-forms.ts";

/** As `commander` gives them. */
export interface PathFlags extends ParameterFlags {
  readonly scenario?: string;
  readonly bug?: string;
  readonly property?: readonly string[];
  readonly json?: true;
}

export const runPath = async (
  name: string,
  path: string,
  flags: PathFlags,
): Promise<ExitStatus> => {
  const { model } = await loadModel(name);
  const { scenario, bug, property: properties } = flags;
  const parameters = await parametersOf(model, flags);
  const given = { scenario, bug, properties, parameters };
  const options = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  const followed = at(() => follow(model, path, options));
  const inRounds = model.vocabulary.synchronous === true;
  const bounds = boundsOf(model, followed.scenario);
  process.stdout.write(flags.json ? jsonText(followed) : pathText(followed, { inRounds, bounds }));
  return followed.outcome === "holds" ? 1 : 0;
};

/** What is said of the path is said of the option. */
const at = <T>(act: () => T): T => {
  try {
    return act();
  } catch (error) {
    if (error instanceof UsageError && error.message.startsWith("path: "))
      throw new UsageError(`--${error.message}`);
    throw error;
  }
};
