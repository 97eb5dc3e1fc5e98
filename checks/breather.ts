/** Long work in slices: others have their turn between them, and it is asked whether time is up. */
import type { Host } from "./host.ts";

/** Seconds until others have their turn. */
const SLICE = 0.03;

export interface Breathing {
  /** In seconds. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** Told of every pause, with the seconds that have passed. */
  readonly onPause: (seconds: number) => void;
}

export class Breather {
  stopped: "time" | "interrupt" | null = null;
  readonly #host: Host;
  readonly #breathing: Breathing;
  readonly #since: number;
  #sliceEnds: number;

  constructor(host: Host, breathing: Breathing) {
    this.#host = host;
    this.#breathing = breathing;
    this.#since = host.now();
    this.#sliceEnds = this.#since + SLICE;
  }

  get seconds(): number {
    return this.#host.now() - this.#since;
  }

  /** Whether to stop; pauses now and then. */
  async isOver(): Promise<boolean> {
    if (this.stopped !== null) return true;
    if (this.#host.now() < this.#sliceEnds) return false;
    await this.#host.pause();
    const { timeout, signal, onPause } = this.#breathing;
    this.#sliceEnds = this.#host.now() + SLICE;
    onPause(this.seconds);
    if (signal?.aborted === true) this.stopped = "interrupt";
    else if (this.seconds >= timeout) this.stopped = "time";
    return this.stopped !== null;
  }
}
