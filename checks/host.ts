/** The only file of the engine that looks at the machine: its clock, its memory, its event loop. */
import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";

export interface Host {
  /** Seconds, from some moment on. */
  readonly now: () => number;
  /** Memory of the whole process, in bytes. */
  readonly memory: () => number;
  /** Memory that the process could still have, in bytes: what is free, or left to it. */
  readonly freeMemory: () => number;
  /** Lets timers and signals have their turn. */
  readonly pause: () => Promise<void>;
}

export const host: Host = {
  now: () => performance.now() / 1000,
  memory: () => process.memoryUsage.rss(),
  freeMemory: () => process.availableMemory(),
  pause: async () => {
    await setImmediate();
  },
};

export const digestOf = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);
