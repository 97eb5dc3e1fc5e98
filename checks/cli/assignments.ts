/** `--param NAME=VALUE` and its short forms, read as the model's parameters. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { textToParameter } from "../schema/parameters.ts";

export type Assignment = readonly [name: string, value: string];

/** @throws UsageError */
export const chosenParameters = (
  model: Model,
  assignments: readonly Assignment[],
): Readonly<Record<string, unknown>> => {
  const parameters: Record<string, unknown> = {};
  for (const [name, text] of assignments) {
    if (Object.hasOwn(parameters, name)) throw new UsageError(`parameter "${name}" is given twice`);
    parameters[name] = textToParameter(model, name, text);
  }
  return parameters;
};
