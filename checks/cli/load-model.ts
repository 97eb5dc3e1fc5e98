/** MODEL: a name of the catalogue, or the path of a module whose default export is a model. */
import { existsSync, statSync } from "node:fs";
import { extname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { unknownName } from "../names.ts";
import { shownPath } from "../reports/places.ts";
import { placeOfThrow } from "../reports/stack.ts";

export interface Loaded {
  readonly model: Model;
  /** Its path relative to the current folder; null for a model of the catalogue. */
  readonly module: string | null;
}

export const loadModel = async (name: string): Promise<Loaded> => {
  if (isPath(name)) return { model: await modelAt(name), module: relative("", resolve(name)) };
  const models = await loadCatalogue();
  const model = models.find((known) => known.name === name);
  if (model === undefined) {
    const names = models.map((known) => known.name);
    const file = [".ts", ".js"].map((end) => name + end).find((path) => existsSync(path));
    const hint = file === undefined ? "" : `: did you mean ${file}?`;
    throw new UsageError(
      `${unknownName("model", name, names)}; a path has a "/", or ends as .ts or .js does${hint}`,
    );
  }
  return { model, module: null };
};

/** Loaded late, since the schemas of all models take a third of a second. */
export const loadCatalogue = async (): Promise<readonly Model[]> =>
  (await import("../../models/index.ts")).catalogue;

const isModule = (name: string): boolean => /\.[cm]?[jt]sx?$/.test(name);
const isPath = (name: string): boolean => /[\\/]/.test(name) || isModule(name);

const modelAt = async (path: string): Promise<Model> => {
  const [exported, { isModel }] = await Promise.all([
    defaultExportAt(path),
    import("../model/validate.ts"),
  ]);
  if (!isModel(exported))
    throw new UsageError(
      `${path} exports no model: its default export has to be what model({ ... }) gives back`,
    );
  return exported;
};

/** @throws UsageError that names file, line and column, if it cannot be loaded. */
export const defaultExportAt = async (path: string): Promise<unknown> => {
  const file = resolve(path);
  if (!existsSync(file)) throw new UsageError(`${path}: no such file`);
  if (!statSync(file).isFile()) throw new UsageError(`${path}: not a file`);
  if (!isModule(path))
    throw new UsageError(`${path} is no module: its path has to end as .ts or .js does`);
  // Standard output belongs to the report; what a module prints while it is tried out does not.
  console.log = console.info = console.debug = console.error;
  const { createJiti } = await import("jiti");
  // What the cache writes would outlive us, in a folder that others may write to as well.
  const jiti = createJiti(import.meta.url, {
    alias: aliases(),
    fsCache: false,
    interopDefault: false,
  });
  try {
    return await jiti.import(file, { default: true });
  } catch (error) {
    throw new UsageError(loadFailure(error, path));
  }
};

/**
 * A module anywhere on a disk may import the language, and what the language is made of, although
 * nothing is installed beside it; and all of it from here, so that there is one of each.
 */
const aliases = (): Record<string, string> => {
  const own = (module: string): string =>
    fileURLToPath(new URL(`../../${module}${extname(import.meta.url)}`, import.meta.url));
  const installed = (name: string): string => fileURLToPath(import.meta.resolve(name));
  return {
    "strategos/model": own("models/protocol"),
    "strategos/adapter": own("impl/adapter"),
    strategos: own("checks/index"),
    "@effect/schema": installed("@effect/schema"),
    "ts-pattern": installed("ts-pattern"),
  };
};

/** `FILE:LINE:COLUMN: message`, with the place at fault rather than the one that noticed. */
const loadFailure = (error: unknown, path: string): string => {
  if (!(error instanceof Error)) return `${path}: throws ${String(error)} while it is loaded`;
  // The loader adds where it stopped reading below its message.
  const unread = /^ParseError: ([^]*?)\s*\n\s*(.+:\d+:\d+)/.exec(error.message);
  if (unread !== null) return `${placeOf(unread[2]!)}: ${unread[1]!.trim()}`;
  const [message = ""] = error.message.split("\n");
  const place = placeOfThrow(error) ?? path;
  return `${place}: ${error.name === "Error" ? "" : `${error.name}: `}${message}`;
};

const placeOf = (text: string): string => {
  const [, file = text, rest = ""] = /^(.*?)((?::\d+)+)$/.exec(text) ?? [];
  return shownPath(file) + rest;
};
