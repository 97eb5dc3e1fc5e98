/** Options that several commands have in common. */
import type { Command } from "commander";
import type { CheckFlags } from "./check.ts";
import { asTyped, assignment, once, seconds, whole } from "./values.ts";

export const wholeOnce = (option: string, least: number) => once(option, whole(option, least));

export const maxMemory = [
  "--max-memory <MiB>",
  "stop at this size of the process; otherwise at three quarters of what is free",
  wholeOnce("--max-memory", 1),
] as const;

export const assigned = (text: string, before: CheckFlags["param"]): CheckFlags["param"] => [
  ...(before ?? []),
  assignment(text),
];

/** Of every command that looks at one instance of a model. */
export const addParameters = (command: Command): Command =>
  command
    .option("--param <NAME=VALUE>", "instead of the scenario's; may be repeated", assigned)
    .option("--nodes <N>", "short for --param nodes=N", wholeOnce("--nodes", 0))
    .option("--traitors <T>", "short for --param traitors=T", wholeOnce("--traitors", 0));

export const scenarioOption = [
  "--scenario <S>",
  "instead of the model's first, or of the bug's own",
  once("--scenario", asTyped),
] as const;

/** The same of every command that explores. */
export const addLimits = (command: Command): Command =>
  command
    .option("--max-states <K>", "stop after K distinct states", wholeOnce("--max-states", 1))
    .option("--max-depth <D>", "stop after D levels", wholeOnce("--max-depth", 1))
    .option(...maxMemory)
    .option("--timeout <SECONDS>", "stop after this time", once("--timeout", seconds("--timeout")));

export const exampleText = (example: string, more = ""): string =>
  `\nExample:\n  $ ${example}\n${more}`;

export const modelHelp = "a name of the catalogue, or the path of a module that exports a model";

/** Of a command whose answer is one document and a page, `NAME.json` and `NAME.html`. */
export const addPage = (command: Command, name: string): Command =>
  command
    .option(
      "--out <DIR>",
      `write the answer to DIR: ${name}.json, and ${name}.html for a browser`,
      once("--out", asTyped),
    )
    .option("--force", "let --out replace files");
