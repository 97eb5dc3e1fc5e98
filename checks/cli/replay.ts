/** `strategos replay FILE`: runs a recorded counterexample through the model as it is now. */
import { existsSync } from "node:fs";
import type { Model } from "../../models/protocol.ts";
import { modelDigest } from "../check.ts";
import { replay, type Replay } from "../counterexamples/replay.ts";
import { UsageError } from "../errors.ts";
import { counted } from "../reports/figures.ts";
import { harmless, jsonText, paint, wrapped } from "../reports/terminal.ts";
import type { ExitStatus } from "./expectation.ts";
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
  const { outcome, property, length } = result;
  const document = {
    version: 1,
    model: model.name,
    scenario,
    bug,
    property,
    outcome,
    length,
    sameModel,
  };
  process.stdout.write(flags.json ? jsonText(document) : replayText(trace, result, sameModel));
  return outcome === "violates" ? 0 : 1;
};

const modelFor = async (file: string, trace: TraceFile, name?: string): Promise<Model> => {
  if (name !== undefined) return (await loadModel(name)).model;
  if (trace.module !== undefined && !existsSync(trace.module))
    throw new UsageError(
      `${file}: its model, ${trace.module}, is not to be found from here; name it with --model`,
    );
  // A path that was recorded stays one, even where it looks like a name.
  const recorded = trace.module === undefined ? trace.model : `./${trace.module}`;
  try {
    return (await loadModel(recorded)).model;
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${file}: ${error.message}`) : error;
  }
};

const run = (model: Model, trace: TraceFile, file: string, sameModel: boolean): Replay => {
  try {
    return replay(model, trace);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const changed = sameModel ? "" : `; ${model.name} has changed since the trace was written`;
    throw new UsageError(`${file}: ${error.message}${changed}`);
  }
};

const replayText = (
  { model, scenario, bug, property }: TraceFile,
  { outcome, length }: Replay,
  sameModel: boolean,
): string => {
  const what = harmless(`${model}, scenario ${scenario}${bug === null ? "" : `, bug ${bug}`}`);
  const still = outcome === "violates";
  const answer = still
    ? paint("bad", `still violates ${harmless(property)}`)
    : paint("good", `no longer violates ${harmless(property)}`);
  const changed = wrapped("", "The model has changed since the trace was written.");
  const lines = [what, ...(sameModel ? [] : [changed])];
  return [...lines, `after ${counted(length, "action")}: ${answer}`, ""].join("\n");
};
