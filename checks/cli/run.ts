/** One command line, from its words to its exit status; whatever went wrong is told in one line. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CommanderError } from "commander";
import { UsageError } from "../errors.ts";
import { packageRoot } from "../reports/places.ts";
import { harmless } from "../reports/terminal.ts";
import { misuseText } from "./misuse.ts";
import { programOf } from "./program.ts";

/** An internal error, as in sysexits.h: no answer about any model. */
const OWN_FAULT = 70;

const complain = (line: string): void => {
  process.stderr.write(`strategos: ${harmless(line)}\n`);
};

export const run = async (args: readonly string[]): Promise<number> => {
  let status = 0;
  const program = programOf(versionOf(), (ended) => (status = ended));
  if (args.length === 0) {
    process.stderr.write(program.helpInformation());
    complain("no command was given");
    return 2;
  }
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    return failed(error, program, args);
  }
};

const failed = (
  error: unknown,
  program: ReturnType<typeof programOf>,
  args: readonly string[],
): number => {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (error instanceof CommanderError) complain(misuseText(error, program, args));
  else if (error instanceof UsageError) complain(error.message);
  else if (isNamed(error, "InvalidModel")) complain(`invalid model: ${whereAndWhat(error)}`);
  else {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain("this is a bug of strategos, not of your model; please report it with these lines:");
    process.stderr.write(`${stack.split("\n").map(harmless).join("\n")}\n`);
    return OWN_FAULT;
  }
  return 2;
};

const isNamed = (error: unknown, name: string): error is Error =>
  error instanceof Error && error.name === name;

const whereAndWhat = (error: Error & { rule?: unknown; field?: unknown }): string =>
  [error.rule, error.field, error.message]
    .filter((part) => typeof part === "string" && part !== "")
    .join(": ");

const versionOf = (): string =>
  String(JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8")).version);
