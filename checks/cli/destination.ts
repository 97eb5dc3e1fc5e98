/** Where `--out` and its like write: settled before a search starts, which may take hours. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.ts";
import { attempt } from "./attempt.ts";

export interface Destination {
  readonly folder: string;
  /** In the order of their names. */
  readonly files: readonly string[];
  /** All of them or none: a text for each. */
  readonly write: (texts: readonly string[]) => void;
  /** Takes back what was created, for there is nothing to write. */
  readonly leave: () => void;
}

export const destinationIn = (
  folder: string,
  names: readonly string[],
  force: boolean,
  /** That names it on the command line. */
  option = "--out",
): Destination => {
  if (folder === "") throw new UsageError(`${option}: expected a folder, actual nothing`);
  const files = names.map((name) => join(folder, name));
  for (const file of files) refuseOccupied(file, force, option);
  const created: string[] = [];
  attempt(option, () => {
    create(resolve(folder), created);
    accessSync(folder, constants.W_OK | constants.X_OK);
  });
  const write = (texts: readonly string[]): void =>
    attempt(option, () => writeTogether(files, texts, force));
  const leave = (): void =>
    attempt(option, () => created.toReversed().forEach((made) => rmdirSync(made)));
  return { folder, files, write, leave };
};

/** What may fail without a word to write: nothing stays behind. */
export const leaving = async <T>(
  destination: Pick<Destination, "leave"> | null,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    destination?.leave();
    throw error;
  }
};

const refuseOccupied = (file: string, force: boolean, option: string): void => {
  if (!existsSync(file)) return;
  if (!statSync(file).isFile())
    throw new UsageError(`${option}: ${file} exists, and is not a file`);
  if (!force) throw new UsageError(`${option}: ${file} exists; --force replaces it`);
};

/**
 * What cannot be written fails before any file has its name: a full disk leaves nothing behind.
 * Without --force, a file that another process has written meanwhile is left alone, too.
 */
const writeTogether = (
  files: readonly string[],
  texts: readonly string[],
  force: boolean,
): void => {
  const made: string[] = [];
  try {
    const drafts = files.map((file, at) => {
      const draft = draftOf(file);
      writeFileSync(draft, texts[at] ?? "", { flag: "wx" });
      made.push(draft);
      return draft;
    });
    for (const file of force ? [] : files) {
      closeSync(openSync(file, "wx"));
      made.push(file);
    }
    for (const [at, draft] of drafts.entries()) renameSync(draft, files[at]!);
  } catch (error) {
    for (const file of made) rmSync(file, { force: true });
    throw error;
  }
};

/** Beside its file, so that it can take its place in one step. */
const draftOf = (file: string): string =>
  join(dirname(file), `.${basename(file)}.${process.pid}.draft`);

/** Replaces a file in one step: whoever reads it finds the old text or the new one. */
export const replaceFile = (file: string, text: string): void => {
  accessSync(file, constants.W_OK);
  const target = realpathSync(file);
  const draft = draftOf(target);
  try {
    writeFileSync(draft, text, { flag: "wx" });
    chmodSync(draft, statSync(target).mode);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
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
