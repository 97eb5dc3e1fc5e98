/** What a search for a witness answers: the shape that scripts rely on. */
import type { CheckReport, Counterexample } from "../report.ts";

export interface WitnessReport extends Pick<
  CheckReport,
  | "version"
  | "model"
  | "digest"
  | "scenario"
  | "bug"
  | "parameters"
  | "states"
  | "generated"
  | "depth"
  | "seconds"
  | "stopped"
  | "memoryLimit"
> {
  readonly property: string;
  readonly status: "met" | "not-met" | "unknown";
  /** A shortest way there, told as a counterexample is. */
  readonly witness: Counterexample | null;
}

/** Of a check that sought a witness. */
export const witnessOf = (report: CheckReport, property: string): WitnessReport => {
  const { version, model, digest, scenario, bug, parameters, counterexample } = report;
  const { states, generated, depth, seconds, stopped, memoryLimit } = report;
  const missed = report.verdict === "budget-exceeded" ? "unknown" : "not-met";
  return {
    version,
    model,
    digest,
    scenario,
    bug,
    parameters,
    property,
    status: counterexample === null ? missed : "met",
    states,
    generated,
    depth,
    seconds,
    stopped,
    memoryLimit,
    witness: counterexample,
  };
};
