/** The project of a user's in the current folder, as its package.json tells it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../errors.ts";

export interface Project {
  /** Its package.json, and how that is indented. */
  readonly text: string;
  readonly indent: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly scripts: Readonly<Record<string, unknown>>;
  /** Whether `.js` and `.ts` are modules there. */
  readonly isModule: boolean;
  readonly hasTypes: boolean;
}

/** @throws UsageError */
export const projectHere = (): Project => {
  if (!existsSync("package.json"))
    throw new UsageError("there is no package.json in this folder; run npm init -y first");
  const text = readFileSync("package.json", "utf8");
  const fields = fieldsOf(text);
  const scripts = fields["scripts"] ?? {};
  if (!isRecord(scripts)) throw new UsageError("package.json: scripts: expected an object");
  return {
    text,
    indent: /^\{\s*?\n([\t ]+)"/.exec(text)?.[1] ?? "  ",
    fields,
    scripts,
    isModule: fields["type"] === "module",
    hasTypes: existsSync("tsconfig.json"),
  };
};

const fieldsOf = (text: string): Project["fields"] => {
  const fields = parsed(text);
  if (!isRecord(fields)) throw new UsageError("package.json: expected an object");
  return fields;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const [message = ""] = String(error instanceof Error ? error.message : error).split("\n");
    throw new UsageError(`package.json is not JSON: ${message}`);
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The text of package.json with scripts at the end of those that there are. */
export const withScripts = (
  { text, indent, fields, scripts }: Project,
  more: Readonly<Record<string, string>>,
): string => {
  const written = JSON.stringify({ ...fields, scripts: { ...scripts, ...more } }, null, indent);
  const lines = text.includes("\r\n") ? written.replaceAll("\n", "\r\n") : written;
  return lines + (/\s*$/.exec(text)?.[0] ?? "");
};

/** In this folder or in one around it, as Node looks for packages. */
export const isInstalled = (name: string, folder: string = resolve("")): boolean =>
  existsSync(join(folder, "node_modules", name, "package.json")) ||
  (dirname(folder) !== folder && isInstalled(name, dirname(folder)));
