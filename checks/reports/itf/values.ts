/**
 * Values in ITF, the Informal Trace Format of Apalache and Quint, revised 2023:
 * https://apalache-mc.org/docs/adr/015adr-trace.html. It tells sets, maps and tuples from lists,
 * which our own JSON does not; so the shape of a value is needed.
 */
import type { Json } from "../../trace.ts";
import { memberOf } from "../../schema/json.ts";
import type { Field, Shape } from "../../schema/shape.ts";
import { isList, isRecord } from "../cut.ts";

export type Itf = string | boolean | readonly Itf[] | { readonly [field: string]: Itf };

/** The empty tuple, as Quint writes the value that says nothing: the format has no null. */
export const NOTHING: Itf = { "#tup": [] };

/** Every integer, however small: readers need not look at its size. */
export const integer = (value: number): Itf => ({ "#bigint": String(BigInt(value)) });

export const setOf = (members: readonly Itf[]): Itf => ({ "#set": members });

export const mapOf = (pairs: readonly (readonly [key: Itf, value: Itf])[]): Itf => ({
  "#map": pairs,
});

export const tupleOf = (items: readonly Itf[]): Itf => ({ "#tup": items });

/** One of several things, as Quint writes a value of a sum type. */
export const variantOf = (tag: string, value: Itf): Itf => ({ tag, value });

/** A field that begins with # would be taken for a set or a number; a map may have any key. */
export const recordOf = (fields: readonly (readonly [name: string, value: Itf])[]): Itf =>
  fields.some(([name]) => name.startsWith("#")) ? mapOf(fields) : Object.fromEntries(fields);

/** A value of that shape, which was written as JSON. */
export const itfOf = (shape: Shape, json: Json): Itf => {
  switch (shape.kind) {
    case "literal":
    case "node":
    case "int":
    case "string":
      return plainOf(json);
    case "struct":
      return structOf(shape.fields, json);
    case "tuple":
      return tupleOf(listOf(json).map((item, at) => itfOf(shape.items[at]!, item)));
    case "list":
      return listOf(json).map((item) => itfOf(shape.item, item));
    case "set":
      return setOf(listOf(json).map((item) => itfOf(shape.item, item)));
    case "map":
      return mapOf(
        pairsOf(shape.record, json).map(([key, item]) => [
          itfOf(shape.key, key),
          itfOf(shape.value, item),
        ]),
      );
    case "union": {
      const member = memberOf(shape, json);
      return member === undefined ? plainOf(json) : itfOf(member, json);
    }
    case "refined":
      return itfOf(shape.of, json);
  }
};

/** Without a shape: a list is a list, whatever it was written for. */
const plainOf = (json: Json): Itf => {
  if (json === null) return NOTHING;
  if (typeof json === "number")
    return Number.isInteger(json) ? integer(json) : { "#unserializable": String(json) };
  if (typeof json !== "object") return json;
  if (isList(json)) return json.map(plainOf);
  return recordOf(Object.entries(json).map(([name, item]) => [name, plainOf(item)]));
};

const structOf = (fields: readonly Field[], json: Json): Itf => {
  const shapes = new Map(fields.map(({ name, shape }) => [name, shape]));
  return recordOf(
    Object.entries(isRecord(json) ? json : {}).map(([name, item]) => {
      const shape = shapes.get(name);
      return [name, shape === undefined ? plainOf(item) : itfOf(shape, item)];
    }),
  );
};

const listOf = (json: Json): readonly Json[] => (isList(json) ? json : []);

const pairsOf = (isARecord: boolean, json: Json): readonly (readonly [Json, Json])[] => {
  if (isARecord) return Object.entries(isRecord(json) ? json : {});
  return listOf(json).map((pair) => {
    const [key = null, item = null] = listOf(pair);
    return [key, item];
  });
};
