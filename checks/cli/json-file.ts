/** Reads a JSON document from a file, and says in one line what is wrong with it. */
import { readFileSync } from "node:fs";
import { Either, ParseResult, Schema as S } from "@effect/schema";
import { UsageError } from "../errors.ts";
import { lineOfValue, placeOfFault } from "./json-places.ts";

export interface JsonFile {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

export const readJson = (file: string): JsonFile => {
  const text = textOf(file);
  return { file, text, value: parsed(file, text) };
};

/** @throws UsageError that names file, line and field. */
export const decodedAs = <A, I>(schema: S.Schema<A, I>, { file, text, value }: JsonFile): A => {
  const decoded = S.decodeUnknownEither(schema)(value);
  if (Either.isLeft(decoded)) throw new UsageError(`${file}${faultIn(text, decoded.left)}`);
  return decoded.right;
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    if (code === "ENOENT") throw new UsageError(`${file}: no such file`);
    if (code === "EISDIR") throw new UsageError(`${file}: a folder, not a file`);
    if (code === "EACCES") throw new UsageError(`${file}: may not be read`);
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const parsed = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const place = placeOfFault(text);
    throw new UsageError(`${file}${place === null ? "" : `:${place}`}: not JSON`);
  }
};

const faultIn = (text: string, error: ParseResult.ParseError): string => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error);
  const path = issue?.path ?? [];
  const message = (issue?.message ?? "").replaceAll(/\s+/g, " ");
  return `:${lineOfValue(text, path)}: ${pathText(path)}: ${message}`;
};

/** `counterexample.steps[2].action` */
const pathText = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");
