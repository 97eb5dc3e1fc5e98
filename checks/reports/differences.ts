/** What differs between two values, field by field: what a step did to the state of a node. */
import type { Json } from "../report.ts";
import { isList, isRecord } from "./cut.ts";

export interface ValueDifference {
  /** Names of fields, and keys of maps, with points between them; empty for the whole value. */
  readonly path: string;
  /** Undefined where there was nothing of this path. */
  readonly before: Json | undefined;
  /** Undefined where nothing is left of it. */
  readonly after: Json | undefined;
  /** Of a set or a list, which is otherwise the same: its new members. */
  readonly added: readonly Json[];
  /** The same of the members that are gone. */
  readonly removed: readonly Json[];
}

export const differencesOf = (before: Json, after: Json): readonly ValueDifference[] =>
  below("", before, after);

const below = (
  path: string,
  before: Json | undefined,
  after: Json | undefined,
): readonly ValueDifference[] => {
  if (before !== undefined && after !== undefined) {
    if (textOf(before) === textOf(after)) return [];
    const fields = fieldsOf(before);
    const changed = fieldsOf(after);
    if (fields !== null && changed !== null) return ofFields(path, fields, changed);
    const members = isList(before) && isList(after) ? membersOf(before, after) : null;
    if (members !== null) return [{ path, before, after, ...members }];
  }
  return [{ path, before, after, added: [], removed: [] }];
};

const ofFields = (
  path: string,
  before: ReadonlyMap<string, Json>,
  after: ReadonlyMap<string, Json>,
): readonly ValueDifference[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((name) =>
    below(path === "" ? name : `${path}.${name}`, before.get(name), after.get(name)),
  );

/** Of a record, or of a map, which is an array of pairs; null of anything else. */
const fieldsOf = (value: Json): ReadonlyMap<string, Json> | null => {
  if (isRecord(value)) return new Map(Object.entries(value));
  if (!isList(value) || value.length === 0) return null;
  const pairs = value.flatMap((item) => {
    if (!isList(item)) return [];
    const [key, held, ...more] = item;
    const isPair = isKey(key) && held !== undefined && more.length === 0;
    return isPair ? [[String(key), held] as const] : [];
  });
  const fields = new Map(pairs);
  return fields.size === value.length ? fields : null;
};

const isKey = (key: Json | undefined): key is string | number =>
  typeof key === "string" || typeof key === "number";

interface Members {
  readonly added: readonly Json[];
  readonly removed: readonly Json[];
}

/**
 * Sets and lists are arrays alike. What was appended to a list, or taken from its head, is told as
 * the members of a set are; where the members that stay change places, nothing short is true.
 */
const membersOf = (before: readonly Json[], after: readonly Json[]): Members | null => {
  const [was, is] = [before.map(textOf), after.map(textOf)];
  if (was.every((text, at) => text === is[at]))
    return { added: after.slice(before.length), removed: [] };
  const gone = before.length - after.length;
  if (gone > 0 && is.every((text, at) => text === was[at + gone]))
    return { added: [], removed: before.slice(0, gone) };
  const [old, now] = [new Set(was), new Set(is)];
  if (old.size < was.length || now.size < is.length) return null;
  const stayed = was.filter((text) => now.has(text));
  const kept = is.filter((text) => old.has(text));
  if (stayed.length === 0 && before.length > 0 && after.length > 0) return null;
  return stayed.every((text, at) => text === kept[at])
    ? {
        added: after.filter((_, at) => !old.has(is[at] ?? "")),
        removed: before.filter((_, at) => !now.has(was[at] ?? "")),
      }
    : null;
};

/** The engine writes equal values as equal JSON. */
const textOf = (value: Json): string => JSON.stringify(value);
