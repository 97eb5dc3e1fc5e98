/** Renames node ids wherever a value holds them; what holds none stays the same object. */
import { accepts } from "./explain.ts";
import { chooserOf } from "./members.ts";
import { isPlainObject } from "./plain.ts";
import type { Field, Shape } from "./shape.ts";

type Rename = (id: string) => string;
export type Renamer = (value: unknown, rename: Rename) => unknown;

/** Takes values of the shape only, which an encoder has seen. */
export const renamerOf = (shape: Shape): Renamer => {
  if (!holdsNode(shape)) return (value) => value;
  switch (shape.kind) {
    case "node":
      return (value, rename) => (typeof value === "string" ? rename(value) : value);
    case "struct":
      return renamerOfFields(shape.fields);
    case "tuple": {
      const renamers = shape.items.map(renamerOf);
      return (value, rename) =>
        Array.isArray(value) ? renamers.map((each, i) => each(value[i], rename)) : value;
    }
    case "list": {
      const each = renamerOf(shape.item);
      return (value, rename) =>
        Array.isArray(value) ? value.map((item: unknown) => each(item, rename)) : value;
    }
    case "set": {
      const each = renamerOf(shape.item);
      return (value, rename) =>
        value instanceof Set ? new Set(Array.from(value, (item) => each(item, rename))) : value;
    }
    case "map":
      return renamerOfEntries(shape);
    case "union": {
      const renamers = shape.members.map(renamerOf);
      const choose = chooserOf(shape.members, accepts);
      return (value, rename) => renamers[choose(value)]?.(value, rename) ?? value;
    }
    case "refined":
      return renamerOf(shape.of);
    case "literal":
    case "int":
    case "string":
      return (value) => value;
  }
};

const holdsNode = (shape: Shape): boolean => {
  switch (shape.kind) {
    case "node":
      return true;
    case "struct":
      return shape.fields.some((field) => holdsNode(field.shape));
    case "tuple":
      return shape.items.some(holdsNode);
    case "list":
    case "set":
      return holdsNode(shape.item);
    case "map":
      return holdsNode(shape.key) || holdsNode(shape.value);
    case "union":
      return shape.members.some(holdsNode);
    case "refined":
      return holdsNode(shape.of);
    case "literal":
    case "int":
    case "string":
      return false;
  }
};

const renamerOfFields = (fields: readonly Field[]): Renamer => {
  const renamers = fields
    .filter(({ shape }) => holdsNode(shape))
    .map(({ name, shape }) => [name, renamerOf(shape)] as const);
  return (value, rename) => {
    if (!isPlainObject(value)) return value;
    const renamed = { ...value };
    for (const [name, each] of renamers)
      if (value[name] !== undefined) renamed[name] = each(value[name], rename);
    return renamed;
  };
};

const renamerOfEntries = (shape: Shape & { kind: "map" }): Renamer => {
  const [key, item] = [renamerOf(shape.key), renamerOf(shape.value)];
  return (value, rename) => {
    const entry = ([name, one]: readonly [unknown, unknown]): [unknown, unknown] => [
      key(name, rename),
      item(one, rename),
    ];
    if (value instanceof Map) return new Map(Array.from(value, entry));
    if (!isPlainObject(value)) return value;
    const entries = Object.entries(value).map(entry);
    return Object.fromEntries(entries.map(([name, one]) => [String(name), one]));
  };
};
