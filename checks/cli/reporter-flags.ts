/** The words that say how results are told, of all commands that tell many. */
import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import { asTyped, once, oneOf } from "./values.ts";

/** Those of lines stay on standard output; a document may go to a file instead. */
const LINES = ["text", "dot", "github"] as const;
const DOCUMENTS = ["junit", "markdown", "json"] as const;
type DocumentReporter = (typeof DOCUMENTS)[number];
export type ReporterName = (typeof LINES)[number] | DocumentReporter;

const REPORTERS: readonly ReporterName[] = [...LINES, ...DOCUMENTS];

/** As `commander` gives them. */
export interface ReporterFlags {
  readonly reporter?: ReporterName;
  readonly outputFile?: string;
  readonly force?: true;
  readonly json?: true;
}

/** Without --force and --json, which mean more in `check`. */
export const addReporter = (command: Command, before = ""): Command =>
  command
    .option(
      "--reporter <R>",
      `${before}${REPORTERS.join(", ")} (default: text)`,
      once("--reporter", oneOf("--reporter", REPORTERS)),
    )
    .option(
      "--output-file <FILE>",
      `${before}write junit, markdown or json there, and lines to standard output (default: json)`,
      once("--output-file", asTyped),
    );

/** @throws UsageError where two are asked for. */
export const reporterIn = ({ reporter, json }: ReporterFlags): ReporterName | null => {
  if (json !== true) return reporter ?? null;
  if (reporter === undefined || reporter === "json") return "json";
  throw new UsageError(`--json is --reporter json; drop it, or --reporter ${reporter}`);
};

export const isDocument = (name: ReporterName | null): name is DocumentReporter =>
  DOCUMENTS.some((known) => known === name);
