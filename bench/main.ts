/**
 * Shows how fast the engine is, and how much memory it takes, beside a plain explorer.
 *
 *     npm run bench                 in about a minute
 *     npm run bench -- --quick      without the two large models, each measured once
 *     npm run bench -- --json
 *
 * All figures are of one run, since only these can be compared. Speed is shown, and never tested:
 * the exit status tells whether the counts are right.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CASES, type Case } from "./cases.ts";
import { documentOf, floorText, heading, resultOf, rowOf, type Result } from "./document.ts";
import type { Measurement } from "./measure.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMPILED = `${ROOT}node_modules/.cache/strategos-bench/bench/measure.js`;
const RUNS = 3;

interface Options {
  readonly json: boolean;
  readonly quick: boolean;
}

const main = (): number => {
  const options = readArguments();
  if (typeof options === "string") {
    console.error(`bench: ${options}`);
    return 2;
  }
  compile();
  const { json, quick } = options;
  const say = json ? () => {} : (line: string) => console.log(line);
  const runs = quick ? 1 : RUNS;
  say(heading);
  const results = CASES.filter(({ isLong }) => !(quick && isLong)).map((of) => {
    const result = median(of, runs);
    say(rowOf(result));
    return result;
  });
  const document = documentOf(results, process.version, runs);
  if (json) console.log(JSON.stringify(document, null, 2));
  for (const floor of document.floors) say(floorText(floor));
  return results.every(({ correct }) => correct) ? 0 : 1;
};

const readArguments = (): Options | string => {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { json: flag, quick: flag } }).values;
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!;
  }
};

/** What runs from sources is slower, and larger, than what users have. */
const compile = (): void => {
  const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
  const project = `${ROOT}bench/tsconfig.json`;
  const { status, stdout } = spawnSync(process.execPath, [compiler, "-p", project]);
  if (status !== 0) throw new Error(`bench does not compile:\n${String(stdout)}`);
};

const median = (of: Case, runs: number): Result => {
  const results = Array.from({ length: runs }, () => resultOf(of, measure(of)));
  const wrong = results.find(({ correct }) => !correct);
  const ordered = results.toSorted((a, b) => a.seconds - b.seconds);
  return wrong ?? ordered[Math.floor(runs / 2)]!;
};

/** A process for each, so that the peak of its memory is its own. */
const measure = ({ name, explorer, model, scenario }: Case): Measurement => {
  const { status, signal, stdout, stderr } = spawnSync(
    process.execPath,
    [COMPILED, explorer, model, scenario],
    { encoding: "utf8" },
  );
  if (status === 0) return JSON.parse(stdout) as Measurement;
  throw new Error(`${name} failed (${signal ?? `exit status ${status}`}):\n${stderr}`);
};

try {
  process.exitCode = main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
