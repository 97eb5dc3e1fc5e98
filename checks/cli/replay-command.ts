/** The words of `replay`. */
import type { Command } from "commander";
import { UsageError } from "../errors.ts";
import type { ExitStatus } from "./expectation.ts";
import { addParameters, scenarioOption } from "./options.ts";
import type { PathFlags } from "./path.ts";
import { asTyped, collected, once } from "./values.ts";

interface ReplayWords extends PathFlags {
  readonly model?: string;
  readonly path?: string;
}

const note = `
Instead of a file, --path takes the numbers that a report prints: of the initial state, then of each
action among those that are enabled, in their fixed order. Scenario, bug and parameters are then
those of the model that is named, and not those of a file.

The exit status is 0 where the trace violates as it was recorded, 1 where it does not, or cannot
happen any more since the model has changed, and 2 where it is no trace of the model. With --path it
is 0 where the way ends in a violation or in a witness, and 1 where it does not.

Example:
  $ strategos replay trace/trace.json
  $ strategos replay oral-messages --path 4.0.0.0.0.0.0.0.1
`;

export const addReplay = (program: Command, done: (status: ExitStatus) => void): void => {
  const command = program
    .command("replay")
    .description("runs a counterexample again, and says whether it still violates")
    .argument("<FILE>", "trace.json of --out, or the output of check --json; with --path, a model")
    .option("--model <MODEL>", "instead of the one that the file names", once("--model", asTyped))
    .option("--path <P>", "instead of a file: a way in numbers, as 4.0.2", once("--path", asTyped))
    .option(...scenarioOption)
    .option("--bug <B>", "of the model with this bug", once("--bug", asTyped))
    .option("--property <P>", "judge this property only; may be repeated", collected);
  addParameters(command)
    .option("--json", "one JSON document on standard output")
    .addHelpText("after", note)
    .action(async (file: string, { model, path, ...flags }: ReplayWords) => {
      if (path === undefined) {
        refuse(Object.keys(flags), "--path only: a file says it itself");
        const { json } = flags;
        const { runReplay } = await import("./replay.ts");
        done(
          await runReplay(file, { ...(model !== undefined && { model }), ...(json && { json }) }),
        );
        return;
      }
      if (model !== undefined)
        throw new UsageError("--model is for files; with --path, name it first");
      const { runPath } = await import("./path.ts");
      done(await runPath(file, path, flags));
    });
};

const refuse = (given: readonly string[], why: string): void => {
  const first = given.find((name) => name !== "json");
  if (first !== undefined) throw new UsageError(`--${first} is for ${why}`);
};
