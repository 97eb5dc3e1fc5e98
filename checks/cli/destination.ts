/** Where `--out` writes: settled before a search starts, which may take hours. */
import { accessSync, constants, existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.ts";

export interface Destination {
  readonly file: string;
  readonly write: (text: string) => void;
}

export const destinationIn = (folder: string, force: boolean): Destination => {
  const file = join(folder, "trace.json");
  refuseUnlessWritable(folder);
  if (existsSync(file) && !force)
    throw new UsageError(`--out: ${file} exists; --force replaces it`);
  const write = (text: string): void => {
    try {
      mkdirSync(folder, { recursive: true });
      // Another process may have written meanwhile.
      writeFileSync(file, text, { flag: force ? "w" : "wx" });
    } catch (error) {
      throw new UsageError(`--out: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return { file, write };
};

/** The folder itself, or the nearest one above in which it will be created. */
const refuseUnlessWritable = (folder: string): void => {
  if (folder === "") throw new UsageError("--out: expected a folder, actual nothing");
  let nearest = resolve(folder);
  while (!existsSync(nearest)) nearest = dirname(nearest);
  if (!statSync(nearest).isDirectory())
    throw new UsageError(`--out: ${nearest} is a file, not a folder`);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
  } catch {
    throw new UsageError(`--out: ${nearest} is not writable`);
  }
};
