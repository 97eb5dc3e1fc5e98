/** Some lines of a source, from where a rule is written to its end. */
import { readFileSync } from "node:fs";
import { fileShownAs } from "../places.ts";
import { commentAbove } from "../source-comments.ts";
import { harmless } from "../terminal.ts";
import type { Excerpt, Excerpts } from "./document.ts";

/** A rule longer than that is cut off. */
const MOST_LINES = 40;
/** Of a comment above the rule. */
const MOST_COMMENT = 6;

/** By their places, as `lock.ts:21`; without those of which nothing can be read. */
export const excerptsOf = (places: Iterable<string>): Excerpts => {
  const texts = new Map<string, readonly string[] | null>();
  const excerpts = [...new Set(places)].flatMap((place) => {
    const { path, line } = placeOf(place);
    if (!texts.has(path)) texts.set(path, linesOf(path));
    const excerpt = excerptFrom(texts.get(path) ?? [], line);
    return excerpt === null ? [] : [[harmless(place), excerpt] as const];
  });
  return Object.fromEntries(excerpts);
};

/** The comment of a property in its model, by where its predicate is written. */
export const claimAt = (place: string, property: string): string | null => {
  const text = textOf(placeOf(place).path);
  const comment = text === null ? null : commentAbove(text, "properties", property);
  return comment === null ? null : harmless(comment);
};

const placeOf = (place: string): { readonly path: string; readonly line: number } => {
  const [, path = "", line = ""] = /^(.*):(\d+)$/s.exec(place) ?? [];
  return { path, line: Number(line) };
};

const linesOf = (path: string): readonly string[] | null => textOf(path)?.split(/\r?\n/) ?? null;

const textOf = (path: string): string | null => {
  const file = fileShownAs(path);
  if (file === null) return null;
  try {
    return readFileSync(file, "utf8");
  } catch {
    // The text may be gone by now: what is quoted of it is a courtesy.
    return null;
  }
};

/**
 * What is indented further belongs to it, and the brackets that close it; so no language needs to
 * be parsed, since sources are indented.
 */
export const excerptFrom = (lines: readonly string[], line: number): Excerpt | null => {
  const first = lines[line - 1];
  if (first === undefined || first.trim() === "") return null;
  const depth = indentOf(first);
  let end = line;
  let isOpen = true;
  while (isOpen && end < lines.length && end - line < MOST_LINES) {
    const next = lines[end] ?? "";
    if (next.trim() !== "" && indentOf(next) <= depth) {
      if (indentOf(next) < depth || !CLOSES.test(next)) break;
      isOpen = OPENS.test(next);
    }
    end++;
  }
  const start = startAbove(lines, line);
  const shown = lines.slice(start - 1, end);
  const margin = Math.min(
    ...shown.filter((text) => text.trim() !== "").map((text) => indentOf(text)),
  );
  const text = shown.map((shownLine) => harmless(shownLine.slice(margin))).join("\n");
  const isCut = end - line === MOST_LINES && end < lines.length;
  return { line: start, text: `${text.trimEnd()}${isCut ? "\n…" : ""}` };
};

const CLOSES = /^\s*[)\]}]/;
const OPENS = /[([{]\s*$|=>\s*$/;

const indentOf = (text: string): number => /^\s*/.exec(text)![0].length;

/** Where the comment begins that stands directly above; the line itself, if there is none. */
const startAbove = (lines: readonly string[], line: number): number => {
  let start = line;
  while (line - start < MOST_COMMENT && /^\s*(?:\/\/|\/?\*)/.test(lines[start - 2] ?? "")) start--;
  // Half a comment says little.
  const isWhole = /^\s*\/[/*]/.test(lines[start - 1] ?? "");
  return isWhole ? start : line;
};
