/** Where figures that a model pins stand in its source, to be replaced by others. */
import { tokensOf, type Token } from "./tokens.ts";

/** A figure that came out otherwise than it is pinned. */
export interface Pin {
  readonly of: "scenarios" | "bugs";
  /** Of the scenario or the bug. */
  readonly name: string;
  readonly figure: string;
  readonly from: number;
  readonly to: number;
}

export interface Place {
  readonly start: number;
  readonly end: number;
  /** From 1 on. */
  readonly line: number;
}

/** The literal number of a pin; null where there is none, or it is not clear which one it is. */
export const placeOf = (source: string, pin: Pin): Place | null => {
  const tokens = tokensOf(source);
  const path = pin.of === "scenarios" ? [pin.name, "expect", pin.figure] : [pin.name, pin.figure];
  const roots = tokens.flatMap((_, at) => (isKey(tokens, at, pin.of) ? [at + 2] : []));
  const found = path
    .reduce<readonly number[]>(
      (values, key) => values.flatMap((value) => membersOf(tokens, value, key)),
      roots,
    )
    .map((at) => literalAt(tokens, at))
    .filter((token) => token !== null);
  const [token] = found;
  if (token === undefined || found.length > 1 || valueOf(token.text) !== pin.from) return null;
  const { start, end } = token;
  return { start, end, line: source.slice(0, start).split("\n").length };
};

/** A number as its author would write it, who wrote the old one. */
export const writtenAs = (old: string, value: number): string => {
  const outgrows = value >= 10_000 && valueOf(old) < 10_000;
  if (!old.includes("_") && !outgrows) return String(value);
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, "_");
};

const valueOf = (literal: string): number => Number(literal.replaceAll("_", ""));

const isKey = (tokens: readonly Token[], at: number, name: string): boolean => {
  const token = tokens[at];
  const isName = token?.kind === "word" || token?.kind === "string";
  return isName && token.text === name && isMark(tokens[at + 1], ":");
};

const isMark = (token: Token | undefined, text: string): boolean =>
  token?.kind === "mark" && token.text === text;

/** Where the values of a key of an object begin; none where no object begins there. */
const membersOf = (tokens: readonly Token[], open: number, key: string): readonly number[] => {
  if (!isMark(tokens[open], "{")) return [];
  const found: number[] = [];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, text } = tokens[at]!;
    const opens = kind === "mark" && /[([{]/.test(text);
    const startsMember = at === open + 1 || isMark(tokens[at - 1], ",");
    if (depth === 1 && startsMember && isKey(tokens, at, key)) found.push(at + 2);
    if (opens) depth++;
    else if (kind === "mark" && /[)\]}]/.test(text)) depth--;
    if (depth === 0) break;
  }
  return found;
};

/** A number that is all of a value. */
const literalAt = (tokens: readonly Token[], at: number): Token | null => {
  const [token, next] = [tokens[at], tokens[at + 1]];
  if (token?.kind !== "number" || !(isMark(next, ",") || isMark(next, "}"))) return null;
  return /^\d[\d_]*$/.test(token.text) ? token : null;
};
