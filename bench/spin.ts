/**
 * SPIN on the same states: `spin/two-phase.pml`, made into a program by spin and gcc in a temporary
 * folder, which is removed whatever happens.
 *
 * SPIN counts as transitions the states it stores and those it meets again, so the initial state
 * is one of them, and so is a step that changes nothing: here that is what the engine counts too.
 * It prints seven digits of it. Its seconds are those that it prints: start-up is not in them. Its
 * memory is what it prints too, and most of that is a table of the size that is asked for here.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run, type Ended } from "./command.ts";
import type { Measurement } from "./measure.ts";

export const NOT_INSTALLED =
  "SPIN: not measured, spin and gcc are not installed (Debian packages spin, gcc)";

interface Variant {
  readonly name: string;
  /** Whether it counts for the aim. The others are there for orientation. */
  readonly isDepthFirst: boolean;
  readonly compiled: readonly string[];
  readonly started: readonly string[];
}

const FLAGS = ["-DSAFETY", "-DNOREDUCE", "-DNOFAIR", "-DNOCLAIM", "-DXUSAFE", "-DMEMLIM=8192"];
/** No path is longer than 28 steps; no end state and no unreached line is of interest. */
const STARTED = ["-m1000", "-n", "-E"];

const FASTEST: Variant = {
  name: "depth-first",
  isDepthFirst: true,
  compiled: ["-O3", "-DNOBOUNDCHECK", ...FLAGS],
  started: ["-w26", ...STARTED],
};
const OTHERS: readonly Variant[] = [
  {
    name: "smaller table",
    isDepthFirst: true,
    compiled: ["-O2", ...FLAGS],
    started: ["-w24", ...STARTED],
  },
  {
    name: "COLLAPSE",
    isDepthFirst: false,
    compiled: ["-O3", "-DCOLLAPSE", ...FLAGS],
    started: ["-w24", ...STARTED],
  },
  {
    name: "breadth-first",
    isDepthFirst: false,
    compiled: ["-O3", "-DBFS", ...FLAGS],
    started: ["-w24", ...STARTED],
  },
];

/** Programs that explore two-phase commit with a number of resource managers. */
export interface Spin {
  readonly variants: readonly Variant[];
  readonly measure: (variant: Variant, rms: number) => Promise<Measurement>;
}

/** Gives a task SPIN for as long as it runs, or null where it is not installed. */
export const withSpin = async <T>(
  source: string,
  hasAll: boolean,
  task: (spin: Spin | null) => Promise<T>,
): Promise<T> => {
  if (!(await isInstalled("spin", "-V")) || !(await isInstalled("gcc", "--version")))
    return task(null);
  const folder = await mkdtemp(join(tmpdir(), "strategos-spin-"));
  const built = new Map<string, string>();
  try {
    const measure = async (variant: Variant, rms: number): Promise<Measurement> => {
      const key = `${variant.name}, ${rms}`;
      const program = built.get(key) ?? (await build(folder, source, variant, rms, built.size));
      built.set(key, program);
      return measurementOf(succeeded("SPIN", await run(program, variant.started)));
    };
    return await task({ variants: hasAll ? [FASTEST, ...OTHERS] : [FASTEST], measure });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const isInstalled = async (command: string, flag: string): Promise<boolean> =>
  (await run(command, [flag])).status === 0;

const build = async (
  cwd: string,
  source: string,
  variant: Variant,
  rms: number,
  number: number,
): Promise<string> => {
  const program = join(cwd, `explorer-${number}`);
  succeeded("spin", await run("spin", ["-a", `-DN=${rms}`, source], { cwd }));
  const args = [...variant.compiled, "-w", "-o", program, "pan.c"];
  succeeded("gcc", await run("gcc", args, { cwd }));
  return program;
};

const succeeded = (what: string, { status, signal, stdout, stderr }: Ended): string => {
  if (status === 0) return stdout;
  throw new Error(`${what} failed (${signal ?? `exit status ${status}`}):\n${stdout}${stderr}`);
};

/** What SPIN prints, read. */
export const measurementOf = (output: string): Measurement => {
  const figure = (pattern: RegExp): number => {
    const [, found] = pattern.exec(output) ?? [];
    if (found === undefined) throw new Error(`SPIN does not say ${pattern.source}:\n${output}`);
    return Number(found);
  };
  const errors = figure(/errors: (\d+)/);
  const seconds = figure(/elapsed time ([\d.e+-]+) seconds/);
  return {
    verdict: errors === 0 && !output.includes("Search not completed") ? HOLDS : "violated",
    states: figure(/([\d.e+]+) states, stored/),
    generated: figure(/([\d.e+]+) transitions/),
    depth: null,
    seconds,
    peak: figure(/([\d.]+)\s+total actual memory usage/) * 2 ** 20,
    arrays: null,
    gap: null,
  };
};
const HOLDS = "holds-within-bounds";
