/** Where `--out` writes: settled before a search starts, which may take hours. */
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import { attempt } from "./attempt.ts";

export interface Destination {
  readonly file: string;
  readonly write: (text: string) => void;
  /** Takes back what was created, for there is nothing to write. */
  readonly leave: () => void;
}

export const destinationIn = (folder: string, force: boolean): Destination => {
  if (folder === "") throw new UsageError("--out: expected a folder, actual nothing");
  const file = join(folder, "trace.json");
  const created: string[] = [];
  attempt("--out", () => {
    create(resolve(folder), created);
    accessSync(folder, constants.W_OK | constants.X_OK);
  });
  if (existsSync(file) && !force)
    throw new UsageError(`--out: ${file} exists; --force replaces it`);
  // Without --force, a file that another process has written meanwhile is left alone, too.
  const write = (text: string): void =>
    attempt("--out", () => writeFileSync(file, text, { flag: force ? "w" : "wx" }));
  const leave = (): void =>
    attempt("--out", () => created.toReversed().forEach((made) => rmdirSync(made)));
  return { file, write, leave };
};

/** One by one: where nothing can be created, as in /proc, Node's own recursion never ends. */
const create = (folder: string, created: string[]): void => {
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory()) throw new Error(`${folder} is a file, not a folder`);
    return;
  }
  create(dirname(folder), created);
  mkdirSync(folder);
  created.push(folder);
};
