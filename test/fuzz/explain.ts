/** A difference as a person would want it: the model made smaller, and the command to run again. */
import type { Difference } from "./series.ts";

/** What is particular to one kind of models. */
export interface Kind<Recipe> {
  /** Options of the command line besides seed and run. */
  readonly options: string;
  readonly textOf: (recipe: Recipe) => string;
  /** Every recipe with one part less; the larger parts come first. */
  readonly simpler: (recipe: Recipe) => Iterable<Recipe>;
  /** What differs. */
  readonly compare: (recipe: Recipe) => Promise<readonly string[]>;
}

const PATIENCE_MS = 20_000;

export const explain = async <Recipe>(
  { options, textOf, simpler, compare }: Kind<Recipe>,
  { run, recipe, differences }: Difference<Recipe>,
  seed: number,
): Promise<string> => {
  const names = new Set(differences.map(nameOf));
  const fails = async (candidate: Recipe): Promise<boolean> =>
    (await compare(candidate)).some((difference) => names.has(nameOf(difference)));
  const smallest = await shrink(recipe, simpler, fails, performance.now() + PATIENCE_MS);
  return [
    `seed ${seed}, run ${run}: npm run fuzz -- ${options}--seed ${seed} --run ${run}`,
    textOf(recipe),
    ...differences.map((difference) => `  ${difference}`),
    "made smaller:",
    textOf(smallest),
    ...(await compare(smallest)).map((difference) => `  ${difference}`),
  ].join("\n");
};

/** What differs: a smaller model must differ in something that the larger one did. */
const nameOf = (difference: string): string => difference.split(":")[0]!;

/** Tries simpler and simpler recipes until none of them `fails`, or no time is left. */
const shrink = async <Recipe>(
  recipe: Recipe,
  simpler: Kind<Recipe>["simpler"],
  fails: (recipe: Recipe) => Promise<boolean>,
  end: number,
): Promise<Recipe> => {
  for (const less of simpler(recipe)) {
    if (performance.now() > end) return recipe;
    // One after the other: each is the next best guess only if those before it did not fail.
    if (await fails(less)) return shrink(less, simpler, fails, end);
  }
  return recipe;
};
