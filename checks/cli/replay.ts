/** `strategos replay FILE`: runs a recorded counterexample through the model as it is now. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Model } from "../../models/protocol.ts";
import { modelDigest } from "../asked.ts";
import { UsageError } from "../errors.ts";
import { replay, type Replay } from "../replayed.ts";
import { counted } from "../reports/figures.ts";
import { harmless, jsonText, paint, wrapped } from "../reports/terminal.ts";
import type { ExitStatus } from "./expectation.ts";
import { print } from "../schema/print.ts";
import { loadModel } from "./load-model.ts";
import { readTrace, type TraceFile } from "./trace-file.ts";

export interface ReplayFlags {
  readonly model?: string;
  readonly json?: true;
}

export const runReplay = async (file: string, flags: ReplayFlags): Promise<ExitStatus> => {
  const trace = readTrace(file);
  const model = await modelFor(file, trace, flags.model);
  const sameModel = modelDigest(model) === trace.digest;
  const result = run(model, trace, file, sameModel);
  const { scenario, bug } = trace;
  const { story: _, ...answer } = result;
  const document = { version: 1, model: model.name, scenario, bug, ...answer, sameModel };
  process.stdout.write(flags.json ? jsonText(document) : replayText(trace, result, sameModel));
  return answer.outcome === "violates" ? 0 : 1;
};

const modelFor = async (file: string, trace: TraceFile, name?: string): Promise<Model> => {
  if (name !== undefined) return (await loadModel(name)).model;
  const recorded = trace.module === undefined ? trace.model : moduleOf(file, trace.module);
  try {
    return (await loadModel(recorded)).model;
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${file}: ${error.message}`) : error;
  }
};

/** Beside the trace, or, if its text was redirected into a file elsewhere, from here. */
const moduleOf = (file: string, module: string): string => {
  const found = [resolve(dirname(file), module), resolve(module)].find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new UsageError(
    `${file}: its model, ${module}, is not to be found from there; name it with --model`,
  );
};

/** That a mended model does not allow the trace is an answer; of the same model, it is none. */
const run = (model: Model, trace: TraceFile, file: string, sameModel: boolean): Replay => {
  const result = attempted(model, trace, file, sameModel);
  if (!sameModel || result.reason === null) return result;
  throw new UsageError(`${file}: ${result.reason}`);
};

const attempted = (model: Model, trace: TraceFile, file: string, sameModel: boolean): Replay => {
  try {
    return replay(model, trace);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const changed = sameModel ? "" : `; the trace was written for another text of ${model.name}`;
    throw new UsageError(`${file}: ${error.message}${changed}`);
  }
};

const replayText = (
  { model, scenario, parameters, bug, property, counterexample }: TraceFile,
  { outcome, length, reason, story }: Replay,
  sameModel: boolean,
): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  const variant = bug === null ? "" : `, bug ${bug}`;
  const what = harmless(`${model}, scenario ${scenario}${variant}; ${given.join("; ")}`);
  const still = outcome === "violates";
  const answer = still
    ? paint("bad", `still violates ${harmless(property)}`)
    : paint("good", `no longer violates ${harmless(property)}`);
  const changed = wrapped("", "The trace was written for another text of this model.");
  const lines = [what, ...(sameModel ? [] : [changed])];
  const inRounds = counterexample.steps.some(({ action }) => action === "turn");
  const unit = inRounds ? "message" : "action";
  if (reason !== null) return [...lines, wrapped("", `${answer}: ${reason}`), ""].join("\n");
  const told = still ? ["", story] : [];
  return [...lines, `after ${counted(length, unit)}: ${answer}`, ...told, ""].join("\n");
};
