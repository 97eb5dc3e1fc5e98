/** The words of `merge`. */
import type { Command } from "commander";
import type { ExitStatus } from "./expectation.ts";
import { exampleText } from "./options.ts";
import { addReporter, type ReporterFlags } from "./reporter-flags.ts";

const note = `
The files are all shards of one run, in any order, or runs without --shard. The exit status is the
one that check --all would have had.
`;

export const addMerge = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("merge")
    .description("joins the JSON documents of check --all, and tells the results of all")
    .argument("<FILE...>", "what check --all --json prints, or --output-file has written");
  addReporter(command)
    .option("--force", "let --output-file replace a file")
    .option("--json", "short for --reporter json")
    .addHelpText("after", exampleText("strategos merge shards/*.json --reporter markdown", note))
    .action(async (files: readonly string[], flags: ReporterFlags) => {
      const { runMerge } = await import("./merge.ts");
      done(runMerge(files, flags));
    });
};
