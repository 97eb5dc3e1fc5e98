/** Runs the built command line as a user would, and folders for what it reads and writes. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, vi } from "vitest";
import { run } from "../../checks/cli/run.ts";

export const root: string = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "dist/checks/cli/main.js");

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Conditions {
  readonly cwd?: string;
  /** Sends the signal so many milliseconds after the program has begun to listen for it. */
  readonly interruptAfter?: number;
  /** Closes standard output before anything is read. */
  readonly closeOutput?: boolean;
  /** In MiB, what the machine has free. */
  readonly freeMemory?: number;
}

export const strategos = (
  args: readonly string[],
  { cwd = root, interruptAfter, closeOutput, freeMemory }: Conditions = {},
): Promise<Ended> =>
  new Promise((resolve, reject) => {
    const told = interruptAfter === undefined ? [] : LISTENING;
    const command = [...machineOf(freeMemory), ...told, main, ...args];
    const child = spawn(process.execPath, command, { cwd, stdio: ["pipe", "pipe", "pipe", "ipc"] });
    let [out, err] = ["", ""];
    child.stdout?.on("data", (chunk) => (out += chunk));
    child.stderr?.on("data", (chunk) => (err += chunk));
    if (closeOutput) child.stdout?.destroy();
    child.once("message", () => setTimeout(() => child.kill("SIGINT"), interruptAfter));
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, out, err }));
  });

/** Arguments of Node for a program that tells when a signal would be heard: machines are busy. */
const LISTENING = [
  "--import",
  'data:text/javascript,process.on("newListener",(name)=>name==="SIGINT"&&process.send("listens"))',
];

/** Arguments of Node for a machine that says that it has so much memory free. */
const machineOf = (freeMemory: number | undefined): readonly string[] =>
  freeMemory === undefined
    ? []
    : ["--import", `data:text/javascript,process.availableMemory=()=>${freeMemory * 2 ** 20}`];

/**
 * The same without a process of its own, which takes a third of a second to start: for what depends
 * on neither signals nor the build.
 */
export const strategosHere = async (
  args: readonly string[],
  { cwd = root }: Pick<Conditions, "cwd"> = {},
): Promise<Ended> => {
  let [out, err] = ["", ""];
  const before = process.cwd();
  const listen = (stream: NodeJS.WriteStream, take: (text: string) => void) =>
    vi.spyOn(stream, "write").mockImplementation((text) => {
      take(String(text));
      return true;
    });
  const spies = [
    listen(process.stdout, (text) => (out += text)),
    listen(process.stderr, (text) => (err += text)),
  ];
  process.chdir(cwd);
  try {
    const status = await run(args);
    return { status, out, err };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
};

/** What was printed as one JSON document; throws if there is anything beside it. */
export const document = async (args: readonly string[]): Promise<Record<string, unknown>> =>
  JSON.parse((await strategosHere([...args, "--json"])).out);

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "strategos-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

export const write = (folder: string, name: string, ...lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
};
