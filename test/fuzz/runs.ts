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
  /** Compared. */
  readonly runs: number;
  /** Drawn besides, and too large for the reference: nothing was compared. */
  readonly skipped: number;
  readonly features: ReadonlyMap<string, number>;
  /** The first, where the search ended. */
  readonly difference: Difference | null;
}

export interface Plan {
  readonly seed: number;
  /** The number of the first model that is drawn. */
  readonly from: number;
  /** How many are to be compared; of those too large for the reference, another one is drawn. */
  readonly compared: number;
  readonly engine: Engine;
  readonly mistake?: Mistake;
}

export const runAll = async ({ seed, from, compared, engine, mistake }: Plan): Promise<Outcome> => {
  const features = new Map<string, number>();
  let [runs, skipped] = [0, 0];
  // A bound, should the reference find everything too large.
  for (let run = from; runs < compared && skipped <= compared; run++) {
    const recipe = randomRecipe(diceOf(seed, run));
    // One at a time: the first difference ends it, and a run must not disturb another's memory.
    const { answer, differences } = await compare(recipe, engine, mistake);
    if (answer === null && differences.length === 0) {
      skipped++;
      continue;
    }
    runs++;
    for (const name of answer === null ? [] : featuresOf(recipe, answer))
      features.set(name, count(features, name) + 1);
    if (differences.length > 0)
      return { runs, skipped, features, difference: { run, recipe, differences } };
  }
  return { runs, skipped, features, difference: null };
};

const count = (features: ReadonlyMap<string, number>, name: string): number =>
  features.get(name) ?? 0;
