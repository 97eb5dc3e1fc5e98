/**
 * Where the time of a search goes: `phases.js SCENARIO` prints JSON, for a scenario of two-phase
 * commit. A profiler looks a thousand times a second which line is being executed, and `markers.ts`
 * says what that line is for:
 *
 * - `successors`: rows are read, lists walked, successors put together
 * - `hashing`: their hashes, and whether they were met a moment ago
 * - `probing`: slots touched, read and compared with rows
 * - `appending`: what is new is written, in rows and slots
 * - `judging`: properties are looked at in states that are new
 * - `growing`: arrays are made larger, the visited set is rebuilt, rows are packed anew
 * - `other`: all else that is done meanwhile, such as protocol code, garbage collection and
 *   start-up; the sum is the whole search
 *
 * In the engine a comment `// phase: probing`, on a line of its own before a statement, says that
 * from there on slots are probed, down to the next such comment of the file, or `// phase: other`.
 *
 * A look counts for the line of the innermost function, inlined or not, since the engine runs as
 * it does otherwise. The processor is some instructions ahead of what it has completed, hence a
 * read that takes long may count for the line after it: shares are good to a few per cent.
 */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Session, type Profiler } from "node:inspector/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import type * as engine from "../checks/index.ts";
import type * as reference from "../test/reference/two-phase.ts";
import { apart, PHASES, phasesByLine, type Phase } from "./markers.ts";

export interface Phases {
  /** Of the search while it was looked at, which takes a little longer. */
  readonly seconds: number;
  /** In the order of the header; `unmarked` where the engine has no markers. */
  readonly parts: readonly {
    readonly phase: Phase;
    /** Of the whole, from 0 to 1. */
    readonly share: number;
    /** Per transition. */
    readonly nanoseconds: number;
  }[];
}

const COMPILED = fileURLToPath(new URL("..", import.meta.url));
/** The same once more, with files whose lines have no numbers in common. */
const APART = `${COMPILED.replace(/[\\/]$/, "")}-apart`;
const INTERVAL_MICROSECONDS = 1_000;

/** Answers which phase each line of the engine belongs to. */
const writeApart = (): ReadonlyMap<number, Phase> => {
  rmSync(APART, { recursive: true, force: true });
  cpSync(COMPILED, APART, { recursive: true });
  const paths = readdirSync(APART, { recursive: true, encoding: "utf8" });
  const sources = paths.filter((path) => path.endsWith(".js")).toSorted();
  const texts = apart(
    sources.map((path) => ({ path, text: readFileSync(`${APART}/${path}`, "utf8") })),
  );
  for (const { path, text } of texts) writeFileSync(`${APART}/${path}`, text);
  return phasesByLine(texts.filter(({ path }) => path.startsWith("checks")));
};

/** @param of a scenario of two-phase commit */
const measure = async (of: string): Promise<Phases> => {
  const phases = writeApart();
  const at = (path: string): string => pathToFileURL(`${APART}/${path}`).href;
  const { check } = (await import(at("checks/index.js"))) as typeof engine;
  const { default: model } = (await import(at("test/reference/two-phase.js"))) as typeof reference;
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: INTERVAL_MICROSECONDS });
  await session.post("Profiler.start");
  const { seconds, generated } = await check(model, { scenario: of });
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  const looks = looksByPhase(profile, phases);
  const all = [...looks.values()].reduce((sum, count) => sum + count, 0);
  const parts = [...looks].map(([phase, count]) => ({
    phase,
    share: count / all,
    nanoseconds: (count / all) * ((seconds * 1e9) / generated),
  }));
  return { seconds, parts };
};

const looksByPhase = (
  { nodes }: Profiler.Profile,
  phases: ReadonlyMap<number, Phase>,
): ReadonlyMap<Phase, number> => {
  const rest: Phase = phases.size === 0 ? "unmarked" : "other";
  const named: readonly Phase[] = [...PHASES, "other"];
  const looks = new Map(named.map((phase) => [phase, 0]));
  const count = (phase: Phase, more: number): void => {
    looks.set(phase, (looks.get(phase) ?? 0) + more);
  };
  const engineUrl = pathToFileURL(`${APART}/checks`).href;
  for (const { callFrame, hitCount = 0, positionTicks = [] } of nodes) {
    let left = callFrame.functionName === "(idle)" ? 0 : hitCount;
    if (callFrame.url.startsWith(engineUrl))
      for (const { line, ticks } of positionTicks) {
        count(phases.get(line) ?? rest, ticks);
        left -= ticks;
      }
    count("other", left);
  }
  return looks;
};

const [, , scenario = ""] = process.argv;
console.log(JSON.stringify(await measure(scenario)));
