/** Where results are told: lines on standard output, a document there or in a file. */
import { basename, dirname, isAbsolute, relative, sep } from "node:path";
import { match } from "ts-pattern";
import { UsageError } from "../errors.ts";
import { dotReporter } from "../reports/reporters/dot.ts";
import { githubReporter } from "../reports/reporters/github.ts";
import { jsonReporter } from "../reports/reporters/json.ts";
import { junitReporter } from "../reports/reporters/junit.ts";
import { markdownReporter } from "../reports/reporters/markdown.ts";
import type { Again, Reporter, Run } from "../reports/reporters/reporter.ts";
import { textReporter } from "../reports/reporters/text.ts";
import { harmless } from "../reports/terminal.ts";
import { destinationIn, type Destination } from "./destination.ts";
import { isDocument, reporterIn, type ReporterFlags, type ReporterName } from "./reporter-flags.ts";

export interface Output extends Pick<Reporter, "answer" | "silence"> {
  /** Whether standard output is for lines, and no document is expected there. */
  readonly hasLines: boolean;
  /** Takes back what was created for the file, for there is nothing to write. */
  readonly leave: () => void;
  /** Tells all that is left, and writes the file. */
  readonly end: (run: Run) => void;
  readonly say: (text: string) => void;
}

/** Settled before the first check. @throws UsageError if nothing can be written to the file. */
export const outputIn = (flags: ReporterFlags, again: Again): Output => {
  const { outputFile, force } = flags;
  const asked = reporterIn(flags);
  const destination = outputFile === undefined ? null : fileAt(outputFile, force === true);
  if (force === true && destination === null)
    throw new UsageError("--force is for --output-file only, where many results are told");
  // Scripts read JSON from standard output, whether there is a file or not.
  const isElsewhere = isDocument(asked) && asked !== "json" && destination !== null;
  const hasLines = !isDocument(asked) || isElsewhere;
  const shown = reporterOf(isElsewhere ? "text" : (asked ?? "text"), again);
  const written = reporterOf(isDocument(asked) ? asked : "json", again);
  const say = (text: string): void => void process.stdout.write(text);
  return {
    hasLines,
    leave: () => destination?.leave(),
    say,
    answer: shown.answer,
    silence: shown.silence,
    end: (run) => {
      say(shown.end(run));
      if (destination === null) return;
      destination.write([written.end(run)]);
      for (const file of hasLines ? destination.files : []) say(`wrote ${harmless(file)}\n`);
    },
  };
};

const fileAt = (file: string, force: boolean): Destination => {
  if (file === "") throw new UsageError("--output-file: expected a file, actual nothing");
  return destinationIn(dirname(file), [basename(file)], force, "--output-file");
};

const reporterOf = (name: ReporterName, again: Again): Reporter =>
  match(name)
    .with("text", () => textReporter(again))
    .with("dot", () => dotReporter(again))
    .with("github", () => githubReporter(again, folderInRepository()))
    .with("junit", () => junitReporter(again))
    .with("markdown", () => markdownReporter(again))
    .with("json", () => jsonReporter)
    .exhaustive();

/** GitHub looks for files from the root of the repository, wherever a step has gone from there. */
const folderInRepository = (): string => {
  const root = process.env["GITHUB_WORKSPACE"] ?? "";
  const folder = root === "" ? "" : relative(root, process.cwd());
  const isOutside = folder === ".." || folder.startsWith(`..${sep}`) || isAbsolute(folder);
  return isOutside ? "" : folder;
};
