/** Holds an implementation against its model, within the bounds of one scenario. */
import type { Adapter } from "../../impl/adapter.ts";
import type { Model } from "../../models/protocol.ts";
import { hasTooFewLoyal } from "../adversary/coalitions.ts";
import { problemOf } from "../check.ts";
import { InvalidModel, UsageError } from "../errors.ts";
import { host } from "../host.ts";
import { instanceOf, type Instance } from "../model/instance.ts";
import type { CheckOptions } from "../report.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import { assertFits } from "./adapter.ts";
import { exhaustive } from "./exhaustive.ts";
import type { ConformResult } from "./report.ts";
import { startDifference } from "./starts.ts";

export type ConformOptions = Pick<
  CheckOptions,
  "scenario" | "parameters" | "maxStates" | "maxMemory" | "timeout" | "signal" | "onProgress"
> & {
  /** Random runs, instead of all that is reachable. */
  readonly random?: {
    readonly runs: number;
    /** 1, unless another is given. */
    readonly seed?: number;
    readonly steps?: number;
    /** Told now and then how many runs have been played. */
    readonly onRuns?: (done: number, seconds: number) => void;
  };
};

/** Choices of one run; in rounds, whims of the traitors. */
const STEPS = 500;
const WHIMS = 100;

/** @throws UsageError for a name or a value that the model does not have. */
export const conform = async (
  model: Model,
  adapter: Adapter,
  options: ConformOptions = {},
): Promise<ConformResult> => {
  const since = host.now();
  const { scenario = Object.keys(model.scenarios)[0] ?? "", parameters } = options;
  let chosen = {};
  try {
    const instance = instanceOf(model, { scenario, ...(parameters && { parameters }) });
    chosen = { parameters: toJsonRecord(instance.parameters) };
    const answer = await compared(instance, adapter, options);
    return { ...blank, ...chosen, ...answer, scenario, seconds: host.now() - since };
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    const problem = problemOf(model, undefined, error);
    return { ...blank, ...chosen, scenario, seconds: host.now() - since, problem };
  }
};

const compared = async (
  instance: Instance,
  adapter: Adapter,
  options: ConformOptions,
): Promise<Partial<ConformResult>> => {
  const { timeout = Infinity } = options;
  assertSingle(instance);
  assertFits(instance, adapter);
  if (hasTooFewLoyal(instance))
    throw new UsageError(
      `scenario ${instance.scenarioName}: fewer than two nodes are loyal, and nothing is compared`,
    );
  const difference = startDifference(instance, adapter);
  if (difference !== null) return { verdict: "differs", nodes: [difference.node], difference };
  if (options.random === undefined) return exhaustive(instance, adapter, options, host, options);
  // What draws random values takes a while to load, and most never ask for it.
  const { random } = await import("./random.ts");
  const steps = instance.inRounds ? WHIMS : STEPS;
  const chosen = { seed: 1, steps, timeout, ...options.random };
  return random(instance, adapter, chosen, host, options.signal);
};

/** A step of several nodes at once has no event that one of them could be told of. */
const assertSingle = ({ model }: Instance): void => {
  const joint = Object.keys(model.joint ?? {});
  if (joint.length > 0)
    throw new UsageError(
      `${model.name} has steps that several nodes take at once (${joint.join(", ")}), ` +
        "and an implementation takes one event at one node: nothing is compared",
    );
};

/** What is reported of a comparison that has not begun. */
const blank = {
  parameters: {},
  verdict: "invalid-model",
  states: 0,
  pairs: 0,
  nodes: [],
  stopped: null,
  memoryLimit: null,
  random: null,
  difference: null,
  problem: null,
} satisfies Partial<ConformResult>;
