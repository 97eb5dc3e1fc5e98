/** `strategos witness MODEL PROPERTY`: the shortest way to what should be possible. */
import type { Model } from "../../models/protocol.ts";
import { refuseOthers } from "../properties/witnesses.ts";
import type { CheckOptions, CheckReport, Counterexample } from "../report.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { witnessOf, type WitnessReport } from "../reports/witness.ts";
import { witnessText } from "../reports/witness-text.ts";
import { choiceWords, parametersOf } from "./choices.ts";
import { commandLine, pathLines } from "./command-lines.ts";
import { complaint, faultOf } from "./complaints.ts";
import { destinationIn, leaving, type Destination } from "./destination.ts";
import type { ExitStatus } from "./expectation.ts";
import { explore, onInterrupt } from "./explore.ts";
import { loadModel } from "./load-model.ts";
import { limitsGiven, limitTexts, type LimitFlags } from "./limit-flags.ts";
import { assertForced, type OutFlags } from "./page-files.ts";
import type { ParameterFlags } from "./short-forms.ts";
import { WITNESS_FILES, writeWitness, writtenText } from "./trace-files.ts";

/** As `commander` gives them. */
export interface WitnessFlags extends ParameterFlags, LimitFlags, OutFlags {
  readonly scenario?: string;
  readonly bug?: string;
  readonly json?: true;
}

export const runWitness = async (
  name: string,
  property: string,
  flags: WitnessFlags,
): Promise<ExitStatus> => {
  assertForced(flags);
  const { model } = await loadModel(name);
  refuseOthers(model, property);
  const { out, force } = flags;
  const destination = out === undefined ? null : destinationIn(out, WITNESS_FILES, !!force);
  const report = await leaving(destination, () => searched(model, property, flags));
  if (report.problem !== null) {
    destination?.leave();
    return refused(report);
  }
  const found = witnessOf(report, property);
  const command = commandLine("witness", name, property, ...choiceWords(flags));
  const again = (witness: Counterexample): readonly string[] =>
    pathLines(name, [witness], choiceWords(flags));
  if (destination !== null) writeWitness(destination, found, model, { found: command, again });
  const around = {
    inRounds: model.vocabulary.synchronous === true,
    bounds: boundsOf(model, report.scenario),
    limits: limitTexts(flags),
    again: [command, ...(found.witness === null ? [] : again(found.witness))],
  };
  const text = (): string => witnessText(found, around) + outcomeOf(destination, found);
  process.stdout.write(flags.json ? jsonText(found) : text());
  return { met: 0, "not-met": 1, unknown: 3 }[found.status] as ExitStatus;
};

const searched = async (
  model: Model,
  property: string,
  flags: WitnessFlags,
): Promise<CheckReport> => {
  const options = await optionsOf(model, property, flags);
  const { signal, ignore } = onInterrupt();
  const report = await explore(model, options, signal, `${model.name} ${property}`);
  ignore();
  return report;
};

const optionsOf = async (
  model: Model,
  seek: string,
  flags: WitnessFlags,
): Promise<CheckOptions> => {
  const { scenario, bug } = flags;
  const parameters = await parametersOf(model, flags);
  const given = { scenario, bug, parameters, seek, ...limitsGiven(flags) };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const refused = (report: CheckReport): ExitStatus => {
  process.stderr.write(complaint(report, faultOf(report.problem!)));
  return 2;
};

const outcomeOf = (destination: Destination | null, { witness }: WitnessReport): string => {
  if (destination === null) return "";
  return witness === null
    ? "\nno witness, so --out had nothing to write\n"
    : writtenText(destination);
};
