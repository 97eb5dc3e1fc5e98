/** Reads a trace from a file, and says in one line what is wrong with it. */
import { UsageError } from "../errors.ts";
import type { CheckReport, Counterexample } from "../report.ts";
import { CheckDocument, WitnessDocument } from "../reports/documents.ts";
import { decodedAs, readJson } from "./json-file.ts";

export type TraceFile = CheckReport & {
  readonly counterexample: Counterexample;
  readonly property: string;
  readonly module?: string;
};

export const readTrace = (file: string): TraceFile => {
  const read = readJson(file);
  refuseOthers(file, read.value);
  const { counterexample, property, module, ...report } = decodedAs(CheckDocument, read);
  if (counterexample === null || property === null)
    throw new UsageError(`${file}: no counterexample in it (its verdict is ${report.verdict})`);
  return { ...report, counterexample, property, ...(module !== undefined && { module }) };
};

/** A trace that may be gone on from: of a counterexample, or of a witness. */
export interface Passage extends Pick<
  TraceFile,
  "model" | "scenario" | "bug" | "parameters" | "counterexample"
> {
  /** The property that is violated where it ends; null for a witness. */
  readonly violated: string | null;
}

export const readPassage = (file: string): Passage => {
  const read = readJson(file);
  const { value } = read;
  if (typeof value !== "object" || value === null || !("witness" in value)) {
    const trace = readTrace(file);
    return { ...trace, violated: trace.property };
  }
  const { witness, ...rest } = decodedAs(WitnessDocument, read);
  if (witness === null) throw new UsageError(`${file}: no witness in it`);
  return { ...rest, counterexample: witness, violated: null };
};

/** A clear word where a list of missing fields would puzzle. */
const refuseOthers = (file: string, value: unknown): void => {
  const found: object = typeof value === "object" && value !== null ? value : {};
  if ("witness" in found)
    throw new UsageError(`${file}: a witness, and no counterexample; check --from goes on from it`);
  if (!("version" in found && "model" in found && "counterexample" in found))
    throw new UsageError(`${file}: not a trace (a file of --out, or the output of check --json)`);
  if (found.version !== 1)
    throw new UsageError(
      `${file}: a trace of version ${JSON.stringify(found.version)}; this one reads version 1`,
    );
};
