/** Reads back what `toJson` wrote, with the help of the shape. */
import type { Json } from "../report.ts";
import { accepts, assertInside } from "./explain.ts";
import { chooserOf, type Class, classesOfValues } from "./members.ts";
import { isPlainObject } from "./plain.ts";
import type { Shape } from "./shape.ts";

export { toJson } from "./to-json.ts";

/** @throws OutsideSchema */
export const fromJson = (shape: Shape, nodes: readonly string[], json: Json): unknown => {
  const value = revived(shape, json);
  assertInside(shape, nodes, value);
  return value;
};

/** What does not have the form that its shape asks for is left, for the check to complain of. */
const revived = (shape: Shape, json: unknown): unknown => {
  switch (shape.kind) {
    case "literal":
    case "node":
    case "int":
    case "string":
      return json;
    case "struct": {
      const shapes = new Map(shape.fields.map((field) => [field.name, field.shape]));
      return revivedFields(json, (name) => shapes.get(name));
    }
    case "tuple":
      return Array.isArray(json) ? revivedItems(json, (index) => shape.items[index]) : json;
    case "list":
      return Array.isArray(json) ? revivedItems(json, () => shape.item) : json;
    case "set":
      return Array.isArray(json) ? new Set(revivedItems(json, () => shape.item)) : json;
    case "map":
      return shape.record ? revivedFields(json, () => shape.value) : revivedMap(shape, json);
    case "union": {
      const member = memberOf(shape, json);
      return member === undefined ? json : revived(member, json);
    }
    case "refined":
      return revived(shape.of, json);
  }
};

/** The member of a union to which a value belongs that was written as JSON. */
export const memberOf = (
  { members }: Shape & { readonly kind: "union" },
  json: unknown,
): Shape | undefined => members[chooserOf(members, fits, classesOfJson)(json)];

const fits = (shape: Shape, json: unknown): boolean => accepts(shape, revived(shape, json));

/** No union holds two of these: `shapeOf` refuses it, because they would look the same here. */
const classesOfJson = (shape: Shape): readonly Class[] =>
  classesOfValues(shape).map((one) => (one === "set" || one === "map" ? "list" : one));

const revivedFields = (json: unknown, shapeOf: (name: string) => Shape | undefined): unknown => {
  if (!isPlainObject(json)) return json;
  const fields = Object.entries(json).map(([name, item]) => {
    const shape = shapeOf(name);
    return [name, shape === undefined ? item : revived(shape, item)];
  });
  return Object.fromEntries(fields);
};

const revivedItems = (
  json: readonly unknown[],
  shapeOf: (index: number) => Shape | undefined,
): readonly unknown[] =>
  json.map((item, index) => {
    const shape = shapeOf(index);
    return shape === undefined ? item : revived(shape, item);
  });

const revivedMap = (shape: Shape & { kind: "map" }, json: unknown): unknown => {
  if (!Array.isArray(json)) return json;
  const pairs = json.filter(
    (one): one is readonly unknown[] => Array.isArray(one) && one.length === 2,
  );
  const map = new Map(
    pairs.map(([key, item]) => [revived(shape.key, key), revived(shape.value, item)]),
  );
  return map.size === json.length ? map : json;
};
