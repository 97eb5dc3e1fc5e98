/** Many random synchronous models, each of them compared. */
import type { Engine } from "../compare.ts";
import { diceOf } from "../dice.ts";
import { inSeries, type Outcome, type Span } from "../series.ts";
import { answerTo, differencesIn } from "./compare.ts";
import { featuresOf } from "./features.ts";
import { randomRecipe } from "./models.ts";
import { someOf } from "./properties.ts";
import type { Recipe } from "./recipe.ts";
import type { Answer } from "./reference.ts";

interface Plan extends Span {
  readonly engine: Engine;
  /** Has a mistake, to see whether it is found. */
  readonly reference?: (recipe: Recipe) => Answer | null;
}

export const runAll = ({ engine, reference = answerTo, ...span }: Plan): Promise<Outcome<Recipe>> =>
  inSeries(span, async (run) => {
    const dice = diceOf(span.seed, run);
    const drawn = randomRecipe(dice);
    const answer = reference(drawn);
    if (answer === null) return null;
    const recipe = someOf(dice, drawn, answer.costs);
    const differences = await differencesIn(recipe, answer, engine);
    return { recipe, differences, features: featuresOf(recipe, answer) };
  });
