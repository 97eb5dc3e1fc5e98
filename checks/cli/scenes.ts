/** `strategos scenes MODEL`: why no decision rule works, or that some rule does. */
import type { Model } from "../../models/protocol.ts";
import { progressLine } from "../reports/progress.ts";
import { pageOfScenes } from "../reports/page/scenes-page.ts";
import { scenesText } from "../reports/scenes-text.ts";
import { jsonText } from "../reports/terminal.ts";
import type { ScenesOptions, ScenesReport } from "../scenes/report.ts";
import { assertScenes, scenes } from "../scenes/scenes.ts";
import { chosenParameters } from "./assignments.ts";
import { choiceWords } from "./choices.ts";
import { commandLine } from "./command-lines.ts";
import type { ExitStatus } from "./expectation.ts";
import { onInterrupt } from "./explore.ts";
import { limitsGiven, limitTexts, type LimitFlags } from "./limit-flags.ts";
import { loadModel } from "./load-model.ts";
import { leaving } from "./destination.ts";
import { assertForced, destinationOf, writePage, type OutFlags } from "./page-files.ts";
import { assignmentsOf, type ParameterFlags } from "./short-forms.ts";
import { writtenText } from "./trace-files.ts";

/** As `commander` gives them. */
export interface ScenesFlags extends ParameterFlags, LimitFlags, OutFlags {
  readonly json?: true;
}

export const runScenes = async (name: string, flags: ScenesFlags): Promise<ExitStatus> => {
  assertForced(flags);
  const { model } = await loadModel(name);
  // First of all: a model without scenes need not have the parameters either.
  assertScenes(model);
  const parameters = chosenParameters(model, assignmentsOf(flags));
  const destination = destinationOf("scenes", flags);
  const options = { parameters, ...limitsGiven(flags) };
  const report = await leaving(destination, () => explored(model, options));
  const limits = limitTexts(flags);
  if (destination !== null) {
    const command = commandLine("scenes", name, ...choiceWords(flags));
    writePage(destination, report, pageOfScenes(report, limits, command));
  }
  const written = destination === null ? "" : writtenText(destination);
  process.stdout.write(flags.json ? jsonText(report) : scenesText(report, limits) + written);
  return statusOf(report);
};

/** As a person at a terminal expects it: it can be watched, and stopped. */
const explored = async (model: Model, options: ScenesOptions): Promise<ScenesReport> => {
  const { signal, ignore } = onInterrupt();
  const progress = progressLine(model.name);
  const onProgress = progress.show === undefined ? {} : { onProgress: progress.show };
  try {
    return await scenes(model, { ...options, signal, ...onProgress });
  } finally {
    progress.clear();
    ignore();
  }
};

/** An answer is an answer, whichever it is: nothing says which one was expected. */
const statusOf = ({ outcome }: ScenesReport): ExitStatus => {
  if (outcome === "budget-exceeded") return 3;
  return outcome === "vacuous" ? 1 : 0;
};
