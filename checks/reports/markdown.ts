/** Pieces of Markdown as GitHub shows it, in which what a model says is never a mark. */
import { harmless } from "./terminal.ts";

/** Nothing in it is a mark of Markdown, except that of a heading at its start. */
export const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_|<>[\]~$]|&(?=#|\w+;)/g, "\\$&");

/** A span of code ends at as many backticks as it began with. */
export const code = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  const space = longest === 0 ? "" : " ";
  return `${ticks}${space}${text}${space}${ticks}`;
};

/** The same in a table that is written by hand: every other bar would end its cell. */
export const cellCode = (text: string): string => code(text).replaceAll("|", "\\|");

/** A name of a model, as it is written there. */
export const named = (name: string): string => code(harmless(name));

/** Prose in which backticks mark names, as in comments. */
export const prose = (text: string): string =>
  harmless(text)
    .split(/(`[^`]+`)/)
    .map((part, at) => (at % 2 === 1 ? part : escaped(part)))
    .join("");

/**
 * Cells are Markdown. A bar ends a cell even within code, unless a backslash stands before it.
 * @param numeric how many columns, the last ones, have numbers.
 */
export const tableOf = (
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  numeric = 0,
): readonly string[] => {
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/(?<!\\)\|/g, "\\|")).join(" | ")} |`;
  const rules = heads.map((_, at) => (at < heads.length - numeric ? " --- |" : " ---: |"));
  return [row(heads), `|${rules.join("")}`, ...rows.map(row)];
};

/** Text as it is, in a block that no line of it ends. */
export const block = (language: string, text: string): readonly string[] => {
  const longest = Math.max(
    2,
    ...[...text.matchAll(/^ {0,3}(`+)/gm)].map(([, it = ""]) => it.length),
  );
  const fence = "`".repeat(longest + 1);
  return [`${fence}${language}`, text.replace(/\n$/, ""), fence];
};

/** Shown when a reader asks for it. */
export const folded = (summary: string, lines: readonly string[]): readonly string[] => [
  "<details>",
  `<summary>${summary}</summary>`,
  "",
  ...lines,
  "",
  "</details>",
];
