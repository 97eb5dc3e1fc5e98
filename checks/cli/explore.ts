/** Runs one check as a person at a terminal expects it: it can be watched, and stopped. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions, CheckReport } from "../report.ts";
import { progressLine } from "../reports/progress.ts";

/** As a shell reports a process that was interrupted. */
const INTERRUPTED = 130;

export interface Interrupt {
  readonly signal: AbortSignal;
  readonly ignore: () => void;
}

/** The first Ctrl-C asks for what was covered so far, the second one ends at once. */
export const onInterrupt = (): Interrupt => {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on("SIGINT", listener);
  return { signal: controller.signal, ignore: () => void process.off("SIGINT", listener) };
};

export const explore = async (
  model: Model,
  options: CheckOptions,
  signal: AbortSignal,
): Promise<CheckReport> => {
  const { check } = await import("../index.ts");
  const progress = progressLine(model.name);
  try {
    const onProgress = progress.show === undefined ? {} : { onProgress: progress.show };
    return await check(model, { ...options, signal, ...onProgress });
  } finally {
    progress.clear();
  }
};
