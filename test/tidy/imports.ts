import { isBuiltin } from "node:module";
import { posix } from "node:path";
import { at, type Code } from "./source.ts";

interface Import {
  readonly specifier: string;
  /** The file meant, where it is one of ours. */
  readonly target: string | null;
  /** What stands between `import` and `from`. */
  readonly clause: string;
  readonly position: number;
}

const IMPORT = /\b(?:import|export)\b([^;"'`()]*?)\bfrom\s*["']|\bimport\s*\(?\s*["'`]/g;

function importsOf({ path, code, uncommented }: Code): Import[] {
  return [...code.matchAll(IMPORT)].map(({ 0: found, 1: clause = "", index: position }) => {
    const start = position + found.length;
    const specifier = uncommented.slice(start).match(/^[^"'`\n]*/)?.[0] ?? "";
    const target = /^\.\.?\//.test(specifier) ? posix.join(posix.dirname(path), specifier) : null;
    return { specifier, target, clause, position };
  });
}

const LANGUAGE = /^models\/protocol(?:-[a-z-]+)?\.ts$/;
const CATALOGUE = "models/index.ts";
const CLI = /^checks\/cli\//;
const HOST = /^(?:checks\/cli\/|checks\/reports\/|checks\/host\.ts$|impl\/runtime\/)/;

/** The table of DESIGN, section 3: says why an importer may not have this file, or null. */
function forbidden(from: string, to: string, clause: string): string | null {
  const [folder, target] = [from.split("/")[0], to.split("/")[0]];
  if (folder === "pages")
    return target === "pages" || target === "checks" ? null : "pages import checks only";
  if (folder !== "models" && folder !== "checks" && folder !== "impl") return null;
  if (LANGUAGE.test(from)) return LANGUAGE.test(to) ? null : "the language imports nothing of ours";
  if (to === "models/protocol.ts") return null;
  if (from === CATALOGUE) return target === "models" ? null : "the catalogue imports models only";
  if (folder === "models") return "a model imports ./protocol.ts only";
  if (folder === target) return null;
  if (folder === "checks") {
    if (target === "models") return CLI.test(from) ? null : "only checks/cli imports models";
    if (target !== "impl") return `checks imports nothing from ${target}`;
    return CLI.test(from) || /^checks\/conformance\b/.test(from)
      ? null
      : "only checks/cli and conformance import implementations";
  }
  if (target !== "models") return `impl imports nothing from ${target}`;
  if (to === CATALOGUE) return "impl imports one model's schemas, not the catalogue";
  return importsSchemasOnly(clause) ? null : "impl imports schemas and types, never rules";
}

/** Schemas and types have capitalised names; rules, models and the language's functions do not. */
function importsSchemasOnly(clause: string): boolean {
  const names = clause.match(/^\s*(?:type\s*)?\{([^}]*)\}\s*$/)?.[1];
  return (
    names !== undefined &&
    names.split(",").every((name) => /^\s*(?:(?:type\s+)?[A-Z]|$)/.test(name))
  );
}

export function findForbiddenImports(files: readonly Code[]): string[] {
  return files.flatMap((file) =>
    importsOf(file).flatMap(({ specifier, target, clause, position }) => {
      const why =
        target === null ? hostOnly(file.path, specifier) : forbidden(file.path, target, clause);
      return why === null ? [] : [at(file, position, `imports ${specifier}: ${why}`)];
    }),
  );
}

function hostOnly(from: string, specifier: string): string | null {
  const free = HOST.test(from) || !/^(?:models|checks|impl)\//.test(from);
  return free || !isBuiltin(specifier) ? null : "Node is for the CLI, reports, host and runtime";
}

/** What runs in a browser, each file by the way that leads to it. Types do not run. */
export function findNodeInPages(files: readonly Code[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const seen = new Set<string>();
  const visit = (file: Code): string[] => {
    if (seen.has(file.path)) return [];
    seen.add(file.path);
    return importsOf(file).flatMap(({ specifier, target, clause, position }) => {
      if (/^\s*type\b/.test(clause)) return [];
      if (isBuiltin(specifier)) return [at(file, position, `imports ${specifier} into a page`)];
      const next = target === null ? undefined : byPath.get(target);
      return next === undefined ? [] : visit(next);
    });
  };
  return files.filter(({ path }) => /^pages\/.*\.tsx$/.test(path)).flatMap(visit);
}

const HOST_WORDS = new RegExp(
  [
    /\bDate\b|\bMath\.random\b|\bglobalThis\b/,
    /(?<![\w$.])(?:performance|process|console|crypto)\s*\./,
    /(?<![\w$.])(?:set(?:Timeout|Immediate|Interval)|fetch)\s*\(/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

/** Clocks, randomness and the process: a search that reads them cannot be repeated. */
export function findHostWords(files: readonly Code[]): string[] {
  return files
    .filter(({ path }) => /^(?:models|checks|impl)\//.test(path) && !HOST.test(path))
    .flatMap((file) =>
      [...file.code.matchAll(HOST_WORDS)].map(({ 0: word, index }) =>
        at(file, index, `uses ${word.replace(/\s*[.(]$/, "")}`),
      ),
    );
}

/** Each cycle once, by the import that closes it. Imports of types count: they tie files too. */
export function findCycles(files: readonly Code[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: Code, trail: readonly string[]): void => {
    const here = [...trail, file.path];
    for (const { target, position } of importsOf(file)) {
      const next = target === null ? undefined : byPath.get(target);
      if (next === undefined || done.has(next.path)) continue;
      const start = here.indexOf(next.path);
      if (start === -1) visit(next, here);
      else cycles.push(at(file, position, `closes a cycle: ${here.slice(start).join(" > ")}`));
    }
    done.add(file.path);
  };
  for (const file of files) if (!done.has(file.path)) visit(file, []);
  return cycles;
}
