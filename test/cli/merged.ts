/** The documents of `check --all` that `merge` reads, and what it makes of them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { strategosHere as strategos, write } from "./strategos.ts";
import { folder, run } from "./told.ts";

export const merge = (...args: readonly string[]) => strategos(["merge", ...args], { cwd: folder });

export interface Document {
  readonly results: readonly Record<string, unknown>[];
  readonly shard?: unknown;
}

export const fileOf = (file: string): Document =>
  JSON.parse(readFileSync(join(folder, file), "utf8"));

export const saved = async (
  name: string,
  file: string,
  ...args: readonly string[]
): Promise<string> => {
  await run(name, ...args, "--output-file", file, "--force");
  return file;
};

/** The files of all shards. */
export const shardsOf = async (name: string, count: number): Promise<readonly string[]> => {
  const files: string[] = [];
  for (let index = 1; index <= count; index++) {
    const file = `${name}-${index}-${count}.json`;
    files.push(await saved(name, file, "--shard", `${index}/${count}`));
  }
  return files;
};

export const change = (file: string, document: object): string => {
  write(folder, file, JSON.stringify(document, null, 1));
  return file;
};
