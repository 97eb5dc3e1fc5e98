/** Many random synchronous models, each of them compared. */
import type { Engine } from "../compare.ts";
import { diceOf } from "../dice.ts";
import { answerTo, differencesIn } from "./compare.ts";
import { featuresOf } from "./features.ts";
import { randomRecipe } from "./models.ts";
import { someOf } from "./properties.ts";
import type { Recipe } from "./recipe.ts";
import type { Answer } from "./reference.ts";

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

interface Plan {
  readonly seed: number;
  /** The number of the first model that is drawn. */
  readonly from: number;
  /** How many are to be compared; of those too large for the reference, another one is drawn. */
  readonly compared: number;
  readonly engine: Engine;
  /** Has a mistake, to see whether it is found. */
  readonly reference?: (recipe: Recipe) => Answer | null;
}

export const runAll = async (plan: Plan): Promise<Outcome> => {
  const { seed, from, compared, engine, reference = answerTo } = plan;
  const features = new Map<string, number>();
  let [runs, skipped] = [0, 0];
  // A bound, should the reference find everything too large.
  for (let run = from; runs < compared && skipped <= compared; run++) {
    const dice = diceOf(seed, run);
    const drawn = randomRecipe(dice);
    const answer = reference(drawn);
    if (answer === null) {
      skipped++;
      continue;
    }
    const recipe = someOf(dice, drawn, answer.costs);
    // One at a time: the first difference ends it, and a run must not disturb another's memory.
    const differences = await differencesIn(recipe, answer, engine);
    runs++;
    for (const name of featuresOf(recipe, answer))
      features.set(name, (features.get(name) ?? 0) + 1);
    if (differences.length > 0)
      return { runs, skipped, features, difference: { run, recipe, differences } };
  }
  return { runs, skipped, features, difference: null };
};
