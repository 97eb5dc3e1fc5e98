/** `strategos simulate MODEL`: random schedules, where there is too much to explore. */
import type { Model } from "../../models/protocol.ts";
import { boundsOf } from "../reports/bounds-text.ts";
import { progressLine } from "../reports/progress.ts";
import { simulateText } from "../reports/simulate-text.ts";
import { jsonText } from "../reports/terminal.ts";
import type { SimulateOptions, SimulateReport } from "../schedules/report.ts";
import { choiceWords, parametersOf } from "./choices.ts";
import { commandLine, pathLines } from "./command-lines.ts";
import { complaint, faultOf } from "./complaints.ts";
import type { ExitStatus } from "./expectation.ts";
import { onInterrupt } from "./explore.ts";
import { loadModel } from "./load-model.ts";
import { randomGiven } from "./random-flags.ts";
import type { ParameterFlags } from "./short-forms.ts";

/** As `commander` gives them. */
export interface SimulateFlags extends ParameterFlags {
  readonly scenario?: string;
  readonly bug?: string;
  readonly property?: readonly string[];
  readonly runs?: number;
  readonly seed?: number;
  readonly steps?: number;
  readonly timeout?: number;
  readonly json?: true;
}

export const runSimulate = async (name: string, flags: SimulateFlags): Promise<ExitStatus> => {
  const random = randomGiven(flags);
  const { model } = await loadModel(name);
  const { scenario, bug, property: properties, timeout } = flags;
  const parameters = await parametersOf(model, flags);
  const given = { scenario, bug, properties, parameters, timeout, ...random };
  const options = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  );
  const report = await simulated(model, options);
  if (report.problem !== null) {
    process.stderr.write(complaint(report, faultOf(report.problem)));
    if (flags.json) process.stdout.write(jsonText(report));
    return 2;
  }
  const isPlain = parameters === undefined && properties === undefined;
  const expected = isPlain ? expectedOf(model, report) : null;
  const around = {
    inRounds: model.vocabulary.synchronous === true,
    hasOtherParameters: parameters !== undefined,
    bounds: boundsOf(model, report.scenario),
    expected,
    again: [
      commandLine("simulate", name, ...choicesOf(flags, report)),
      ...pathLines(
        name,
        report.counterexample === null ? [] : [report.counterexample],
        choiceWords(flags),
      ),
    ],
  };
  process.stdout.write(flags.json ? jsonText(report) : simulateText(report, around));
  return statusOf(report, expected);
};

/** The property that is known to be violated, if one is. */
const expectedOf = (model: Model, { scenario, bug }: SimulateReport): string | null => {
  if (bug !== null) return model.bugs[bug]?.breaks ?? null;
  const expect = model.scenarios[scenario]?.expect;
  return expect?.verdict === "violated" ? expect.property : null;
};

const statusOf = ({ verdict, property }: SimulateReport, expected: string | null): ExitStatus => {
  if (verdict === "budget-exceeded") return 3;
  return property === expected ? 0 : 1;
};

const choicesOf = (
  flags: SimulateFlags,
  { random: { seed, runs, steps } }: SimulateReport,
): readonly string[] =>
  choiceWords(flags, ["--seed", String(seed), "--runs", String(runs), "--steps", String(steps)]);

const simulated = async (model: Model, options: SimulateOptions): Promise<SimulateReport> => {
  const { simulate } = await import("../index.ts");
  const { signal, ignore } = onInterrupt();
  const { tell, clear } = progressLine(model.name);
  try {
    return await simulate(model, {
      ...options,
      signal,
      onRuns: (done, seconds) => tell?.(`${done} schedules`, seconds),
    });
  } finally {
    clear();
    ignore();
  }
};
