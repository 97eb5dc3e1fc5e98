/** One measurement, in a process of its own: `measure.js EXPLORER MODEL SCENARIO` prints JSON. */
import { readFileSync } from "node:fs";
import { getHeapStatistics } from "node:v8";
import type { Model } from "../models/protocol.ts";
import { check } from "../checks/index.ts";
import paxos from "../test/reference/paxos.ts";
import twoPhase from "../test/reference/two-phase.ts";
import { exploreTwoPhase } from "./ceiling.ts";
import { longModels } from "./long-models.ts";
import { explorePlainly } from "./plain.ts";

export interface Measurement {
  readonly verdict: string;
  readonly states: number;
  readonly generated: number;
  /** Null where the search is not breadth-first. */
  readonly depth: number | null;
  readonly seconds: number;
  /** Of the whole process, in bytes. */
  readonly peak: number;
  readonly arrays: Arrays | null;
  /** The longest time without a word of progress, beginning and end included, in milliseconds. */
  readonly gap: number | null;
}
type Found = Omit<Measurement, "peak">;

/** In typed arrays, in bytes. */
export interface Arrays {
  /**
   * The most that was asked for at any time, as far as it was seen: arrays that were just replaced
   * by larger ones are in it, and so is room that was never written, which takes no memory.
   */
  readonly reserved: number;
  /**
   * What takes memory in the end, when all that is not in use has been collected: what the process
   * has in memory outside the heap of values, beyond what it had before. Some MiB of the compiler
   * are in it. Null if it was not seen.
   */
  readonly held: number | null;
}

/** Looking at the memory takes long, where a search says something at each of a million levels. */
const LOOKS_APART_MS = 5;

const measure = async (explorer: string, name: string, scenario: string): Promise<Measurement> => {
  const found =
    explorer === "engine" ? await search(name, scenario) : explore(explorer, name, scenario);
  return { ...found, peak: peakMemory() };
};

const modelNamed = (name: string): Model =>
  ({ paxos, "two-phase": twoPhase, ...longModels })[name]!;

const explore = (explorer: string, name: string, scenario: string): Found => {
  const model = modelNamed(name);
  const { parameters } = model.scenarios[scenario]!;
  const since = performance.now();
  const secondsSince = (): number => (performance.now() - since) / 1_000;
  const found = { verdict: "holds-within-bounds", gap: null };
  if (explorer === "ceiling") {
    const { bytes, ...counts } = exploreTwoPhase((parameters as { readonly rms: number }).rms);
    const seconds = secondsSince();
    return { ...found, ...counts, seconds, arrays: { reserved: bytes, held: bytes } };
  }
  const { violated, ...counts } = explorePlainly(model, parameters);
  const seconds = secondsSince();
  return { ...found, ...counts, ...(violated && { verdict: violated }), seconds, arrays: null };
};

const search = async (name: string, scenario: string): Promise<Found> => {
  const before = outsideHeap();
  const since = performance.now();
  let [last, looked, gap, reserved, collecting] = [since, since, 0, 0, 0];
  let held: number | null = null;
  const onProgress = ({ frontier }: { readonly frontier: number }): void => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
    if (frontier > 0 && now < looked + LOOKS_APART_MS) return;
    reserved = Math.max(reserved, process.memoryUsage().arrayBuffers);
    looked = performance.now();
    if (frontier > 0) return;
    // The search has ended, and holds what it holds.
    held = outsideHeap() - before;
    last = performance.now();
    collecting += last - looked;
  };
  const { verdict, states, generated, depth } = await check(modelNamed(name), {
    scenario,
    onProgress,
  });
  const now = performance.now();
  gap = Math.max(gap, now - last);
  const seconds = (now - since - collecting) / 1_000;
  return { verdict, states, generated, depth, seconds, arrays: { reserved, held }, gap };
};

const outsideHeap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage.rss() - getHeapStatistics().total_physical_size;
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
