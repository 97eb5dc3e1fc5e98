/** `strategos check MODEL`: explores one scenario or bug, and judges the answer. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import type { CheckOptions, CheckReport, Method, Verdict } from "../report.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import { checkText, type Surroundings } from "../reports/check-text.ts";
import { jsonText } from "../reports/terminal.ts";
import { choiceWords, parametersOf } from "./choices.ts";
import { commandLine, pathLines } from "./command-lines.ts";
import { complaint, faultOf, isReadTogether } from "./complaints.ts";
import { destinationIn, leaving, type Destination } from "./destination.ts";
import {
  differencesOf,
  expectationOf,
  statusOf,
  type ExitStatus,
  type Expectation,
} from "./expectation.ts";
import { explore, onInterrupt } from "./explore.ts";
import { drawingIn } from "./drawing.ts";
import { limitsGiven, limitTexts, type LimitFlags } from "./limit-flags.ts";
import { loadModel, type Loaded } from "./load-model.ts";
import { assignmentsOf, type ParameterFlags } from "./short-forms.ts";
import { CHECK_FILES, documentOf, writeCheck, writtenText } from "./trace-files.ts";

/** As `commander` gives them. */
export interface CheckFlags extends ParameterFlags, LimitFlags {
  readonly scenario?: string;
  readonly bug?: string;
  readonly property?: readonly string[];
  readonly continue?: true;
  readonly from?: string;
  readonly dump?: string;
  readonly coverage?: true;
  readonly counterexamples?: number;
  /** True: as many as there are by default. */
  readonly samples?: number | true;
  readonly method?: Method;
  readonly expect?: Verdict;
  readonly out?: string;
  readonly force?: true;
  readonly json?: true;
}

/** So many samples, if no number is given. */
const SAMPLES = 3;

export const runCheck = async (name: string, flags: CheckFlags): Promise<ExitStatus> => {
  if (flags.force && flags.out === undefined && flags.dump === undefined)
    throw new UsageError("--force is for --out and --dump only");
  const { out, force } = flags;
  const destination = out === undefined ? null : destinationIn(out, CHECK_FILES, !!force);
  const found = await leaving(destination, () => searched(name, flags));
  const { loaded, drawing, options, report } = found;
  const question = { options, ...(flags.expect === undefined ? {} : { verdict: flags.expect }) };
  const expected = expectationOf(loaded.model, question, report.scenario);
  const differences = differencesOf(expected, report);
  if (destination !== null)
    writeCheck(destination, report, loaded, {
      found: commandLine("check", name, ...choicesOf(flags)),
      again: (trace) => pathLines(name, [trace], choiceWords(flags)),
    });
  if (flags.json) {
    process.stdout.write(jsonText(documentOf(report, loaded, "")));
    for (const difference of report.problem === null ? differences : [])
      process.stderr.write(complaint(report, difference));
  } else {
    const around = surroundingsOf({
      name,
      flags,
      model: loaded.model,
      report,
      expected,
      differences,
    });
    process.stdout.write(checkText(report, around) + outcomeOf(destination, report));
  }
  drawing?.write(report);
  if (report.problem !== null && (flags.json || !isReadTogether()))
    process.stderr.write(complaint(report, faultOf(report.problem)));
  return statusOf(report, differences);
};

/** All that may fail before there is anything to write. */
const searched = async (name: string, flags: CheckFlags) => {
  const loaded = await loadModel(name);
  const drawing = flags.dump === undefined ? null : drawingIn(flags.dump, !!flags.force);
  const options = { ...(await optionsOf(loaded, name, flags)), ...drawing?.options };
  const { signal, ignore } = onInterrupt();
  const report = await explore(loaded.model, options, signal);
  ignore();
  return { loaded, drawing, options, report };
};

const optionsOf = async (
  { model }: Loaded,
  name: string,
  flags: CheckFlags,
): Promise<CheckOptions> => {
  const { scenario, bug, property, method, from, counterexamples, samples } = flags;
  const parameters = await parametersOf(model, flags);
  const given = {
    scenario,
    bug,
    properties: property,
    parameters,
    method,
    goOn: flags.continue,
    counterexamples,
    samples: samples === true ? SAMPLES : samples,
    ...(from === undefined ? {} : (await import("./from.ts")).readFrom(model, name, from, flags)),
    ...limitsGiven(flags),
  };
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
};

interface Answer {
  readonly name: string;
  readonly flags: CheckFlags;
  readonly model: Model;
  readonly report: CheckReport;
  readonly expected: Expectation;
  readonly differences: readonly string[];
}

const surroundingsOf = (answer: Answer): Surroundings => {
  const { name, flags, model, report, expected, differences } = answer;
  const { counterexample, others, samples } = report;
  const traces = [...(counterexample === null ? [] : [counterexample]), ...others, ...samples];
  const replay = flags.out === undefined ? [] : [commandLine("replay", `${flags.out}/trace.json`)];
  return {
    bounds: [
      ...boundsOf(model, report.scenario),
      ...(flags.from === undefined ? [] : [`from where ${flags.from} ends`]),
    ],
    inRounds: model.vocabulary.synchronous === true,
    hasOtherParameters: assignmentsOf(flags).length > 0,
    differences,
    asExpected: `as expected${expected.of}`,
    oneOf: oneOfText(answer),
    limits: limitTexts(flags),
    hasAllCoverage: flags.coverage === true,
    goesOn: flags.from !== undefined,
    wanted: {
      counterexamples: flags.counterexamples ?? 1,
      samples: flags.samples !== undefined,
    },
    again: [
      commandLine("check", name, ...choicesOf(flags)),
      ...pathLines(name, traces, choiceWords(flags)),
      ...replay,
    ],
  };
};

/** Whoever asks for no scenario gets the first, and may take it for all of the model. */
const oneOfText = ({ name, flags, model, expected }: Answer): string | null => {
  const { scenario, bug, from } = flags;
  const { length } = Object.keys(model.scenarios);
  const isChosen = [scenario, bug, from].some((choice) => choice !== undefined);
  if (isChosen || length < 2 || expected.of === "") return null;
  return `one of ${length} scenarios; ${commandLine("check", "--all", name)} checks them all`;
};

/** Without limits: what they cut off is not needed to see the counterexample. */
const choicesOf = (flags: CheckFlags): readonly string[] =>
  choiceWords(flags, [
    ...(flags.method === undefined ? [] : ["--method", flags.method]),
    ...(flags.from === undefined ? [] : ["--from", flags.from]),
    ...(flags.counterexamples === undefined
      ? []
      : ["--counterexamples", String(flags.counterexamples)]),
    ...(flags.samples === undefined ? [] : ["--samples"]),
    ...(typeof flags.samples === "number" ? [String(flags.samples)] : []),
  ]);

const outcomeOf = (destination: Destination | null, report: CheckReport): string => {
  if (destination === null) return "";
  return report.counterexample === null
    ? "\nno counterexample, so --out had nothing to write\n"
    : writtenText(destination);
};
