/** All that is to be measured, one after the other, and that again and again. */
import { CASES } from "./cases.ts";
import type { Case } from "./case.ts";
import { answerOf } from "./command.ts";
import type { Measurement } from "./measure.ts";
import type { Reads } from "./reads.ts";
import { resultOf, type Result } from "./result.ts";
import type { Spin } from "./spin.ts";

export interface Options {
  readonly json: boolean;
  readonly quick: boolean;
  readonly "spin-all": boolean;
  readonly only: string;
}

interface Entry {
  readonly of: Case;
  readonly isDepthFirst: boolean | null;
  readonly measure: () => Promise<Measurement>;
  readonly measurements: Measurement[];
}

const ROUNDS = 3;

/** @param compiled the folder of the compiled scripts */
export const inRounds = async (
  options: Options,
  compiled: string,
  spin: Spin | null,
): Promise<{ readonly read: Reads; readonly results: readonly Result[] }> => {
  const rounds = options.quick ? 1 : ROUNDS;
  const entries = CASES.filter((of) => isWanted(of, options)).flatMap((of) =>
    of.explorer === "spin" ? entriesOfSpin(of, spin) : [entryOf(of, compiled)],
  );
  const reads: Reads[] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    reads.push((await answerOf(`${compiled}/reads.js`, [])) as Reads);
    for (const { of, measure, measurements } of entries) {
      if (round > 1 && of.when === "full, once") continue;
      say(`round ${round} of ${rounds}: ${of.name}`);
      measurements.push(await measure());
    }
  }
  say("");
  const ordered = reads.toSorted((a, b) => a.nanoseconds - b.nanoseconds);
  const read = ordered[Math.floor(rounds / 2)]!;
  const results = entries.map(({ of, measurements, isDepthFirst }) => ({
    ...resultOf(of, measurements, read.nanoseconds),
    isDepthFirst,
  }));
  return { read, results };
};

const isWanted = ({ name, when }: Case, { quick, only }: Options): boolean =>
  name.toLowerCase().includes(only.toLowerCase()) &&
  (when === "always" || (when === "quick") === quick);

/** A process for each, so that the peak of its memory is its own. */
const entryOf = (of: Case, compiled: string): Entry => ({
  of,
  isDepthFirst: null,
  measure: async () => {
    const args = [of.explorer, of.model, of.scenario];
    return (await answerOf(`${compiled}/measure.js`, args)) as Measurement;
  },
  measurements: [],
});

/** Those that are there for orientation are measured once. */
const entriesOfSpin = (of: Case, spin: Spin | null): readonly Entry[] =>
  (spin?.variants ?? []).map((variant, index) => ({
    of: index === 0 ? of : { ...of, name: `SPIN, ${variant.name}`, when: "full, once" },
    isDepthFirst: variant.isDepthFirst,
    measure: () => spin!.measure(variant, Number(of.scenario.replace(/\D/g, ""))),
    measurements: [],
  }));

/** On a terminal, a line that is written over by the next. */
const say = (what: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${what.padEnd(60)}\r`);
};
