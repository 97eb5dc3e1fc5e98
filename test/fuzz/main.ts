/**
 * Compares the engine with the reference explorer on random small models.
 *
 *     npm run fuzz                          2,000 runs of seed 1
 *     npm run fuzz -- --seed 7 --runs 500
 *     npm run fuzz -- --seed 7 --run 123    one run again
 */
import { parseArgs } from "node:util";
import { check } from "../../checks/index.ts";
import { compare } from "./compare.ts";
import { FEATURES } from "./features.ts";
import { runAll, type Difference, type Outcome } from "./runs.ts";
import { shrink } from "./shrink.ts";
import { textOf } from "./text.ts";

interface Request {
  readonly seed: number;
  readonly from: number;
  readonly compared: number;
}

const PATIENCE_MS = 20_000;

const main = async (): Promise<number> => {
  const request = readArguments();
  if (typeof request === "string") {
    console.error(`fuzz: ${request}`);
    return 2;
  }
  const outcome = await runAll({ ...request, engine: check });
  console.log(featureTable(outcome).join("\n"));
  if (outcome.difference !== null) console.log(await explain(outcome.difference, request.seed));
  console.log(`${outcome.runs} runs, ${outcome.difference === null ? 0 : 1} differences`);
  return outcome.difference === null ? 0 : 1;
};

const readArguments = (): Request | string => {
  const options = { type: "string" } as const;
  try {
    const { values } = parseArgs({ options: { seed: options, runs: options, run: options } });
    const { seed = "1", runs, run } = values;
    for (const [name, value] of Object.entries({ runs, run }))
      if (value !== undefined && !/^[1-9]\d{0,8}$/.test(value))
        return `--${name}: expected a whole number from 1 up, actual "${value}"`;
    if (!/^\d{1,9}$/.test(seed)) return `--seed: expected a whole number, actual "${seed}"`;
    if (run !== undefined && runs !== undefined) return "--run: it is one run, without --runs";
    if (run !== undefined) return { seed: Number(seed), from: Number(run), compared: 1 };
    return { seed: Number(seed), from: 1, compared: Number(runs ?? 2_000) };
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!;
  }
};

const featureTable = ({ skipped, features }: Outcome): readonly string[] => [
  ...FEATURES.map((name) => `${String(features.get(name) ?? 0).padStart(7)}  ${name}`),
  `${String(skipped).padStart(7)}  more were drawn, and were too large for the reference`,
];

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
