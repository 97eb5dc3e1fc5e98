/** The words of `check`. */
import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import type { Method, Verdict } from "../report.ts";
import type { CheckFlags } from "./check.ts";
import type { AllFlags } from "./check-all.ts";
import type { ExitStatus } from "./expectation.ts";
import {
  addLimits,
  addParameters,
  exampleText,
  modelHelp,
  scenarioOption,
  wholeOnce,
} from "./options.ts";
import { addReporter } from "./reporter-flags.ts";
import { shardIn } from "./shards.ts";
import { asTyped, collected, once, oneOf } from "./values.ts";

const verdicts: readonly Verdict[] = [
  "holds-within-bounds",
  "violated",
  "budget-exceeded",
  "vacuous",
  "invalid-model",
];

const methods: readonly Method[] = ["search", "composition"];

export const addCheck = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("check")
    .description("explores a model; prints the verdict, counts and a shortest counterexample")
    .argument("[MODEL]", modelHelp);
  addChoices(command);
  command
    .option("--from <FILE>", "go on from the end of a trace", once("--from", asTyped))
    .option("--continue", "go on after the first violation, so that every property has its status");
  addLimits(command);
  addOutputs(command);
  addReporter(command, "with --all: ")
    .option(
      "--shard <I/N>",
      "with --all: the I-th of N parts of the checks, which merge joins",
      once("--shard", shardIn),
    )
    .addHelpText(
      "after",
      exampleText("strategos check two-phase-commit --bug decides-on-first-vote --out trace"),
    )
    .action(async (model: string | undefined, flags: Words) => {
      done(await runCheckOrAll(model, flags));
    });
};

const addChoices = (command: Command): Command =>
  addParameters(
    command
      .option("--all", "every scenario and bug of MODEL, or of the catalogue, as it is pinned")
      .option("--update", "with --all: write figures that have changed into the model's source")
      .option(...scenarioOption)
      .option(
        "--bug <B>",
        "explore the model with this bug, which has to break its property",
        once("--bug", asTyped),
      )
      .option("--property <P>", "judge this property only; may be repeated", collected),
  ).option(
    "--method <METHOD>",
    `${methods.join(" or ")} of sub-instances; the default depends on the model and its size`,
    once("--method", oneOf("--method", methods)),
  );

const addOutputs = (command: Command): Command =>
  command
    .option(
      "--expect <VERDICT>",
      `exit with 0 on this verdict (${verdicts.join(", ")})`,
      once("--expect", oneOf("--expect", verdicts)),
    )
    .option(
      "--out <DIR>",
      "write it to DIR: trace.html and .json, .itf.json, .mmd, .shiviz.log, .test.ts",
      once("--out", asTyped),
    )
    .option("--dump <FILE.dot>", "draw a small state space for Graphviz", once("--dump", asTyped))
    .option("--force", "let --out, --dump and --output-file replace files")
    .option(
      "--counterexamples <K>",
      "look for K of different causal shape (default: 1)",
      wholeOnce("--counterexamples", 1),
    )
    .option(
      "--samples [N]",
      "show N sample traces of what holds (3, if no number is given)",
      wholeOnce("--samples", 1),
    )
    .option("--coverage", "print all that was covered, rule by rule and field by field")
    .option("--json", "one JSON document on standard output");

type Words = CheckFlags & AllFlags & { readonly all?: true };

/** Options that ask nothing of one scenario alone. */
const OF_ALL = ["update", "shard", "reporter", "outputFile"] as const;
const TAKEN_BY_ALL: ReadonlySet<string> = new Set([...OF_ALL, "all", "force", "json"]);

const runCheckOrAll = async (model: string | undefined, words: Words): Promise<ExitStatus> => {
  if (words.all === undefined) {
    const stray = OF_ALL.find((name) => words[name] !== undefined);
    if (stray !== undefined) throw new UsageError(`${optionName(stray)} is for --all only`);
    if (model === undefined) throw new UsageError("check: name a MODEL, or give --all");
    return (await import("./check.ts")).runCheck(model, words);
  }
  const other = Object.keys(words).find((name) => !TAKEN_BY_ALL.has(name));
  if (other !== undefined) throw new UsageError(`--all takes no ${optionName(other)}`);
  return (await import("./check-all.ts")).runAll(model ?? null, words);
};

const optionName = (flag: string): string =>
  `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
