/** A shape compiled once to a function that checks and writes a value in a single pass. */
import { UsageError } from "../errors.ts";
import { Output, widthOf } from "./bytes.ts";
import { accepts } from "./explain.ts";
import { inOrder, type Write } from "./in-order.ts";
import { bareShapes, chooserOf, classesOfValues, isScalar } from "./members.ts";
import { isPlainObject } from "./plain.ts";
import type { Field, Shape } from "./shape.ts";

/** False: the value is outside the shape, and what has been written is worth nothing. */
export const encoderOf = (shape: Shape, nodes: readonly string[]): Write => {
  const encoder = (inner: Shape): Write => encoderOf(inner, nodes);
  switch (shape.kind) {
    case "literal":
      return oneOf(shape.values);
    case "node":
      return oneOf(nodes);
    case "int":
      return whole(shape.min, shape.max);
    case "string":
      return (value, out) => {
        if (typeof value !== "string") return false;
        out.text(value);
        return true;
      };
    case "struct":
      return struct(
        shape.fields,
        shape.fields.map((field) => encoder(field.shape)),
      );
    case "tuple":
      return tuple(shape.items.map(encoder));
    case "list":
      return list(encoder(shape.item), shape.min, shape.max);
    case "set": {
      const write = inOrder(encoder(shape.item));
      return (value, out) => value instanceof Set && write(value, value.size, out) >= 0;
    }
    case "map":
      return shape.record
        ? record(encoder(shape.key), encoder(shape.value))
        : map(shape, encoder(shape.key), encoder(shape.value));
    case "union":
      return union(shape.members, shape.members.map(encoder), nodes);
    case "refined": {
      const write = encoder(shape.of);
      return (value, out) => write(value, out) && shape.holds(value);
    }
  }
};

const oneOf = (values: readonly unknown[]): Write => {
  const [only] = values;
  if (values.length === 1) return (value) => value === only;
  const width = widthOf(values.length);
  const indices = new Map(values.map((value, index) => [value, index]));
  return (value, out) => {
    const index = indices.get(value);
    if (index === undefined) return false;
    out.number(index, width);
    return true;
  };
};

const whole = (min: number, max: number): Write => {
  const width = widthOf(max - min + 1);
  if (!Number.isSafeInteger(max - min)) return wide(min, max);
  return (value, out) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return false;
    if (value < min || value > max) return false;
    if (width > 0) out.number(value - min, width);
    return true;
  };
};

/** The distance from `min` would be rounded here: halves are written that are exact. */
const wide =
  (min: number, max: number): Write =>
  (value, out) => {
    if (typeof value !== "number" || !Number.isInteger(value)) return false;
    if (value < min || value > max) return false;
    out.number(Math.floor(value / 2 ** 32) + 2 ** 21, 3);
    out.number(value >>> 0, 4);
    return true;
  };

const struct = (fields: readonly Field[], encoders: readonly Write[]): Write => {
  const names = fields.map(({ name }) => name);
  const optional = fields.map((field) => field.optional);
  return (value, out) => {
    if (!isPlainObject(value)) return false;
    let known = 0;
    for (let i = 0; i < names.length; i++) {
      const item = value[names[i]!];
      if (optional[i]!) {
        out.byte(item === undefined ? 0 : 1);
        if (item === undefined) {
          if (Object.hasOwn(value, names[i]!)) known++;
          continue;
        }
      }
      if (!encoders[i]!(item, out)) return false;
      known++;
    }
    return Object.keys(value).length === known;
  };
};

const tuple =
  (encoders: readonly Write[]): Write =>
  (value, out) =>
    Array.isArray(value) &&
    value.length === encoders.length &&
    encoders.every((encode, index) => encode(value[index], out));

const list =
  (encode: Write, min: number, max: number): Write =>
  (value, out) => {
    if (!Array.isArray(value) || value.length < min || value.length > max) return false;
    out.length(value.length);
    for (let i = 0; i < value.length; i++) if (!encode(value[i], out)) return false;
    return true;
  };

const record = (key: Write, item: Write): Write => {
  const write = inOrder(entry(key, item));
  return (value, out) => {
    if (!isPlainObject(value)) return false;
    const entries = Object.entries(value);
    return write(entries, entries.length, out) >= 0;
  };
};

const map = (shape: Shape & { kind: "map" }, key: Write, item: Write): Write => {
  const write = inOrder(entry(key, item));
  if (classesOfValues(shape.key).every(isScalar))
    return (value, out) => value instanceof Map && write(value, value.size, out) >= 0;
  // A `Map` takes two equal objects for two keys; a protocol could not say which one it means.
  const writeKeys = inOrder(key);
  const scratch = new Output();
  return (value, out) => {
    scratch.at = 0;
    return (
      value instanceof Map &&
      writeKeys(value.keys(), value.size, scratch) === value.size &&
      write(value, value.size, out) >= 0
    );
  };
};

const entry =
  (key: Write, item: Write): Write =>
  (pair, out) =>
    Array.isArray(pair) && key(pair[0], out) && item(pair[1], out);

const union = (
  members: readonly Shape[],
  encoders: readonly Write[],
  nodes: readonly string[],
): Write => {
  refuseAmbiguity(members, nodes);
  const width = widthOf(members.length);
  const choose = chooserOf(members, accepts);
  return (value, out) => {
    const index = choose(value);
    if (index === -1) return false;
    out.number(index, width);
    return encoders[index]!(value, out);
  };
};

/** Renaming could not tell the node from the literal. */
const refuseAmbiguity = (members: readonly Shape[], nodes: readonly string[]): void => {
  const scalars = members.flatMap(bareShapes);
  if (!scalars.some(({ kind }) => kind === "node")) return;
  const literals = new Set(scalars.flatMap((one) => (one.kind === "literal" ? one.values : [])));
  const both = nodes.find((node) => literals.has(node));
  if (both !== undefined)
    throw new UsageError(`the node ${both} is called like a literal that stands beside node ids`);
};
