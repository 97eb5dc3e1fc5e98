/** `strategos conform MODEL`: whether an implementation does what its model does. */
import type { Model } from "../../models/protocol.ts";
import type { ConformOptions } from "../conformance/conform.ts";
import type { ConformResult } from "../conformance/report.ts";
import { UsageError } from "../errors.ts";
import { boundsText, networkOf } from "../reports/bounds-text.ts";
import {
  conformEnd,
  conformHead,
  conformText,
  type ConformSurroundings,
} from "../reports/conform-text.ts";
import { progressLine } from "../reports/progress.ts";
import { harmless, jsonText } from "../reports/terminal.ts";
import { chosenParameters } from "./assignments.ts";
import { commandLine } from "./command-lines.ts";
import { faultOf } from "./complaints.ts";
import { loadAdapter, type LoadedAdapter } from "./conform-adapter.ts";
import { worstOf, type ExitStatus } from "./expectation.ts";
import { onInterrupt } from "./explore.ts";
import { loadModel } from "./load-model.ts";
import { randomGiven } from "./random-flags.ts";
import { assignmentsOf, assignmentWords, type ParameterFlags } from "./short-forms.ts";

/** As `commander` gives them. */
export interface ConformFlags extends ParameterFlags {
  readonly impl?: string;
  readonly scenario?: string;
  readonly maxStates?: number;
  readonly maxMemory?: number;
  readonly timeout?: number;
  readonly runs?: number;
  readonly seed?: number;
  readonly steps?: number;
  readonly json?: true;
}

interface Asked {
  /** As it was typed. */
  readonly name: string;
  readonly model: Model;
  readonly loaded: LoadedAdapter;
  readonly flags: ConformFlags;
}

export const runConform = async (name: string, flags: ConformFlags): Promise<ExitStatus> => {
  assertRandom(flags);
  const { model } = await loadModel(name);
  const asked = { name, model, loaded: await loadAdapter(model.name, flags.impl), flags };
  const results = await resultsOf(asked);
  if (flags.json) {
    const { impl } = asked.loaded;
    process.stdout.write(jsonText({ version: 1, model: model.name, impl, results }));
  } else process.stdout.write(conformEnd(results));
  for (const { scenario, problem } of results)
    if (problem !== null)
      process.stderr.write(
        `${harmless(`strategos: ${model.name}, ${scenario}: ${faultOf(problem)}`)}\n`,
      );
  return worstOf(results.map(statusOf));
};

const assertRandom = ({ runs, seed, steps, maxStates, maxMemory }: ConformFlags): void => {
  const [first] = Object.keys(randomGiven({ runs, seed, steps }));
  if (runs === undefined && first !== undefined)
    throw new UsageError(`--${first} is for --runs only`);
  const limit = maxStates !== undefined ? "states" : maxMemory !== undefined ? "memory" : null;
  if (runs !== undefined && limit !== null)
    throw new UsageError(`--max-${limit} is for all states, and --runs visits some; drop one`);
};

const statusOf = ({ verdict }: ConformResult): ExitStatus => {
  if (verdict === "differs") return 1;
  if (verdict === "invalid-model") return 2;
  return verdict === "budget-exceeded" ? 3 : 0;
};

/** One after the other; each is told as soon as it is known. */
const resultsOf = async (asked: Asked): Promise<readonly ConformResult[]> => {
  const { model, loaded, flags } = asked;
  const scenarios = scenariosOf(asked);
  const options = optionsOf(asked);
  const { signal, ignore } = onInterrupt();
  const results: ConformResult[] = [];
  try {
    for (const scenario of scenarios) {
      const result = await conformed(asked, { ...options, scenario, signal });
      if (flags.json === undefined) {
        if (results.length === 0)
          process.stdout.write(conformHead(model.name, loaded.impl, assignmentsOf(flags)));
        process.stdout.write(conformText(result, surroundingsOf(asked, result, scenarios)));
      }
      results.push(result);
    }
  } finally {
    ignore();
  }
  return results;
};

/** All that the model has; with other parameters, those of the first are replaced. */
const scenariosOf = ({ model, flags }: Asked): readonly string[] => {
  const names = Object.keys(model.scenarios);
  if (names.length === 0)
    throw new UsageError(`${model.name} has no scenario: nothing says how many nodes there are`);
  const { scenario } = flags;
  if (scenario === undefined) return assignmentsOf(flags).length === 0 ? names : names.slice(0, 1);
  return [scenario];
};

const optionsOf = ({ model, flags }: Asked): ConformOptions => {
  const { maxStates, maxMemory, timeout, runs, seed, steps } = flags;
  const given = assignmentsOf(flags);
  const random = { ...(seed !== undefined && { seed }), ...(steps !== undefined && { steps }) };
  return {
    ...(runs !== undefined && { random: { runs, ...random } }),
    ...(given.length > 0 && { parameters: chosenParameters(model, given) }),
    ...(maxStates !== undefined && { maxStates }),
    ...(maxMemory !== undefined && { maxMemory }),
    ...(timeout !== undefined && { timeout }),
  };
};

const conformed = async (asked: Asked, options: ConformOptions): Promise<ConformResult> => {
  const { conform } = await import("../conformance/conform.ts");
  const { model, loaded } = asked;
  const { show, tell, clear } = progressLine(`${model.name}, ${options.scenario}`);
  const { random } = options;
  const onRuns = (done: number, seconds: number): void =>
    tell?.(`${done} of ${random?.runs} runs`, seconds);
  try {
    return await conform(model, loaded.adapter, {
      ...options,
      ...(show !== undefined && { onProgress: show }),
      ...(random !== undefined && { random: { ...random, onRuns } }),
    });
  } finally {
    clear();
  }
};

const surroundingsOf = (
  { name, model, flags }: Asked,
  { scenario, random }: ConformResult,
  scenarios: readonly string[],
): ConformSurroundings => {
  const seed = random?.seed ?? flags.seed;
  const { impl, maxStates, maxMemory, timeout } = flags;
  const declared = model.scenarios[scenario]!;
  return {
    bounds: boundsText({ ...declared, network: networkOf(model, declared) }),
    inRounds: model.vocabulary.synchronous === true,
    width: Math.max(...scenarios.map(({ length }) => length)),
    limits: { states: maxStates, memory: maxMemory, time: timeout },
    again: commandLine(
      "conform",
      name,
      ...(impl === undefined ? [] : ["--impl", impl]),
      "--scenario",
      scenario,
      ...assignmentWords(assignmentsOf(flags)),
      ...(flags.runs === undefined ? [] : ["--runs", String(flags.runs)]),
      ...(seed === undefined ? [] : ["--seed", String(seed)]),
      ...(flags.steps === undefined ? [] : ["--steps", String(flags.steps)]),
    ),
  };
};
