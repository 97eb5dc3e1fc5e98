/** The words of `simulate`. */
import type { Command } from "commander";
import type { ExitStatus } from "./expectation.ts";
import { addParameters, scenarioOption, wholeOnce } from "./options.ts";
import type { SimulateFlags } from "./simulate.ts";
import { asTyped, collected, once, seconds } from "./values.ts";

const note = `
What is found is made smaller, until no action can be left out of it; that nothing is found says
little: the schedules are random, and there are more. The exit status is 0 where nothing is
violated, or where what is known of the scenario or the bug is; 1 otherwise; 3 where time ran out.
`;

export const addSimulate = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("simulate")
    .description("drives random schedules through a model, where there is too much to explore")
    .argument("<MODEL>", "a name of the catalogue, or the path of a module that exports a model")
    .option(...scenarioOption)
    .option("--bug <B>", "of the model with this bug", once("--bug", asTyped))
    .option("--property <P>", "judge this property only; may be repeated", collected);
  addParameters(command)
    .option("--runs <N>", "schedules (default: 1,000)", wholeOnce("--runs", 1))
    .option("--seed <S>", "the same one draws the same (default: 1)", wholeOnce("--seed", 0))
    .option("--steps <K>", "of one schedule, at most (default: 200)", wholeOnce("--steps", 1))
    .option("--timeout <SECONDS>", "stop after this time", once("--timeout", seconds("--timeout")))
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", `${note}\nExample:\n  $ strategos simulate three-phase-commit --seed 7\n`)
    .action(async (model: string, flags: SimulateFlags) => {
      const { runSimulate } = await import("./simulate.ts");
      done(await runSimulate(model, flags));
    });
};
