/** A defect: an implementation with one place made wrong, which conformance has to notice. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../cli/strategos.ts";

export interface Defect {
  /** In kebab-case: what has become true of the implementation, or is not true of it any more. */
  readonly name: string;
  /** Occurs exactly once in the core. */
  readonly find: string;
  readonly replace: string;
  readonly scenario: string;
  /** Where model and implementation part first. */
  readonly shows: Shows;
  /** How random runs find the same where there is too much to try all of it. */
  readonly drawn?: Drawn;
  /** A scenario in which nothing can happen that would show it. */
  readonly hiddenIn?: string;
}

export interface Shows {
  readonly node: string;
  /** Its tag, who sent it if it is a message, and the round but for the first. */
  readonly event: string;
  /** So many actions, or turns, are the fewest that lead there. */
  readonly after: number;
  readonly differs: readonly string[];
}

interface Drawn {
  /** As `participants=20`. */
  readonly parameters: readonly string[];
  /** The actions, or turns, to which a run is shrunk: none of the actions can be left out. */
  readonly after: number;
}

/** The defect's text is not that of the core any more. */
export class StaleDefect extends Error {
  override name = "StaleDefect";
}

/** The text of a core with its defect. @throws StaleDefect */
export const broken = (text: string, { name, find, replace }: Defect): string => {
  const [before, after, ...more] = text.split(find);
  if (before !== undefined && after !== undefined && more.length === 0)
    return before + replace + after;
  const count = after === undefined ? "not at all" : `${more.length + 1} times`;
  throw new StaleDefect(`defect ${name}: its text occurs ${count}, instead of once`);
};

/**
 * Copies the implementations of this repository, changes the core of a model, and answers where its
 * adapter is. A copy needs nothing beside it, since its imports of the language are types.
 */
export const copyOf = (
  folder: string,
  name: string,
  model: string,
  change: (text: string) => string = (text) => text,
): string => {
  const copy = join(folder, name);
  cpSync(join(root, "impl"), copy, { recursive: true });
  const core = join(copy, `${model}.ts`);
  writeFileSync(core, change(readFileSync(core, "utf8")));
  return join(copy, "adapters", `${model}.ts`);
};
