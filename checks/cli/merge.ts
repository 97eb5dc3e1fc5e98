/** `strategos merge FILE...`: the results of several runs, told as those of one. */
import { UsageError } from "../errors.ts";
import { AllDocument } from "../reports/all-document.ts";
import type { Again, Result } from "../reports/reporters/reporter.ts";
import { commandLine } from "./command-lines.ts";
import { statusOf, worstOf, type ExitStatus } from "./expectation.ts";
import { joined, type Part } from "./joined.ts";
import { decodedAs, readJson } from "./json-file.ts";
import { outputIn } from "./outputs.ts";
import type { ReporterFlags } from "./reporter-flags.ts";
import { silentRules, withPlaces, withSilence } from "./silence.ts";

export const runMerge = (files: readonly string[], flags: ReporterFlags): ExitStatus => {
  // Read first: a folder for the file is created when there is something to write.
  const { models, isSharded, interrupted } = joined(files.map(readPart));
  const output = outputIn(flags, again);
  const results: Result[] = [];
  for (const [model, own] of models) {
    for (const result of own) output.say(output.answer(result, null));
    // A whole run has judged it already, and of one that was cut short nobody can say.
    const silent = isSharded && !interrupted ? silentRules(own) : [];
    output.say(output.silence(model, silent));
    // Of rules that have fired with another shard it does not matter where they are.
    results.push(...withSilence(isSharded ? withPlaces(own, silent) : own, silent));
  }
  output.end({ results, interrupted, shard: null, updated: null });
  const statuses = results.map((result) => statusOf(result, result.differences));
  return worstOf(interrupted ? [...statuses, 3] : statuses);
};

const again: Again = ({ module, model, scenario, bug }) =>
  commandLine(
    "check",
    module ?? model,
    ...(bug === null ? ["--scenario", scenario] : ["--bug", bug]),
  );

const readPart = (file: string): Part => {
  const read = readJson(file);
  const { value } = read;
  const found: object = typeof value === "object" && value !== null ? value : {};
  if (!("version" in found && "results" in found))
    throw new UsageError(`${file}: not what check --all --json prints`);
  if (found.version !== 1)
    throw new UsageError(
      `${file}: a document of version ${JSON.stringify(found.version)}; this one reads version 1`,
    );
  return { file, document: decodedAs(AllDocument, read) };
};
