/** When to give up: as was asked for, and before the machine has no memory left. */
import type { Limits } from "./exploration/patience.ts";
import type { Host } from "./host.ts";
import type { CheckOptions } from "./report.ts";

/** Of the memory that is free when a search begins, how much it may take if nobody says. */
const SHARE_OF_FREE = 3 / 4;

type Asked = Pick<CheckOptions, "maxStates" | "maxDepth" | "maxMemory" | "timeout">;

export const limitsOf = (
  asked: Asked,
  { memory, freeMemory }: Pick<Host, "memory" | "freeMemory">,
): Limits => ({
  maxStates: asked.maxStates ?? Infinity,
  maxDepth: asked.maxDepth ?? Infinity,
  maxMemory:
    asked.maxMemory === undefined
      ? memory() + SHARE_OF_FREE * freeMemory()
      : asked.maxMemory * 2 ** 20,
  timeout: asked.timeout ?? Infinity,
});

/** In MiB, if memory is what a search was stopped by. */
export const memoryLimitOf = ({ maxMemory }: Limits, stopped: string | null): number | null =>
  stopped === "memory" ? Math.round(maxMemory / 2 ** 20) : null;
