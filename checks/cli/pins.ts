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

/**
 * The literal number of a pin, which is the old figure; null where there is none, or it is not
 * clear which one it is.
 */
export const placeOf = (source: string, pin: Pin): Place | null => {
  const tokens = tokensOf(source);
  const roots = tokens.flatMap((_, at) => rootAt(tokens, at, pin));
  if (roots.length !== 1) return null;
  const path = pin.of === "scenarios" ? [pin.name, "expect", pin.figure] : [pin.name, pin.figure];
  const value = path.reduce<number | null>(
    (open, key) => (open === null ? null : memberOf(tokens, open, key)),
    roots[0] ?? null,
  );
  const token = value === null ? null : literalAt(tokens, value);
  if (token === null || valueOf(token.text) !== pin.from) return null;
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

/** Where a value begins that may be the one that is meant: what cannot be read here may be, too. */
const rootAt = (tokens: readonly Token[], at: number, { of, name }: Pin): readonly number[] => {
  if (isShorthand(tokens, at, of)) return [at];
  if (!isKey(tokens, at, of)) return [];
  const open = at + 2;
  const isOther = (member: number): boolean =>
    ![isKey, isShorthand].some((is) => is(tokens, member, name)) && !isUnnamed(tokens, member);
  return isMark(tokens[open], "{") && membersOf(tokens, open).every(isOther) ? [] : [open];
};

/** `{ name }`, and also what only looks like it. */
const isShorthand = (tokens: readonly Token[], at: number, name: string): boolean => {
  const token = tokens[at];
  const isBetween = isMarkOf(tokens[at - 1], "{,") && isMarkOf(tokens[at + 1], ",}");
  return token?.kind === "word" && token.text === name && isBetween;
};

const isKey = (tokens: readonly Token[], at: number, name: string): boolean => {
  const token = tokens[at];
  const isName = token?.kind === "word" || token?.kind === "string";
  return isName && token.text === name && isMark(tokens[at + 1], ":");
};

const isMark = (token: Token | undefined, text: string): boolean =>
  token?.kind === "mark" && token.text === text;

const isMarkOf = (token: Token | undefined, marks: string): boolean =>
  token?.kind === "mark" && marks.includes(token.text);

/** Where the value of a member begins; null where there is none, or not clear which one counts. */
const memberOf = (tokens: readonly Token[], open: number, key: string): number | null => {
  const members = membersOf(tokens, open);
  const named = members.filter((at) => isKey(tokens, at, key));
  const [only] = named;
  if (only === undefined || named.length > 1) return null;
  return members.some((at) => at > only && isUnnamed(tokens, at)) ? null : only + 2;
};

/** What is spread, or has a computed name, may be a member of any name. */
const isUnnamed = (tokens: readonly Token[], at: number): boolean => isMarkOf(tokens[at], ".[");

/** Where the members of an object begin; none where no object begins there. */
const membersOf = (tokens: readonly Token[], open: number): readonly number[] => {
  if (!isMark(tokens[open], "{")) return [];
  const found: number[] = [];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (depth === 1 && (at === open + 1 || isMark(tokens[at - 1], ","))) found.push(at);
    if (isMarkOf(token, "([{")) depth++;
    else if (isMarkOf(token, ")]}")) depth--;
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
