/** Runs tests in a copy of the repository, up to the first that fails. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export type Outcome =
  | { readonly kind: "passed"; readonly tests: number }
  | {
      readonly kind: "failed";
      readonly test: string;
      readonly file: string;
      readonly late: boolean;
    }
  /** No test has failed, and yet they have not passed: nothing is known. */
  | { readonly kind: "broken"; readonly why: string };

/** In which the tests of one file must have ended; all of them take longer. */
const MOST_SECONDS_A_FILE = 60;
const MOST_SECONDS = 400;
/** In which each single test must have. */
const MOST_SECONDS_A_TEST = 90;

/** What Vitest's JSON reporter tells, as far as it is looked at. */
export interface Told {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[] | null;
    }[];
  }[];
}

/** The run that is going on, with all the processes that it has started. */
let running: ChildProcess | null = null;

export const endTests = (): void => {
  if (running?.pid === undefined || running.exitCode !== null) return;
  try {
    process.kill(-running.pid, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime.
  }
};

export const runTests = async (folder: string, files: readonly string[]): Promise<Outcome> => {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const seconds = files.length === 1 ? MOST_SECONDS_A_FILE : MOST_SECONDS;
  const { isLate, complaint } = await runVitest(folder, files, seconds, [
    "--reporter=json",
    `--outputFile=${report}`,
    "--bail=1",
    `--testTimeout=${MOST_SECONDS_A_TEST * 1_000}`,
  ]);
  if (isLate) return { kind: "broken", why: `no end within ${seconds} s` };
  if (!existsSync(report)) return { kind: "broken", why: `no report: ${complaint}` };
  return outcomeOf(JSON.parse(readFileSync(report, "utf8")) as Told, folder, complaint);
};

/** @param complaint what Vitest had to say beside its report. */
export const outcomeOf = (told: Told, folder: string, complaint: string): Outcome => {
  for (const { name, assertionResults } of told.testResults)
    for (const { fullName: test, status, failureMessages } of assertionResults)
      if (status === "failed") {
        const late = failureMessages?.some((it) => it.includes("Test timed out in")) ?? false;
        return { kind: "failed", test, file: name.replace(`${folder}/`, ""), late };
      }
  const broken = told.testResults.find(({ status }) => status === "failed");
  if (broken !== undefined) return { kind: "broken", why: firstLine(broken.message) };
  if (told.success && told.numPassedTests > 0)
    return { kind: "passed", tests: told.numPassedTests };
  return { kind: "broken", why: complaint === "" ? "there was no test" : complaint };
};

interface Ended {
  readonly isLate: boolean;
  /** The first line of what it had to say of itself. */
  readonly complaint: string;
}

const runVitest = (
  folder: string,
  files: readonly string[],
  seconds: number,
  options: readonly string[],
): Promise<Ended> =>
  new Promise((resolve) => {
    const vitest = join(folder, "node_modules/vitest/vitest.mjs");
    const args = [vitest, "run", ...files, "--root", folder, "--no-cache", ...options];
    // A group of its own: Vitest's workers have to end with it.
    const child = spawn(process.execPath, args, {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "ignore", "pipe"],
    });
    running = child;
    let [said, isLate] = ["", false];
    child.stderr.on("data", (text: Buffer) => (said += text.toString()));
    const timer = setTimeout(() => {
      isLate = true;
      endTests();
    }, seconds * 1_000);
    const end = (complaint: string): void => {
      clearTimeout(timer);
      running = null;
      resolve({ isLate, complaint });
    };
    child.on("error", (error) => end(error.message));
    child.on("close", () => end(firstLine(said)));
  });

const firstLine = (text: string): string =>
  text
    .split("\n")
    .find((line) => line.trim() !== "")
    ?.trim() ?? "";
