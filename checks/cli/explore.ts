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

/** One Ctrl-C may come twice: from the terminal, and once more from a parent such as npx. */
const ECHO_MS = 300;

/** The first Ctrl-C asks for what was covered so far, the second one ends at once. */
export const onInterrupt = (): Interrupt => {
  const controller = new AbortController();
  let first = 0;
  const listener = (): void => {
    if (!controller.signal.aborted) first = performance.now();
    else if (performance.now() - first > ECHO_MS) process.exit(INTERRUPTED);
    controller.abort();
  };
  process.on("SIGINT", listener);
  return { signal: controller.signal, ignore: () => void process.off("SIGINT", listener) };
};

export const explore = async (
  model: Model,
  options: CheckOptions,
  signal: AbortSignal,
  /** For whoever watches. */
  what: string = model.name,
): Promise<CheckReport> => {
  const { check } = await import("../index.ts");
  const progress = progressLine(what);
  try {
    const onProgress = progress.show === undefined ? {} : { onProgress: progress.show };
    return await check(model, { ...options, signal, ...onProgress });
  } finally {
    progress.clear();
  }
};
