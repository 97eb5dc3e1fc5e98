/**
 * Makes one mistake in the engine after the other, and names the test that notices each. All of it
 * happens in a copy of the repository: the work tree is never touched.
 *
 *     npm run mutants                             all of them
 *     npm run mutants -- --only every-row-is-new  one, or some
 *     npm run mutants -- --list                   their names
 */
import { fileURLToPath } from "node:url";
import { MUTANTS } from "./catalogue.ts";
import { StaleMutant } from "./mutant.ts";
import { readArguments, type Request } from "./request.ts";
import { endTests } from "./tests.ts";
import { Court, UnsoundTests, type Trial } from "./trial.ts";
import { documentOf, lineOf, summary } from "./text.ts";
import { Workshop } from "./workshop.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Nothing is left behind, however it ends. */
const cleanUpWith = (workshop: Workshop): void => {
  process.on("exit", () => {
    endTests();
    workshop.remove();
  });
  for (const [signal, status] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)
    process.on(signal, () => process.exit(status));
};

const tryAll = async ({ mutants, isJson }: Request): Promise<readonly Trial[]> => {
  const workshop = new Workshop();
  cleanUpWith(workshop);
  workshop.fill(root);
  for (const mutant of mutants) workshop.assertFits(mutant);
  const court = new Court(workshop);
  const say = (line: string): void => (isJson ? undefined : console.log(line));
  const files = [...new Set(mutants.flatMap(({ tests }) => tests))];
  say(`${await court.assertSound(files)} tests pass in ${files.length} files without a mutant`);
  const trials: Trial[] = [];
  for (const mutant of mutants) {
    const trial = await court.try(mutant);
    trials.push(trial);
    say(lineOf(trial));
  }
  return trials;
};

const main = async (): Promise<number> => {
  const request = readArguments(process.argv.slice(2), MUTANTS);
  if (typeof request === "string") {
    console.error(`mutants: ${request}`);
    return 2;
  }
  if (request.print !== null) {
    console.log(request.print);
    return 0;
  }
  try {
    const trials = await tryAll(request);
    console.log(request.isJson ? documentOf(trials) : summary(trials));
    if (trials.some(({ outcome }) => outcome === "error")) return 2;
    return trials.every(({ outcome }) => outcome === "killed") ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StaleMutant) && !(error instanceof UnsoundTests)) throw error;
    console.error(`mutants: ${error.message}`);
    return 2;
  }
};

process.exitCode = await main();
