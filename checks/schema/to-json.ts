/** Values as JSON: sets become sorted arrays, maps sorted arrays of pairs. */
import type { Json } from "../report.ts";

/** Needs no shape. A field that is undefined is left out, as an optional field that is absent. */
export const toJson = (value: unknown): Json => {
  if (typeof value === "string" || typeof value === "boolean") return value;
  // Minus zero is zero for every protocol, and for JSON.
  if (typeof value === "number") return value + 0;
  if (typeof value !== "object" || value === null) return null;
  if (Array.isArray(value)) return Array.from(value, toJson);
  if (value instanceof Set) return Array.from(value, toJson).toSorted(compareJson);
  if (value instanceof Map)
    return Array.from(value, ([key, item]) => [toJson(key), toJson(item)]).toSorted(compareJson);
  const fields = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(fields.map(([name, item]) => [name, toJson(item)]));
};

export const sameJson = (a: Json, b: Json): boolean => compareJson(a, b) === 0;

/** Any order would do that is total, and does not depend on the order of fields. */
const compareJson = (a: Json, b: Json): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  if (isList(a) && isList(b)) return compareLists(a, b);
  if (isObject(a) && isObject(b)) return compareLists(fieldsOf(a), fieldsOf(b));
  return rankOf(a) - rankOf(b);
};

/** Not by the language of whoever runs this. */
const compareTexts = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const compareLists = (a: readonly Json[], b: readonly Json[]): number => {
  for (const [index, item] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    const order = compareJson(item, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

type JsonObject = { readonly [field: string]: Json };

const isList = (json: Json): json is readonly Json[] => Array.isArray(json);
const isObject = (json: Json): json is JsonObject =>
  typeof json === "object" && json !== null && !isList(json);

const fieldsOf = (json: JsonObject): readonly Json[] =>
  Object.entries(json).toSorted(([a], [b]) => compareTexts(a, b));

const rankOf = (json: Json): number => {
  if (json === null || typeof json === "boolean") return [null, false, true].indexOf(json);
  if (typeof json === "object") return isList(json) ? 5 : 6;
  return typeof json === "number" ? 3 : 4;
};

/** The same for a record of values, such as parameters. */
export const toJsonRecord = (values: object): Readonly<Record<string, Json>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toJson(value)]));
