/** The command line that shows what a test has found. */
import { commandLine } from "../cli/command-lines.ts";
import { choiceWords } from "../cli/choices.ts";
import { fileOf } from "../reports/model-file.ts";
import type { CheckOptions, CheckReport } from "../report.ts";
import type { Answer } from "./answer.ts";

/** Null where there is none: nobody knows the file, or a parameter is more than a word. */
export const againText = ({ model, options, report }: Answer): string | null => {
  const file = fileOf(model);
  const assigned = Object.keys(options.parameters ?? {}).map(
    (name) => [name, textOf(report, name)] as const,
  );
  const param = assigned.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]));
  if (file === null || param.length < assigned.length) return null;
  const { scenario, bug, properties, seek } = options;
  const chosen = {
    param,
    ...(scenario !== undefined && { scenario }),
    ...(bug !== undefined && { bug }),
  };
  const limits = report.counterexample === null ? limitWords(options) : [];
  const path = report.counterexample?.path ?? null;
  if (seek !== undefined) return commandLine("witness", file, seek, ...choiceWords(chosen, limits));
  const judged = { ...chosen, ...(properties !== undefined && { property: properties }) };
  if (path !== null) return commandLine("replay", file, "--path", path, ...choiceWords(judged));
  const method = options.method === undefined ? [] : ["--method", options.method];
  return commandLine("check", file, ...choiceWords(judged, [...method, ...limits]));
};

/** What was cut off by a limit is seen with the limit only. */
const limitWords = ({ maxStates, maxDepth, maxMemory, timeout }: CheckOptions): readonly string[] =>
  Object.entries({
    "--max-states": maxStates,
    "--max-depth": maxDepth,
    "--max-memory": maxMemory,
    "--timeout": timeout,
  }).flatMap(([flag, value]) => (value === undefined ? [] : [flag, String(value)]));

const textOf = ({ parameters }: CheckReport, name: string): string | null => {
  const value = parameters[name];
  return value === undefined || (typeof value === "object" && value !== null)
    ? null
    : String(value);
};
