/** Runs a computation of outcomes within limits, and lets timers and signals have their turn. */
import type { Limits } from "../exploration/patience.ts";
import type { Watching } from "../exploration/search.ts";
import type { Host } from "../host.ts";
import type { CheckReport } from "../report.ts";
import type { Outcomes } from "./outcomes.ts";

/** Seconds of work before others have their turn. */
const SLICE = 0.03;
/** The operating system is asked for the memory in use only every so often. */
const LOOKS_APART = 1024;

export class Watch {
  stopped: CheckReport["stopped"] = null;
  readonly #outcomes: Outcomes;
  readonly #limits: Omit<Limits, "maxDepth">;
  readonly #host: Host;
  readonly #watching: Watching;
  readonly #since: number;
  #sliceEnds: number;
  #looks = 0;

  constructor(
    outcomes: Outcomes,
    limits: Omit<Limits, "maxDepth">,
    host: Host,
    watching: Watching,
  ) {
    this.#outcomes = outcomes;
    this.#limits = limits;
    this.#host = host;
    this.#watching = watching;
    this.#since = host.now();
    this.#sliceEnds = this.#since + SLICE;
  }

  get seconds(): number {
    return this.#host.now() - this.#since;
  }

  /** What the computation comes to; null if a limit ends it before, or somebody else does. */
  async finish<T>(steps: Generator<undefined, T>): Promise<T | null> {
    for (;;) {
      const step = steps.next();
      if (this.#isExhausted()) return null;
      if (step.done === true) return step.value;
      if (this.#host.now() >= this.#sliceEnds) await this.#rest();
      if (this.stopped !== null) return null;
    }
  }

  /** Tells how far it is, and hears whether it has to stop. */
  async #rest(): Promise<void> {
    const { onProgress, signal } = this.#watching;
    const { examined } = this.#outcomes;
    onProgress?.({
      states: examined,
      generated: examined,
      depth: 0,
      frontier: 0,
      seconds: this.seconds,
      memory: this.#host.memory(),
    });
    await this.#host.pause();
    if (signal?.aborted === true) this.stopped ??= "interrupt";
    this.#sliceEnds = this.#host.now() + SLICE;
  }

  #isExhausted(): boolean {
    const { maxStates, maxMemory, timeout } = this.#limits;
    if (this.#outcomes.examined > maxStates) this.stopped ??= "states";
    if (timeout !== Infinity && this.seconds >= timeout) this.stopped ??= "time";
    const looks = maxMemory !== Infinity && this.#looks++ % LOOKS_APART === 0;
    if (looks && this.#host.memory() > maxMemory) this.stopped ??= "memory";
    return this.stopped !== null;
  }
}
