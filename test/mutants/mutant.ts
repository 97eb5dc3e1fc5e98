/** A mutant: the engine with one line made wrong, which some test has to notice. */

/** Kinds of mistakes that the tests must be able to notice, each shown by a mutant or more. */
export const CLASSES = [
  "deduplication dropped",
  "wrong parent link",
  "likeness trusted",
  "sender skipped",
  "gate in the memo",
  "depth off by one",
  "quiescence counts faults",
  "witness not collected",
  "limit not honoured",
  "re-packing loses bits",
  "order not fixed",
  "lie not counted",
  "absence forgotten",
  "different taken for equal",
  "cost ignored",
  "outcome dropped",
  "cross-check dropped",
  "fault not as it is",
] as const;
export type Class = (typeof CLASSES)[number];

export interface Mutant {
  /** In kebab-case: what has become true of the engine, or is not true of it any more. */
  readonly name: string;
  readonly class: Class;
  readonly file: string;
  /** Occurs exactly once in the file. It may have lines around the one that changes. */
  readonly find: string;
  readonly replace: string;
  /** Files of tests that are likely to notice it, in the order in which they are tried. */
  readonly tests: readonly string[];
}

/** The engine's text has moved on, and a mutant has not. */
export class StaleMutant extends Error {
  override name = "StaleMutant";
}

/** The text of a file with its mistake. @throws StaleMutant */
export const mistaken = ({ name, file, find, replace }: Mutant, text: string): string => {
  const [before, after, ...more] = text.split(find);
  if (after !== undefined && more.length === 0) return before + replace + after;
  const count = after === undefined ? "not at all" : `${more.length + 1} times`;
  throw new StaleMutant(`mutant ${name}: its text occurs ${count} in ${file}, instead of once`);
};
