/** The words of `init`. */
import type { Command } from "commander";
import type { ExitStatus } from "./expectation.ts";
import type { InitFlags } from "./init.ts";

export const addInit = (program: Command, done: (status: ExitStatus) => void): void => {
  program
    .command("init")
    .description("writes a first model and its test into the project in this folder")
    .argument("[NAME]", "of the model, in kebab-case", "lock")
    .option("--ts", "in TypeScript (default: where there is a tsconfig.json)")
    .option("--js", "in JavaScript (default: elsewhere)")
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", "\nExample:\n  $ strategos init\n")
    .action(async (name: string, flags: InitFlags) => {
      const { runInit } = await import("./init.ts");
      done(runInit(name, flags));
    });
};
