/** Where `--out` writes: settled before a search starts, which may take hours. */
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../errors.ts";

export interface Destination {
  readonly file: string;
  readonly write: (text: string) => void;
}

export const destinationIn = (folder: string, force: boolean): Destination => {
  if (folder === "") throw new UsageError("--out: expected a folder, actual nothing");
  const file = join(folder, "trace.json");
  attempt(() => {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  });
  if (existsSync(file) && !force)
    throw new UsageError(`--out: ${file} exists; --force replaces it`);
  // Without --force, a file that another process has written meanwhile is left alone, too.
  const write = (text: string): void =>
    attempt(() => writeFileSync(file, text, { flag: force ? "w" : "wx" }));
  return { file, write };
};

const attempt = (act: () => void): void => {
  try {
    act();
  } catch (error) {
    throw new UsageError(`--out: ${error instanceof Error ? error.message : String(error)}`);
  }
};
