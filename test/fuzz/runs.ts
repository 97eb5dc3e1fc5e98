/** Many random models, each of them compared. */
import { compare, type Engine, type Mistake } from "./compare.ts";
import { diceOf } from "./dice.ts";
import { featuresOf } from "./features.ts";
import { randomRecipe } from "./models.ts";
import type { Recipe } from "./recipe.ts";

export interface Difference {
  readonly run: number;
  readonly recipe: Recipe;
  readonly differences: readonly string[];
}

export interface Outcome {
  readonly runs: number;
  /** Too large for the reference: nothing was compared. */
  readonly skipped: number;
  readonly features: ReadonlyMap<string, number>;
  /** The first, where the search ended. */
  readonly difference: Difference | null;
}

export interface Plan {
  readonly seed: number;
  /** The first run and the last, both included. */
  readonly from: number;
  readonly to: number;
  readonly engine: Engine;
  readonly mistake?: Mistake;
}

export const runAll = async ({ seed, from, to, engine, mistake }: Plan): Promise<Outcome> => {
  const features = new Map<string, number>();
  let skipped = 0;
  for (let run = from; run <= to; run++) {
    const recipe = randomRecipe(diceOf(seed, run));
    // One at a time: the first difference ends it, and a run must not disturb another's memory.
    const { answer, differences } = await compare(recipe, engine, mistake);
    if (answer === null) skipped++;
    else
      for (const name of featuresOf(recipe, answer)) features.set(name, count(features, name) + 1);
    if (differences.length > 0)
      return { runs: run - from + 1, skipped, features, difference: { run, recipe, differences } };
  }
  return { runs: to - from + 1, skipped, features, difference: null };
};

const count = (features: ReadonlyMap<string, number>, name: string): number =>
  features.get(name) ?? 0;
