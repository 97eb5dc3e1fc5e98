/** The files that `--out` writes beside each other: for programs, for eyes, and for tests. */
import { relative, sep } from "node:path";
import type { Model } from "../../models/protocol.ts";
import { recordedOf } from "../counterexamples/recorded.ts";
import { instanceOf, type Instance } from "../model/instance.ts";
import type { CheckReport, Counterexample } from "../report.ts";
import { itfText } from "../reports/itf/itf.ts";
import { mermaidText } from "../reports/mermaid.ts";
import type { TracePage } from "../reports/page/document.ts";
import { htmlOf } from "../reports/page/html.ts";
import { pageOfCheck, pageOfWitness } from "../reports/page/trace-page.ts";
import { shivizText } from "../reports/shiviz/shiviz.ts";
import { titleOf } from "../reports/titles.ts";
import { jsonText } from "../reports/terminal.ts";
import { testFileText, type Pinned } from "../reports/test-file.ts";
import type { WitnessReport } from "../reports/witness.ts";
import { parametersFromJson } from "../schema/parameters.ts";
import type { Destination } from "./destination.ts";
import type { Loaded } from "./load-model.ts";

/** A file by its name, with what is written to it about a trace. */
interface TraceFile<T> {
  readonly name: string;
  readonly textOf: (written: T) => string;
}

interface Written {
  readonly instance: Instance;
  readonly trace: Counterexample;
  readonly title: string;
  /** What the end of the trace does, as "violates agreement". */
  readonly end: string;
  /** The report, and the name of its schema. */
  readonly document: object;
  readonly schema: string;
  readonly page: TracePage;
}

const TRACE_FILES: readonly TraceFile<Written>[] = [
  { name: "trace.json", textOf: ({ schema, document }) => published(schema, document) },
  {
    name: "trace.itf.json",
    textOf: ({ instance, trace, title, end }) => itfText(instance, trace, `${title}: ${end}`),
  },
  { name: "trace.mmd", textOf: ({ trace, title, end }) => mermaidText(trace, title, end) },
  {
    name: "trace.shiviz.log",
    textOf: ({ instance, trace, end }) => shivizText(instance, trace, end),
  },
];

const PAGE: TraceFile<Written> = { name: "trace.html", textOf: ({ page }) => htmlOf(page) };

const OF_WITNESSES: readonly TraceFile<Written>[] = [...TRACE_FILES, PAGE];
/** Where something is wrong, there is a test, too. */
const OF_CHECKS: readonly TraceFile<Written & { readonly pinned: Pinned }>[] = [
  ...TRACE_FILES,
  { name: "trace.test.ts", textOf: ({ pinned }) => testFileText(pinned) },
  PAGE,
];

export const WITNESS_FILES: readonly string[] = OF_WITNESSES.map(({ name }) => name);
export const CHECK_FILES: readonly string[] = OF_CHECKS.map(({ name }) => name);

/** Command lines that have found it, and those that show one trace of it again. */
export interface Commands {
  readonly found: string;
  readonly again: (trace: Counterexample) => readonly string[];
}

/** The report; where the model came from a file, its path from the folder of the document. */
export const documentOf = (report: CheckReport, { module }: Loaded, folder: string): object =>
  module === null ? report : { ...report, module: relative(folder, module) };

export const writeCheck = (
  { folder, write, leave }: Destination,
  report: CheckReport,
  loaded: Loaded,
  { found, again }: Commands,
): void => {
  const { counterexample, property } = report;
  const { model } = loaded;
  const trace = recordedOf(report, Object.keys(model.properties));
  if (counterexample === null || trace === null) return leave();
  const module =
    loaded.module === null ? `strategos/models/${model.name}` : specifierOf(folder, loaded.module);
  const instance = instanceIn(model, report);
  const written = {
    instance,
    trace: counterexample,
    title: titleOf(instance),
    end: `violates ${property}`,
    document: documentOf(report, loaded, folder),
    schema: "check",
    pinned: {
      model: model.name,
      module,
      trace,
      length: counterexample.length,
      inRounds: instance.inRounds,
      command: found,
    },
    page: pageOfCheck(report, counterexample, instance, (one) => [found, ...again(one)]),
  };
  write(OF_CHECKS.map(({ textOf }) => textOf(written)));
};

export const writeWitness = (
  { write, leave }: Destination,
  report: WitnessReport,
  model: Model,
  { found, again }: Commands,
): void => {
  const { witness, property } = report;
  if (witness === null) return leave();
  const instance = instanceIn(model, report);
  const written = {
    instance,
    trace: witness,
    title: titleOf(instance),
    end: `${property} is met`,
    document: report,
    schema: "witness",
    page: pageOfWitness(report, witness, instance, (one) => [found, ...again(one)]),
  };
  write(OF_WITNESSES.map(({ textOf }) => textOf(written)));
};

/** In which the trace was found. */
const instanceIn = (
  model: Model,
  { scenario, bug, parameters }: Pick<CheckReport, "scenario" | "bug" | "parameters">,
): Instance =>
  instanceOf(model, {
    scenario,
    ...(bug !== null && { bug }),
    parameters: parametersFromJson(model, parameters),
  });

/** Line by line, for whoever copies one of them. */
export const writtenText = ({ files }: Destination): string =>
  `\n${files.map((file) => `wrote ${file}\n`).join("")}`;

/** A document that names its schema as the package exports it. */
export const published = (schema: string, document: object): string =>
  jsonText({ $schema: `strategos/schemas/${schema}.schema.json`, ...document }, 2);

/**
 * As a module of that folder imports it: one of TypeScript by the name of what it compiles to,
 * which a compiler takes under any settings.
 */
const specifierOf = (folder: string, module: string): string => {
  const compiled = module.replace(/\.([cm]?)tsx?$/, ".$1js");
  const path = relative(folder, compiled).split(sep).join("/");
  return path.startsWith("../") ? path : `./${path}`;
};
