/** Reads a trace from a file, and says in one line what is wrong with it. */
import { readFileSync } from "node:fs";
import { Either, ParseResult, Schema as S } from "@effect/schema";
import { UsageError } from "../errors.ts";
import type { CheckReport, Counterexample } from "../report.ts";
import { CheckDocument, WitnessDocument } from "../reports/documents.ts";
import { lineOfValue, placeOfFault } from "./json-places.ts";

export type TraceFile = CheckReport & {
  readonly counterexample: Counterexample;
  readonly property: string;
  readonly module?: string;
};

export const readTrace = (file: string): TraceFile => {
  const text = textOf(file);
  const value = parsed(file, text);
  refuseOthers(file, value);
  const decoded = S.decodeUnknownEither(CheckDocument)(value);
  if (Either.isLeft(decoded)) throw new UsageError(`${file}${faultIn(text, decoded.left)}`);
  const { counterexample, property, module, ...report } = decoded.right;
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
  const text = textOf(file);
  const value = parsed(file, text);
  if (typeof value !== "object" || value === null || !("witness" in value)) {
    const trace = readTrace(file);
    return { ...trace, violated: trace.property };
  }
  const decoded = S.decodeUnknownEither(WitnessDocument)(value);
  if (Either.isLeft(decoded)) throw new UsageError(`${file}${faultIn(text, decoded.left)}`);
  const { witness, ...rest } = decoded.right;
  if (witness === null) throw new UsageError(`${file}: no witness in it`);
  return { ...rest, counterexample: witness, violated: null };
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") throw new UsageError(`${file}: no such file`);
    if (code === "EISDIR") throw new UsageError(`${file}: a folder, not a file`);
    if (code === "EACCES") throw new UsageError(`${file}: may not be read`);
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const parsed = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const place = placeOfFault(text);
    throw new UsageError(`${file}${place === null ? "" : `:${place}`}: not JSON`);
  }
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

const faultIn = (text: string, error: ParseResult.ParseError): string => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error);
  const path = issue?.path ?? [];
  const message = (issue?.message ?? "").replaceAll(/\s+/g, " ");
  return `:${lineOfValue(text, path)}: ${pathText(path)}: ${message}`;
};

/** `counterexample.steps[2].action` */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
