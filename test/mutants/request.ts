/** What is asked for on the command line. */
import { parseArgs } from "node:util";
import { closest } from "fastest-levenshtein";
import type { Mutant } from "./mutant.ts";
import { HELP, listing } from "./text.ts";

export interface Request {
  readonly mutants: readonly Mutant[];
  readonly isJson: boolean;
  /** What is all that is asked for, if it is a text. */
  readonly print: string | null;
}

/** What is wrong with the arguments is told in one sentence. */
export const readArguments = (
  args: readonly string[],
  all: readonly Mutant[],
): Request | string => {
  const flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: "string", multiple: true },
        json: flag,
        list: flag,
        help: { ...flag, short: "h" },
      },
    });
    const { only, json, list, help } = values;
    const names = all.map(({ name }) => name);
    const unknown = only?.find((name) => !names.includes(name));
    if (unknown !== undefined)
      return `unknown mutant "${unknown}"; did you mean "${closest(unknown, names)}"? (see --list)`;
    const mutants = all.filter(({ name }) => only?.includes(name) ?? true);
    const print = help ? HELP : list ? listing(mutants, json) : null;
    return { mutants, isJson: json, print };
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!;
  }
};
