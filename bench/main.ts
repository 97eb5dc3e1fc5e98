/**
 * Shows how fast the engine is, and how much memory it takes, beside others on the same models: a
 * plain explorer, one written by hand for one model, and SPIN.
 *
 *     npm run bench                  in about three minutes
 *     npm run bench -- --quick       what takes less than seconds, each measured once
 *     npm run bench -- --json        the same as a document
 *     npm run bench -- --spin-all    SPIN built in other ways too
 *     npm run bench -- --only hub    what has this in its name, such as "TwoPhase 9" or "phase"
 *
 * All figures are of one run, since only these can be compared, and they are measured in rounds, so
 * that what else the machine does disturbs all alike. Speed is shown, and never tested: the exit
 * status tells whether the counts are right.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { aimText } from "./aims.ts";
import { answerOf, heedInterruptions, run } from "./command.ts";
import { documentOf, heading, phaseTexts, readText, rowOf, type Document } from "./document.ts";
import { LARGE } from "./cases.ts";
import type { Phases } from "./phases.ts";
import { inRounds, type Options } from "./rounds.ts";
import { NOT_INSTALLED, withSpin } from "./spin.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const COMPILED = `${ROOT}node_modules/.cache/strategos-bench/bench`;
const SPIN_SOURCE = `${ROOT}bench/spin/two-phase.pml`;

const main = async (): Promise<number> => {
  const options = readArguments();
  if (typeof options === "string") {
    console.error(`bench: ${options}`);
    return 2;
  }
  heedInterruptions();
  await compile();
  const measured = await withSpin(SPIN_SOURCE, options["spin-all"], async (spin) => ({
    ...(await inRounds(options, COMPILED, spin)),
    notMeasured: spin === null ? [NOT_INSTALLED] : [],
  }));
  const phases = await phasesOf(options);
  const document = documentOf({ ...measured, phases }, process.version);
  console.log(options.json ? JSON.stringify(document, null, 2) : textOf(document));
  return document.results.every(({ correct }) => correct) ? 0 : 1;
};

const readArguments = (): Options | string => {
  const flag = { type: "boolean", default: false } as const;
  try {
    const only = { type: "string", default: "" } as const;
    const names = { json: flag, quick: flag, "spin-all": flag, only };
    return parseArgs({ options: names }).values;
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[0]!;
  }
};

/** What runs from sources is slower, and larger, than what users have. */
const compile = async (): Promise<void> => {
  const compiler = `${ROOT}node_modules/typescript/bin/tsc`;
  const project = `${ROOT}bench/tsconfig.json`;
  const { status, stdout } = await run(process.execPath, [compiler, "-p", project]);
  if (status !== 0) throw new Error(`bench does not compile:\n${stdout}`);
};

const phasesOf = async ({ quick, only }: Options): Promise<Phases | null> => {
  const name = `${LARGE.name} by phase`;
  if (quick || !name.toLowerCase().includes(only.toLowerCase())) return null;
  return (await answerOf(`${COMPILED}/phases.js`, [LARGE.scenario])) as Phases;
};

const textOf = ({ read, results, phases, aims, notMeasured }: Document): string =>
  [
    heading,
    ...results.map(rowOf),
    ...notMeasured,
    readText(read),
    ...(phases === null ? [] : phaseTexts(phases)),
    ...aims.map(aimText),
  ].join("\n");

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`bench: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
