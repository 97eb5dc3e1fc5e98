/** Text for people: colour on terminals only, aligned columns, nothing that moves the cursor. */
import { stripVTControlCharacters, styleText } from "node:util";

const styles = {
  good: ["bold", "green"],
  bad: ["bold", "red"],
  doubtful: ["bold", "yellow"],
  strong: ["bold"],
  faint: ["dim"],
} as const;
export type Style = keyof typeof styles;

/** `hasColors` minds NO_COLOR; the `styleText` of Node 20 by itself minds nothing. */
const isColoured = process.stdout.isTTY && process.stdout.hasColors();

export const paint = (style: Style, text: string): string =>
  isColoured ? styleText([...styles[style]], text) : text;

const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** With everything escaped that could move the cursor, turn the text around or be invisible. */
export const harmless = (text: string): string =>
  text.replace(unseen, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);

/** The same value with every string in it made harmless: models name things as they like. */
export const harmlessly = <T>(value: T): T => {
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return harmless(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(
      Object.entries(part).map(([name, item]) => [harmless(name), walk(item)]),
    );
  };
  return walk(value) as T;
};

/** One document as JSON that does nothing to a terminal either; every escape is legal JSON. */
export const jsonText = (document: unknown, indent = 0): string => {
  const escaped = JSON.stringify(document, null, indent).replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
};

export const widthMax: number = process.stdout.isTTY
  ? Math.max(60, Math.min(100, process.stdout.columns))
  : 100;

/** Without its colours. */
export const plain = (text: string): string => stripVTControlCharacters(text);

export const lengthOf = (text: string): number => plain(text).length;

/** Rows with their cells below each other; the last cell of a row is not filled up. */
export const aligned = (rows: readonly (readonly string[])[], gap = "  "): readonly string[] => {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.slice(0, -1).entries())
      widths[column] = Math.max(widths[column] ?? 0, lengthOf(cell));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === row.length - 1 ? cell : cell + " ".repeat(widths[column]! - lengthOf(cell)),
      )
      .join(gap)
      .trimEnd(),
  );
};

/** A space at which no line is broken. */
export const TIED = "\u00a0";

export const tied = (text: string): string => text.replaceAll(" ", TIED);
/** Longer than that, a part of a sentence leaves too much of a line empty. */
const SHORT = 56;

/** What is short is not broken: it reads better on a line of its own. */
export const together = (text: string): string => (text.length <= SHORT ? tied(text) : text);

export const untied = (text: string): string => text.replaceAll(TIED, " ");

/** Breaks at spaces; later lines start below the end of `start`, or where `hang` says. */
export const wrapped = (
  start: string,
  text: string,
  hang: number = lengthOf(start),
  width: number = widthMax,
): string => {
  const lines: string[] = [];
  let line = start;
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && lengthOf(line) + 1 + lengthOf(word) > width) {
      lines.push(line.trimEnd());
      line = " ".repeat(hang);
      empty = true;
    }
    if (empty && word === "") continue;
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return untied([...lines, line].join("\n"));
};

/** The same as lines, of which none is wider, since words that are too long are broken as well. */
export const folded = (text: string, hang: number, width: number): readonly string[] => {
  const most = width - hang;
  const words = text.split(" ").flatMap((word) => {
    if (lengthOf(word) <= most) return [word];
    const loose = untied(plain(word)).split(" ");
    return loose.flatMap((part) => chunksOf(part, most));
  });
  return wrapped("", words.join(" "), hang, width).split("\n");
};

const chunksOf = (word: string, most: number): readonly string[] => {
  const chunks: string[] = [];
  for (const character of word) {
    const last = chunks.at(-1);
    if (last !== undefined && last.length + character.length <= most)
      chunks[chunks.length - 1] = last + character;
    else chunks.push(character);
  }
  return chunks;
};
