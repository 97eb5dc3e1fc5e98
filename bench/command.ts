/** Other programs, run one after the other, and stopped with this one. */
import { spawn } from "node:child_process";

export interface Ended {
  /** Null where it was ended by a signal, or could not be started. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const interruption = new AbortController();

/**
 * Whoever is interrupted while a program runs has that program ended, and an error where it was
 * waited for, so that what has to be cleaned up is.
 */
export const heedInterruptions = (): void => {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => interruption.abort());
};

/** @throws if this program is interrupted, not if the other one fails. */
export const run = (
  command: string,
  args: readonly string[],
  options: { readonly cwd?: string } = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...options,
      signal: interruption.signal,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", (error) => {
      if (interruption.signal.aborted) reject(new Error("interrupted"));
      else resolve({ status: null, signal: null, stdout, stderr: error.message });
    });
    child.on("close", (status, signal) => resolve({ status, signal, stdout, stderr }));
  });

/** Runs a compiled script of this folder. @throws if it fails */
export const answerOf = async (script: string, args: readonly string[]): Promise<unknown> => {
  const { status, signal, stdout, stderr } = await run(process.execPath, [
    // The size of what is left in the end can be told only when what is not has been collected.
    "--expose-gc",
    script,
    ...args,
  ]);
  if (status === 0) return JSON.parse(stdout);
  const what = [script.replace(/.*\//, ""), ...args].join(" ");
  throw new Error(`${what} failed (${signal ?? `exit status ${status}`}):\n${stderr}`);
};
