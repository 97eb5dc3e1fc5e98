/** The command line that asks the same question again, ready to be pasted into a shell. */
import type { Counterexample } from "../report.ts";

export const commandLine = (...words: readonly string[]): string =>
  ["npx", "strategos", ...words].map(quoted).join(" ");

/** The one that runs the way of each trace again, without a file; none where it has no numbers. */
export const pathLines = (
  name: string,
  traces: readonly Pick<Counterexample, "path">[],
  choices: readonly string[],
): readonly string[] =>
  traces.flatMap(({ path }) =>
    path === null ? [] : [commandLine("replay", name, "--path", path, ...choices)],
  );

const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
