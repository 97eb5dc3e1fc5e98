/** Commands and options. What a command does is loaded when it runs, so that `--help` is quick. */
import { Command } from "commander";
import type { BoundsFlags } from "./bounds.ts";
import { addCheck } from "./check-command.ts";
import type { ConformFlags } from "./conform.ts";
import type { ExitStatus } from "./expectation.ts";
import { addInit } from "./init-command.ts";
import { addMerge } from "./merge-command.ts";
import {
  addLimits,
  addPage,
  addParameters,
  assigned,
  exampleText,
  maxMemory,
  modelHelp,
  scenarioOption,
  wholeOnce,
} from "./options.ts";
import { addReplay } from "./replay-command.ts";
import type { ScenesFlags } from "./scenes.ts";
import { addSimulate } from "./simulate-command.ts";
import type { WitnessFlags } from "./witness.ts";
import { asTyped, once, oneOf, seconds } from "./values.ts";

const formats: readonly NonNullable<BoundsFlags["format"]>[] = ["text", "json", "markdown"];

/** @param done is told how the command ended. */
export const programOf = (version: string, done: (status: ExitStatus) => void): Command => {
  const program = new Command("strategos")
    .description("Explores formal models of distributed protocols, and explains what it finds.")
    .version(version)
    .showSuggestionAfterError(false)
    .configureOutput({ outputError: () => {} })
    .exitOverride()
    .addHelpText("after", exampleText("strategos check two-phase-commit", statuses));
  addList(program, done);
  addCheck(program, done);
  addMerge(program, done);
  addWitness(program, done);
  addBounds(program, done);
  addScenes(program, done);
  addReplay(program, done);
  addSimulate(program, done);
  addConform(program, done);
  addInit(program, done);
  return program;
};

const statuses = `
Exit status:
  0  the answer is the expected one
  1  it is not, or the check is vacuous
  2  wrong usage, unreadable input, or an invalid model
  3  the budget ran out first`;

const addList = (program: Command, done: (status: ExitStatus) => void): void => {
  program
    .command("list")
    .description("shows the catalogue, or all that there is to know of one model")
    .argument("[MODEL]", modelHelp)
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", exampleText("strategos list two-phase-commit"))
    .action(async (model: string | undefined, flags: { json?: true }) => {
      const { runList } = await import("./list.ts");
      done(await runList(model, flags));
    });
};

const addWitness = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("witness")
    .description("finds a shortest way to what a model says is possible")
    .argument("<MODEL>", modelHelp)
    .argument("<PROPERTY>", "a sometimes of the model")
    .option(...scenarioOption)
    .option("--bug <B>", "of the model with this bug", once("--bug", asTyped));
  addLimits(addParameters(command))
    .option(
      "--out <DIR>",
      "write it to DIR: trace.html and .json, .itf.json, .mmd, .shiviz.log",
      once("--out", asTyped),
    )
    .option("--force", "let --out replace files")
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", exampleText("strategos witness two-phase-commit commits", witnessNote))
    .action(async (model: string, property: string, flags: WitnessFlags) => {
      const { runWitness } = await import("./witness.ts");
      done(await runWitness(model, property, flags));
    });
};

const witnessNote = `
The exit status is 0 where there is a way, 1 where there is none within the bounds, and 3 where a
budget ran out first.
`;

const addBounds = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("bounds")
    .description("checks a model for numbers of nodes and of traitors; prints a grid of verdicts")
    .argument("<MODEL>", modelHelp)
    .option(
      "--nodes <A..B>",
      "a range, or one number (default: the five least that the model allows)",
      once("--nodes", asTyped),
    )
    .option(
      "--traitors <C..D>",
      "a range, or one number (default: the three least, as 0..2)",
      once("--traitors", asTyped),
    )
    .option("--param <NAME=VALUE>", "of another parameter; may be repeated", assigned)
    .option("--bug <B>", "of the model with this bug", once("--bug", asTyped));
  addPage(addLimits(command), "bounds")
    .option(
      "--format <FORMAT>",
      `${formats.join(", ")} (default: text)`,
      once("--format", oneOf("--format", formats)),
    )
    .option("--json", "short for --format json")
    .addHelpText("after", exampleText("strategos bounds oral-messages --nodes 3..5", limitsNote))
    .action(async (model: string, flags: BoundsFlags) => {
      const { runBounds } = await import("./bounds.ts");
      done(await runBounds(model, flags));
    });
};

const limitsNote = `
Limits apply to each cell by itself. The exit status is 0 where all is as the theory predicts, or
nothing is predicted; 1 where a cell differs; 3 where only a budget ran out.
`;

const addScenes = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("scenes")
    .description("shows why no decision rule works: runs that nodes cannot tell apart")
    .argument("<MODEL>", modelHelp);
  addPage(addLimits(addParameters(command)), "scenes")
    .option("--json", "one JSON document on standard output")
    .addHelpText(
      "after",
      exampleText("strategos scenes oral-messages --nodes 3 --traitors 1", scenesNote),
    )
    .action(async (model: string, flags: ScenesFlags) => {
      const { runScenes } = await import("./scenes.ts");
      done(await runScenes(model, flags));
    });
};

const scenesNote = `
A chain and no chain are answers alike: the exit status is 0. It is 1 where fewer than two nodes are
loyal, and 3 where there is too much to explore.
`;

const addConform = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("conform")
    .description("replays all that can happen to a model against its implementation")
    .argument("<MODEL>", modelHelp)
    .option(
      "--impl <PATH>",
      "a module that exports an adapter, instead of the one that comes with the model",
      once("--impl", asTyped),
    )
    .option("--scenario <S>", "this one only, instead of all", once("--scenario", asTyped));
  addParameters(command)
    .option("--runs <N>", "N random runs, instead of all states", wholeOnce("--runs", 1))
    .option("--seed <S>", "of the random runs (default: 1)", wholeOnce("--seed", 0))
    .option(
      "--steps <K>",
      "of one random run, at most (default: 500, in rounds 100)",
      wholeOnce("--steps", 1),
    )
    .option("--max-states <K>", "stop after K distinct states", wholeOnce("--max-states", 1))
    .option(...maxMemory)
    .option("--timeout <SECONDS>", "stop after this time", once("--timeout", seconds("--timeout")))
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", exampleText("strategos conform two-phase-commit", conformNote))
    .action(async (model: string, flags: ConformFlags) => {
      const { runConform } = await import("./conform.ts");
      done(await runConform(model, flags));
    });
};

const conformNote = `
Limits apply to each scenario by itself. The exit status is 0 where the implementation does as its
model does, 1 where it differs, and 3 where a budget ran out first.
`;
