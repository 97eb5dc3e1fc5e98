/** Commands and options. What a command does is loaded when it runs, so that `--help` is quick. */
import { Command } from "commander";
import { UsageError } from "../errors.ts";
import type { Method, Verdict } from "../report.ts";
import type { BoundsFlags } from "./bounds.ts";
import type { CheckFlags } from "./check.ts";
import type { ConformFlags } from "./conform.ts";
import type { ExitStatus } from "./expectation.ts";
import { addInit } from "./init-command.ts";
import {
  addLimits,
  addParameters,
  assigned,
  maxMemory,
  scenarioOption,
  wholeOnce,
} from "./options.ts";
import { addReplay } from "./replay-command.ts";
import type { ScenesFlags } from "./scenes.ts";
import { addSimulate } from "./simulate-command.ts";
import type { WitnessFlags } from "./witness.ts";
import { asTyped, collected, once, oneOf, seconds } from "./values.ts";

const verdicts: readonly Verdict[] = [
  "holds-within-bounds",
  "violated",
  "budget-exceeded",
  "vacuous",
  "invalid-model",
];

const methods: readonly Method[] = ["search", "composition"];
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

const exampleText = (example: string, more = ""): string => `\nExample:\n  $ ${example}\n${more}`;

const modelHelp = "a name of the catalogue, or the path of a module that exports a model";

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

const addCheck = (program: Command, done: (status: ExitStatus) => void): void => {
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
  command
    .addHelpText(
      "after",
      exampleText("strategos check two-phase-commit --bug decides-on-first-vote --out trace"),
    )
    .action(async (model: string | undefined, flags: CheckFlags) => {
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
      "write the witness to DIR: trace.json and trace.mmd",
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

const addOutputs = (command: Command): Command =>
  command
    .option(
      "--expect <VERDICT>",
      `exit with 0 on this verdict (${verdicts.join(", ")})`,
      once("--expect", oneOf("--expect", verdicts)),
    )
    .option(
      "--out <DIR>",
      "write the counterexample to DIR: trace.json, trace.mmd and trace.test.ts",
      once("--out", asTyped),
    )
    .option("--dump <FILE.dot>", "draw a small state space for Graphviz", once("--dump", asTyped))
    .option("--force", "let --out and --dump replace files")
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
  addLimits(command)
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
  addLimits(addParameters(command))
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

const runCheckOrAll = async (model: string | undefined, flags: CheckFlags): Promise<ExitStatus> => {
  const { all, json, update, ...rest } = flags;
  if (all === undefined) {
    if (update !== undefined) throw new UsageError("--update is for --all only");
    if (model === undefined) throw new UsageError("check: name a MODEL, or give --all");
    return (await import("./check.ts")).runCheck(model, flags);
  }
  const [other] = Object.keys(rest);
  if (other !== undefined) throw new UsageError(`--all takes no ${optionName(other)}`);
  const { runAll } = await import("./check-all.ts");
  return runAll(model ?? null, { json: json === true, update: update === true });
};

const optionName = (flag: string): string =>
  `--${flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
