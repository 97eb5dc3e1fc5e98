/**
 * A page of documentation, done as it says. Its fenced blocks are taken from top to bottom:
 *
 *     ts NAME.ts              a file, which is saved (in any language)
 *     diff NAME.ts            changes of a file that was saved, with `@@` between them
 *     diff NAME.ts taken back the same, until the next commands have run
 *     console                 commands behind a `$`, and below each what it prints
 *
 * What is left out of an output stands there as a line of three dots.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../cli/strategos.ts";
import type { Project } from "./project.ts";

const FENCE = /^```(\S*)(?: (\S+\.\w+)(?: (taken back))?)?\n([^]*?)^```$/gm;

export interface Block {
  readonly language: string;
  /** Of the file that it is, or changes. */
  readonly name: string;
  readonly isTakenBack: boolean;
  readonly text: string;
  /** Where its text begins in the page. */
  readonly start: number;
}

export const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(FENCE)].map((found) => {
    const [all, language = "", name = "", back, text = ""] = found;
    const start = found.index + all.indexOf("\n") + 1;
    return { language, name, isTakenBack: back !== undefined, text, start };
  });

/** The page with what its commands print now, in place of what it says that they print. */
export const played = async (page: string, project: Project): Promise<string> => {
  const files = new Map<string, string>();
  const save = (name: string, text: string): void => {
    files.set(name, text);
    project.write(name, text);
  };
  let kept: (readonly [name: string, text: string])[] = [];
  let [answer, end] = ["", 0];
  for (const { language, name, isTakenBack, text, start } of blocksOf(page)) {
    if (language === "diff") {
      const before = files.get(name) ?? "";
      if (isTakenBack) kept.push([name, before]);
      save(name, changed(before, text));
    } else if (name !== "") save(name, text);
    if (language !== "console") continue;
    answer += page.slice(end, start) + (await printed(text, project));
    end = start + text.length;
    for (const file of kept.toReversed()) save(...file);
    kept = [];
  }
  return answer + page.slice(end);
};

const changed = (file: string, block: string): string =>
  block
    .split(/^@@.*\n/m)
    .filter((change) => change !== "")
    .reduce(changedOnce, file);

/** A file with the lines of a change that begin with `+` in place of those that begin with `-`. */
const changedOnce = (file: string, change: string): string => {
  const lines = change.trimEnd().split("\n");
  const side = (sign: string): string =>
    lines
      .filter((line) => line[0] === " " || line[0] === sign)
      .map((line) => `${line.slice(1)}\n`)
      .join("");
  const [before, after] = [side("-"), side("+")];
  if (file.split(before).length !== 2)
    throw new Error(`expected once in the file, to change it:\n${before}`);
  return file.replace(before, () => after);
};

const printed = async (block: string, project: Project): Promise<string> => {
  const shown = block.split(/^(?=\$ )/m).map((part) => {
    const [, command = "", output = ""] = /^\$ (.*)\n([^]*)$/.exec(part) ?? [];
    return { command, output };
  });
  const answers = await project.run(shown.map(({ command }) => command));
  return shown
    .map(({ command, output }, at) => `$ ${command}\n${abridged(answers[at]?.text ?? "", output)}`)
    .join("");
};

/** Lines as they are printed now, in the form in which they are shown, if they are equal. */
const abridged = (now: string, shown: string): string => {
  const left = linesOf(now);
  const answer: string[] = [];
  const parts = shown.split(/^\.\.\.\n/m).map(linesOf);
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    const place = at === 0 ? 0 : isLast ? left.length - part.length : placeOf(part, left);
    if (place < 0 || !startsWith(left.slice(place), part)) break;
    left.splice(0, place + part.length);
    answer.push(...(at === 0 ? [] : ["..."]), ...part);
  }
  return [...answer, ...left].map((line) => `${line}\n`).join("");
};

const linesOf = (text: string): string[] => text.split("\n").slice(0, -1);

const placeOf = (part: readonly string[], lines: readonly string[]): number =>
  lines.findIndex((_, at) => startsWith(lines.slice(at), part));

const startsWith = (lines: readonly string[], part: readonly string[]): boolean =>
  part.length <= lines.length && part.every((line, at) => timeless(line) === timeless(lines[at]!));

/** Times and rates are those of a machine. */
const timeless = (line: string): string =>
  line.replace(/\d+(?:\.\d+)? s\b(?: \([\d,.]+ states\/s\))?/, "some time");

export const pageAt = (path: string): string => readFileSync(join(root, path), "utf8");
