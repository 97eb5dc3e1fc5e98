/** What a command line chooses of a model, and how that is said again. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions } from "../report.ts";
import { assignmentsOf, assignmentWords, type ParameterFlags } from "./short-forms.ts";

interface Choices extends ParameterFlags {
  readonly scenario?: string;
  readonly bug?: string;
  readonly property?: readonly string[];
}

export const parametersOf = async (
  model: Model,
  flags: ParameterFlags,
): Promise<CheckOptions["parameters"] | undefined> => {
  const assignments = assignmentsOf(flags);
  if (assignments.length === 0) return undefined;
  return (await import("./assignments.ts")).chosenParameters(model, assignments);
};

/** @param more words of one command, between the others. */
export const choiceWords = (flags: Choices, more: readonly string[] = []): readonly string[] => [
  ...(flags.scenario === undefined ? [] : ["--scenario", flags.scenario]),
  ...(flags.bug === undefined ? [] : ["--bug", flags.bug]),
  ...more,
  ...(flags.property ?? []).flatMap((property) => ["--property", property]),
  ...assignmentWords(assignmentsOf(flags)),
];
