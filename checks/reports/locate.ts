/**
 * Where rules were written. V8 knows it of every function, and tells whoever debugs; so a model
 * need not say it. The debugger slows V8 down, so it is connected only while places are asked for.
 */
import { readFileSync } from "node:fs";
import { Session, type Debugger, type Runtime } from "node:inspector";
import { SourceMap, type SourceMapping } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { shownPath } from "./places.ts";

/** `models/two-phase-commit.ts:88` for each rule, as it was written, or null if nobody knows. */
export const locateRules = (rules: readonly object[]): readonly (string | null)[] => {
  const written = rules.filter((rule) => typeof rule === "function");
  const unknown = [...new Set(written)].filter((rule) => !KNOWN.has(rule));
  locate(unknown).forEach((place, at) => KNOWN.set(unknown[at]!, place));
  return rules.map((rule) => KNOWN.get(rule) ?? null);
};

/** To ask takes some fifty milliseconds, and a rule stays where it was written. */
const KNOWN = new WeakMap<object, string | null>();

const locate = (rules: readonly object[]): readonly (string | null)[] => {
  if (rules.length === 0) return [];
  const session = new Session();
  try {
    session.connect();
    const scripts = scriptsOf(session);
    const maps = new Map<string, Original | null>();
    return locationsOf(session, rules).map((location) => {
      const script = location && scripts.get(location.scriptId);
      return script ? shown(script, location, maps) : null;
    });
  } catch {
    // An engine without an inspector, or one in use by something else: places are a courtesy.
    return rules.map(() => null);
  } finally {
    session.disconnect();
  }
};

interface Script {
  /** As an address, since source maps are written relative to it. */
  readonly url: string;
  readonly sourceMap: string | undefined;
}

/** What was loaded so far; V8 reports all of it as soon as the debugger is enabled. */
const scriptsOf = (session: Session): ReadonlyMap<string, Script> => {
  const scripts = new Map<string, Script>();
  session.on("Debugger.scriptParsed", ({ params }) => {
    // Loaders that evaluate a text name it by its path.
    const url = params.url.startsWith("/") ? pathToFileURL(params.url).href : params.url;
    if (url.startsWith("file:"))
      scripts.set(params.scriptId, { url, sourceMap: params.sourceMapURL });
  });
  session.post("Debugger.enable");
  return scripts;
};

/** A session of this very thread answers before `post` returns. */
const locationsOf = (
  session: Session,
  rules: readonly object[],
): readonly (Debugger.Location | null)[] => {
  const name = "the rules whose places strategos asks for";
  const found: (Debugger.Location | null)[] = rules.map(() => null);
  Reflect.set(globalThis, name, rules);
  for (const index of rules.keys()) {
    const expression = `globalThis[${JSON.stringify(name)}][${index}]`;
    session.post("Runtime.evaluate", { expression }, (_, evaluated) => {
      const { objectId } = evaluated.result;
      if (objectId === undefined) return;
      session.post("Runtime.getProperties", { objectId, ownProperties: true }, (_, properties) => {
        found[index] = locationIn(properties);
      });
    });
  }
  Reflect.deleteProperty(globalThis, name);
  return found;
};

const locationIn = ({
  internalProperties = [],
}: Runtime.GetPropertiesReturnType): Debugger.Location | null => {
  const own = internalProperties.find((property) => property.name === "[[FunctionLocation]]");
  const location: Partial<Debugger.Location> | undefined = own?.value?.value;
  return location?.scriptId === undefined || location.lineNumber === undefined
    ? null
    : { ...location, scriptId: location.scriptId, lineNumber: location.lineNumber };
};

type Original = (line: number, column: number) => { url: string; line: number } | null;

const shown = (
  script: Script,
  { lineNumber, columnNumber = 0 }: Debugger.Location,
  maps: Map<string, Original | null>,
): string => {
  if (!maps.has(script.url)) maps.set(script.url, originalOf(script));
  const written = maps.get(script.url)?.(lineNumber, columnNumber);
  const { url, line } = written ?? { url: script.url, line: lineNumber };
  return `${shownPath(fileURLToPath(url.replace(/\?.*$/s, "")))}:${line + 1}`;
};

/** Reads the map that the compiled text names, inside it or beside it. */
const originalOf = ({ url, sourceMap }: Script): Original | null => {
  if (sourceMap === undefined || sourceMap === "") return null;
  try {
    const address = new URL(sourceMap, url);
    const map = new SourceMap(JSON.parse(textAt(address)));
    const base = address.protocol === "file:" ? address.href : url;
    return (line, column) => {
      const entry = entryAt(map, line, column);
      if (entry === null) return null;
      return { url: new URL(entry.originalSource, base).href, line: entry.originalLine };
    };
  } catch {
    return null;
  }
};

/** Of a function. Some compilers mark its first parameter, and not the parenthesis before it. */
const entryAt = (map: SourceMap, line: number, column: number): SourceMapping | null => {
  const found = (at: number): SourceMapping | null => {
    const entry = map.findEntry(line, at);
    return "generatedLine" in entry ? entry : null;
  };
  const [entry, next] = [found(column), found(column + 1)];
  const isNextMarked = next?.generatedLine === line && next.generatedColumn === column + 1;
  return entry?.generatedColumn !== column && isNextMarked ? next : entry;
};

const textAt = (address: URL): string => {
  if (address.protocol === "file:") return readFileSync(address, "utf8");
  const [kind = "", data = ""] = address.pathname.split(/,(.*)/s);
  return kind.endsWith(";base64")
    ? Buffer.from(data, "base64").toString("utf8")
    : decodeURIComponent(data);
};
