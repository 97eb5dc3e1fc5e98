/** One measurement, in a process of its own: `measure.js EXPLORER MODEL SCENARIO` prints JSON. */
import { readFileSync } from "node:fs";
import { check } from "../checks/index.ts";
import paxos from "../test/reference/paxos.ts";
import twoPhase from "../test/reference/two-phase.ts";
import { explorePlainly } from "./plain.ts";

export interface Measurement {
  readonly verdict: string;
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
  readonly seconds: number;
  /** Of the whole process, in bytes. */
  readonly peak: number;
  /** Of that, in typed arrays, as far as it was seen. */
  readonly arrays: number | null;
  /** The longest time without a word of progress, beginning and end included, in milliseconds. */
  readonly gap: number | null;
}
type Found = Omit<Measurement, "seconds" | "peak">;

const measure = async (explorer: string, name: string, scenario: string): Promise<Measurement> => {
  const since = performance.now();
  const found = explorer === "plain" ? explore(name, scenario) : await search(name, scenario);
  const seconds = (performance.now() - since) / 1_000;
  return { ...found, seconds, peak: peakMemory() };
};

const modelNamed = (name: string) => (name === "paxos" ? paxos : twoPhase);

const explore = (name: string, scenario: string): Found => {
  const model = modelNamed(name);
  const { violated, ...counts } = explorePlainly(model, model.scenarios[scenario]!.parameters);
  return { verdict: violated ?? "holds-within-bounds", ...counts, arrays: null, gap: null };
};

const search = async (name: string, scenario: string): Promise<Found> => {
  let [last, gap, arrays] = [performance.now(), 0, 0];
  const onProgress = (): void => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    arrays = Math.max(arrays, process.memoryUsage().arrayBuffers);
  };
  const { verdict, states, generated, depth } = await check(modelNamed(name), {
    scenario,
    onProgress,
  });
  onProgress();
  return { verdict, states, generated, depth, arrays, gap };
};

/**
 * Linux starts a child's `maxRSS` from what its parent had, which is more than the smaller of these
 * models need; the high-water mark of its own memory begins with the program.
 */
const peakMemory = (): number => {
  try {
    const [, own] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))!;
    return Number(own) * 1_024;
  } catch {
    return process.resourceUsage().maxRSS * 1_024;
  }
};

const [explorer = "", model = "", scenario = ""] = process.argv.slice(2);
console.log(JSON.stringify(await measure(explorer, model, scenario)));
