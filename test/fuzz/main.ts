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
import { explain as explainRounds } from "./rounds/explain.ts";
import { FEATURES as ROUNDS_FEATURES } from "./rounds/features.ts";
import { runAll as runAllRounds } from "./rounds/runs.ts";
import { runAll, type Difference } from "./runs.ts";
import { shrink } from "./shrink.ts";
import { textOf } from "./text.ts";

interface Request {
  readonly seed: number;
  readonly from: number;
  readonly compared: number;
  readonly isRoundsOnly: boolean;
}

/** What both kinds of runs have in common. */
interface Outcome {
  readonly runs: number;
  readonly skipped: number;
  readonly features: ReadonlyMap<string, number>;
  readonly difference: object | null;
}

const PATIENCE_MS = 20_000;

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

const runAnyOrder = async (request: Request): Promise<boolean> => {
  const outcome = await runAll({ ...request, engine: check });
  const { difference } = outcome;
  const text = difference && (await explain(difference, request.seed));
  return report("any order of events", FEATURES, outcome, text);
};

const runRounds = async (request: Request): Promise<boolean> => {
  const outcome = await runAllRounds({ ...request, engine: check });
  const { difference } = outcome;
  const text = difference && (await explainRounds(difference, request.seed, check));
  return report("synchronous rounds, with traitors", ROUNDS_FEATURES, outcome, text);
};

const report = (
  title: string,
  names: readonly string[],
  { runs, skipped, features, difference }: Outcome,
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
  const rounds = { type: "boolean" } as const;
  try {
    const { values } = parseArgs({
      options: { seed: options, runs: options, run: options, rounds },
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

const explain = async ({ run, recipe, differences }: Difference, seed: number): Promise<string> => {
  const names = new Set(differences.map(nameOf));
  const fails = async (candidate: typeof recipe) =>
    (await compare(candidate, check)).differences.some((difference) =>
      names.has(nameOf(difference)),
    );
  const smallest = await shrink(recipe, fails, PATIENCE_MS);
  const again = await compare(smallest, check);
  return [
    `seed ${seed}, run ${run}: npm run fuzz -- --seed ${seed} --run ${run}`,
    textOf(recipe),
    ...differences.map((difference) => `  ${difference}`),
    "made smaller:",
    textOf(smallest),
    ...again.differences.map((difference) => `  ${difference}`),
  ].join("\n");
};

/** What differs: a smaller model must differ in something that the larger one did. */
const nameOf = (difference: string): string => difference.split(":")[0]!;

process.exitCode = await main();
