/** Many random models, each of them compared. */
import { compare, type Engine, type Mistake } from "./compare.ts";
import { diceOf } from "./dice.ts";
import { featuresOf } from "./features.ts";
import { randomRecipe } from "./models.ts";
import type { Recipe } from "./recipe.ts";
import { inSeries, type Outcome, type Span } from "./series.ts";

interface Plan extends Span {
  readonly engine: Engine;
  readonly mistake?: Mistake;
}

export const runAll = ({ engine, mistake, ...span }: Plan): Promise<Outcome<Recipe>> =>
  inSeries(span, async (run) => {
    const recipe = randomRecipe(diceOf(span.seed, run));
    const { answer, differences } = await compare(recipe, engine, mistake);
    if (answer === null && differences.length === 0) return null;
    return { recipe, differences, features: answer === null ? [] : featuresOf(recipe, answer) };
  });
