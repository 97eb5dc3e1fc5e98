/** `--from FILE`: what a trace says of the instance that it belongs to, and where it ends. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import type { CheckOptions } from "../report.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import { readPassage } from "./trace-file.ts";
import { assignmentsOf, type ParameterFlags } from "./short-forms.ts";

interface Flags extends ParameterFlags {
  readonly scenario?: string;
  readonly bug?: string;
}

/** @throws UsageError for a file that is no trace of the model, or for choices that it makes. */
export const readFrom = (
  model: Model,
  name: string,
  file: string,
  flags: Flags,
): Pick<CheckOptions, "scenario" | "bug" | "parameters" | "from"> => {
  const passage = readPassage(file);
  if (passage.model !== model.name)
    throw new UsageError(`${file}: a trace of ${passage.model}, and not of ${name}`);
  const chosen = [
    ...(flags.scenario === undefined ? [] : ["--scenario"]),
    ...(flags.bug === undefined ? [] : ["--bug"]),
    ...(assignmentsOf(flags).length === 0 ? [] : ["--param"]),
  ];
  if (chosen.length > 0)
    throw new UsageError(`--from takes no ${chosen.join(" and no ")}: the trace says them`);
  const { scenario, bug, counterexample, violated } = passage;
  const from = { counterexample, ...(violated !== null && { property: violated }) };
  const parameters = parametersFromJson(model, passage.parameters);
  return { scenario, parameters, from, ...(bug !== null && { bug }) };
};
