/**
 * Random runs, where there is too much to compare all of it. The same seed gives the same runs, and
 * one that differs is shrunk until no step of it can be left out.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import { Breather } from "../breather.ts";
import type { Host } from "../host.ts";
import type { Instance } from "../model/instance.ts";
import type { Gamble, Played } from "./gamble.ts";
import type { ConformResult } from "./report.ts";
import { actionsGamble } from "./random-actions.ts";
import { roundsGamble } from "./random-rounds.ts";

export interface RandomOptions {
  readonly runs: number;
  readonly seed: number;
  readonly steps: number;
  /** In seconds. */
  readonly timeout: number;
  readonly onRuns?: (done: number, seconds: number) => void;
}

type Answer = Pick<
  ConformResult,
  "verdict" | "states" | "pairs" | "nodes" | "stopped" | "difference" | "random"
>;

export const random = (
  instance: Instance,
  adapter: Adapter,
  options: RandomOptions,
  host: Host,
  signal: AbortSignal | undefined,
): Promise<Answer> =>
  instance.inRounds
    ? new Runs(roundsGamble(instance, adapter), options, host, signal).answer()
    : new Runs(actionsGamble(instance, adapter), options, host, signal).answer();

class Runs<T> {
  readonly #gamble: Gamble<T>;
  readonly #options: RandomOptions;
  readonly #breather: Breather;
  readonly #nodes = new Set<string>();
  /** The smallest run so far that differs. */
  #best: Played<T> | null = null;
  /** Of the model. */
  #fault: Error | null = null;
  #pairs = 0;
  #done = 0;

  constructor(gamble: Gamble<T>, options: RandomOptions, host: Host, signal?: AbortSignal) {
    this.#gamble = gamble;
    this.#options = options;
    this.#breather = new Breather(host, {
      timeout: options.timeout,
      signal,
      onPause: (seconds) => options.onRuns?.(this.#done, seconds),
    });
  }

  async answer(): Promise<Answer> {
    const { runs, seed, steps } = this.#options;
    await this.#check({ seed, numRuns: runs, endOnFailure: true }, (played) => this.#count(played));
    if (this.#best !== null)
      await this.#check({ seed, numRuns: 1, examples: [[this.#best.effective]] });
    const { stopped } = this.#breather;
    const found = stopped === null ? "no-difference-found" : "budget-exceeded";
    return {
      verdict: this.#best === null ? found : "differs",
      states: null,
      pairs: this.#pairs,
      nodes: [...this.#nodes],
      stopped,
      random: { seed, runs, done: this.#done, steps },
      difference: this.#difference(),
    };
  }

  /** Plays values that are drawn, or smaller ones than those that are given. */
  async #check(parameters: fc.Parameters<[T]>, played: (run: Played<T>) => void = () => {}) {
    const property = fc.asyncProperty(this.#gamble.valueOf(this.#options.steps), async (value) => {
      // To end is to fail where all is well, and to be content where a difference was found.
      if (await this.#breather.isOver()) return this.#best !== null;
      const run = this.#played(value);
      if (run === null) return false;
      played(run);
      if (run.cores.found !== null) this.#best = run;
      return run.cores.found === null;
    });
    await fc.check(property, { ...parameters, unbiased: true });
    if (this.#fault !== null) throw this.#fault;
  }

  /** What is thrown while a property runs would count as a failure of it. */
  #played(value: T): Played<T> | null {
    try {
      return this.#gamble.play(value);
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
      return null;
    }
  }

  #count({ cores }: Played<T>): void {
    this.#done++;
    this.#pairs += cores.pairs;
    for (const node of cores.nodes) this.#nodes.add(node);
  }

  /** One that does not come again is told as it came. */
  #difference(): Answer["difference"] {
    if (this.#best === null) return null;
    return this.#gamble.explain(this.#best.effective) ?? this.#best.difference();
  }
}
