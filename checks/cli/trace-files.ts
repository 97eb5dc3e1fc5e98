/** The files that `--out` writes beside each other: for programs, for eyes, and for tests. */
import { relative, sep } from "node:path";
import { recordedOf } from "../counterexamples/recorded.ts";
import type { CheckReport } from "../report.ts";
import { mermaidText } from "../reports/mermaid.ts";
import { jsonText } from "../reports/terminal.ts";
import { testFileText } from "../reports/test-file.ts";
import type { WitnessReport } from "../reports/witness.ts";
import type { Destination } from "./destination.ts";
import type { Loaded } from "./load-model.ts";

export const WITNESS_FILES = ["trace.json", "trace.mmd"] as const;
export const CHECK_FILES = [...WITNESS_FILES, "trace.test.ts"] as const;

/** The report; where the model came from a file, its path from the folder of the document. */
export const documentOf = (report: CheckReport, { module }: Loaded, folder: string): object =>
  module === null ? report : { ...report, module: relative(folder, module) };

/** @param command the command line that has found it. */
export const writeCheck = (
  { folder, write, leave }: Destination,
  report: CheckReport,
  loaded: Loaded,
  command: string,
): void => {
  const { counterexample, property } = report;
  const { model } = loaded;
  const trace = recordedOf(report, Object.keys(model.properties));
  if (counterexample === null || trace === null) return leave();
  const module =
    loaded.module === null ? `strategos/models/${model.name}` : specifierOf(folder, loaded.module);
  const pinned = {
    model: model.name,
    module,
    trace,
    length: counterexample.length,
    inRounds: model.vocabulary.synchronous === true,
    command,
  };
  write([
    published("check", documentOf(report, loaded, folder)),
    mermaidText(counterexample, titleOf(report), `violates ${property}`),
    testFileText(pinned),
  ]);
};

export const writeWitness = ({ write, leave }: Destination, found: WitnessReport): void => {
  const { witness, property } = found;
  if (witness === null) return leave();
  write([published("witness", found), mermaidText(witness, titleOf(found), `${property} is met`)]);
};

/** Line by line, for whoever copies one of them. */
export const writtenText = ({ files }: Destination): string =>
  `\n${files.map((file) => `wrote ${file}\n`).join("")}`;

/** A document that names its schema as the package exports it. */
const published = (schema: string, document: object): string =>
  jsonText({ $schema: `strategos/schemas/${schema}.schema.json`, ...document }, 2);

const titleOf = ({ model, scenario, bug }: Pick<CheckReport, "model" | "scenario" | "bug">) =>
  `${model}, scenario ${scenario}${bug === null ? "" : `, bug ${bug}`}`;

/**
 * As a module of that folder imports it: one of TypeScript by the name of what it compiles to,
 * which a compiler takes under any settings.
 */
const specifierOf = (folder: string, module: string): string => {
  const compiled = module.replace(/\.([cm]?)tsx?$/, ".$1js");
  const path = relative(folder, compiled).split(sep).join("/");
  return path.startsWith("../") ? path : `./${path}`;
};
