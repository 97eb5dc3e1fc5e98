/** A difference as a person would want it: the model made smaller, and the command to run again. */
import type { Engine } from "../compare.ts";
import { answerTo, differencesIn } from "./compare.ts";
import type { Recipe } from "./recipe.ts";
import type { Difference } from "./runs.ts";
import { shrink } from "./shrink.ts";
import { textOf } from "./text.ts";

const PATIENCE_MS = 20_000;

export const explain = async (
  { run, recipe, differences }: Difference,
  seed: number,
  engine: Engine,
): Promise<string> => {
  const again = async (candidate: Recipe): Promise<readonly string[]> => {
    const answer = answerTo(candidate);
    return answer === null ? [] : differencesIn(candidate, answer, engine);
  };
  const names = new Set(differences.map(nameOf));
  const fails = async (candidate: Recipe): Promise<boolean> =>
    (await again(candidate)).some((difference) => names.has(nameOf(difference)));
  const smallest = await shrink(recipe, fails, PATIENCE_MS);
  return [
    `seed ${seed}, run ${run}: npm run fuzz -- --rounds --seed ${seed} --run ${run}`,
    textOf(recipe),
    ...differences.map((difference) => `  ${difference}`),
    "made smaller:",
    textOf(smallest),
    ...(await again(smallest)).map((difference) => `  ${difference}`),
  ].join("\n");
};

/** What differs: a smaller model must differ in something that the larger one did. */
const nameOf = (difference: string): string => difference.split(":")[0]!;
