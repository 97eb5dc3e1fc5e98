/**
 * Compares the engine with two references on random small models: one explores every order of
 * events, the other all that traitors may say in synchronous rounds.
 *
 *     npm run fuzz                          2,000 runs of seed 1, of both kinds
 *     npm run fuzz -- --seed 7 --runs 500
 *     npm run fuzz -- --seed 7 --run 123    one run again
 *     npm run fuzz -- --rounds              synchronous rounds alone
 */
import { parseArgs } from "node:util";
import { check } from "../../checks/index.ts";
import { compare } from "./compare.ts";
import { FEATURES } from "./features.ts";
import { explain, type Kind } from "./explain.ts";
import { FEATURES as ROUNDS_FEATURES } from "./rounds/features.ts";
import { runAll as runAllRounds } from "./rounds/runs.ts";
import { simpler as simplerRounds } from "./rounds/simpler.ts";
import type { Recipe as RoundsRecipe } from "./rounds/recipe.ts";
import { answerTo, differencesIn } from "./rounds/compare.ts";
import { textOf as textOfRounds } from "./rounds/text.ts";
import type { Recipe } from "./recipe.ts";
import { runAll } from "./runs.ts";
import type { Outcome, Span } from "./series.ts";
import { simpler } from "./simpler.ts";
import { textOf } from "./text.ts";

interface Request extends Span {
  readonly isRoundsOnly: boolean;
}

const main = async (): Promise<number> => {
  const request = readArguments();
  if (typeof request === "string") {
    console.error(`fuzz: ${request}`);
    return 2;
  }
  const agreed = [
    ...(request.isRoundsOnly ? [] : [await runAnyOrder(request)]),
    await runRounds(request),
  ];
  return agreed.every(Boolean) ? 0 : 1;
};

const anyOrder: Kind<Recipe> = {
  options: "",
  textOf,
  simpler,
  compare: async (recipe) => (await compare(recipe, check)).differences,
};

const rounds: Kind<RoundsRecipe> = {
  options: "--rounds ",
  textOf: textOfRounds,
  simpler: simplerRounds,
  compare: async (recipe) => {
    const answer = answerTo(recipe);
    return answer === null ? [] : differencesIn(recipe, answer, check);
  },
};

const runAnyOrder = async (request: Request): Promise<boolean> => {
  const outcome = await runAll({ ...request, engine: check });
  const { difference } = outcome;
  const text = difference && (await explain(anyOrder, difference, request.seed));
  return report("any order of events", FEATURES, outcome, text);
};

const runRounds = async (request: Request): Promise<boolean> => {
  const outcome = await runAllRounds({ ...request, engine: check });
  const { difference } = outcome;
  const text = difference && (await explain(rounds, difference, request.seed));
  return report("synchronous rounds, with traitors", ROUNDS_FEATURES, outcome, text);
};

const report = (
  title: string,
  names: readonly string[],
  { runs, skipped, features, difference }: Outcome<unknown>,
  text: string | null,
): boolean => {
  console.log(title);
  for (const name of names) console.log(`${String(features.get(name) ?? 0).padStart(7)}  ${name}`);
  console.log(
    `${String(skipped).padStart(7)}  more were drawn, and were too large for the reference`,
  );
  if (text !== null) console.log(text);
  console.log(`${runs} runs, ${difference === null ? 0 : 1} differences`);
  return difference === null;
};

const readArguments = (): Request | string => {
  const options = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      options: { seed: options, runs: options, run: options, rounds: flag },
    });
    const { seed = "1", runs, run, rounds: isRoundsOnly = false } = values;
    for (const [name, value] of Object.entries({ runs, run }))
      if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
        return `--${name}: expected a whole number from 1 up, actual "${value}"`;
    if (!/^\d{1,9}$/.test(seed)) return `--seed: expected a whole number, actual "${seed}"`;
    if (run !== undefined && runs !== undefined) return "--run: it is one run, without --runs";
    const common = { seed: Number(seed), isRoundsOnly };
    if (run !== undefined) return { ...common, from: Number(run), compared: 1 };
    return { ...common, from: 1, compared: Number(runs ?? 2_000) };
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!;
  }
};

process.exitCode = await main();
