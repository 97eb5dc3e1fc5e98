/** Every value of a finite shape, in the order of its canonical bytes. */
import { UsageError } from "../errors.ts";
import { accepts } from "./explain.ts";
import { chooserOf } from "./members.ts";
import type { Field, Shape } from "./shape.ts";
import { fieldPath, itemPath } from "./wording.ts";

const MOST = 1_000_000;

/** There are too many values, or no end of them. */
export class NotFinite extends UsageError {
  readonly path: string;
  constructor(path: string, what: string) {
    super(`${path === "" ? "the value" : path} has ${what}`);
    this.path = path;
  }
}

/** @throws NotFinite where the shape is not finite, or has more than a million values. */
export const domainOf = (shape: Shape, nodes: readonly string[]): readonly unknown[] =>
  valuesOf(shape, nodes, "");

const valuesOf = (shape: Shape, nodes: readonly string[], path: string): readonly unknown[] => {
  const within = (inner: Shape, at: string): readonly unknown[] => valuesOf(inner, nodes, at);
  switch (shape.kind) {
    case "literal":
      return shape.values;
    case "node":
      return nodes;
    case "int":
      return wholeNumbers(shape.min, shape.max, path);
    case "string":
      throw new NotFinite(path, "no finite number of values: it is any string");
    case "struct":
      return structs(shape.fields, path, within);
    case "tuple":
      return products(
        shape.items.map((item, i) => within(item, itemPath(path, i))),
        path,
      );
    case "list":
      return lists(shape, within(shape.item, itemPath(path, "")), path);
    case "set":
      return subsets(within(shape.item, itemPath(path, "")), path).map((items) => new Set(items));
    case "map":
      return maps(shape, path, within);
    case "union": {
      // A value that two members allow belongs to the one which an encoder would choose.
      const choose = chooserOf(shape.members, accepts);
      const all = shape.members.flatMap((member, index) =>
        within(member, path).filter((value) => choose(value) === index),
      );
      refuseMoreThanMost(all.length, path);
      return all;
    }
    case "refined":
      return within(shape.of, path).filter((value) => shape.holds(value));
  }
};

type Within = (shape: Shape, path: string) => readonly unknown[];

/** Before anything is built: what is too large must not fill the memory before it is refused. */
const refuseMoreThanMost = (count: number, path: string): void => {
  if (count > MOST) throw new NotFinite(path, "more than 1,000,000 values");
};

const wholeNumbers = (min: number, max: number, path: string): readonly number[] => {
  if (min <= Number.MIN_SAFE_INTEGER || max >= Number.MAX_SAFE_INTEGER)
    throw new NotFinite(path, "no finite number of values: it is any whole number");
  const length = max - min + 1;
  refuseMoreThanMost(length, path);
  return Array.from({ length }, (_, index) => min + index);
};

/** In the order of a dictionary: the last factor changes fastest. */
const products = (
  factors: readonly (readonly unknown[])[],
  path: string,
): readonly (readonly unknown[])[] => {
  refuseMoreThanMost(
    factors.reduce((product, factor) => product * factor.length, 1),
    path,
  );
  return factors.reduce<readonly (readonly unknown[])[]>(
    (heads, factor) => heads.flatMap((head) => factor.map((item) => [...head, item])),
    [[]],
  );
};

const structs = (fields: readonly Field[], path: string, within: Within): readonly unknown[] => {
  // A field that is absent comes first.
  const factors = fields.map(({ name, shape, optional }) => {
    const values = within(shape, fieldPath(path, name));
    return optional ? [undefined, ...values] : values;
  });
  return products(factors, path).map((items) =>
    Object.fromEntries(
      fields.flatMap(({ name }, index) =>
        items[index] === undefined ? [] : [[name, items[index]]],
      ),
    ),
  );
};

const lists = (
  { min, max }: Shape & { kind: "list" },
  items: readonly unknown[],
  path: string,
): readonly unknown[] => {
  if (max >= Number.MAX_SAFE_INTEGER)
    throw new NotFinite(path, "no finite number of values: it is a list of any length");
  const all: unknown[] = [];
  for (let length = min; length <= max; length++) {
    refuseMoreThanMost(all.length + items.length ** length, path);
    const factors = Array.from({ length }, () => items);
    for (const list of products(factors, path)) all.push(list);
  }
  return all;
};

/** The small ones first, and those of one size in the order of a dictionary. */
const subsets = (items: readonly unknown[], path: string): readonly (readonly unknown[])[] => {
  refuseMoreThanMost(2 ** items.length, path);
  return upTo(items.length).flatMap((size) => choices(items, size));
};

const upTo = (most: number): readonly number[] =>
  Array.from({ length: most + 1 }, (_, index) => index);

const choices = <T>(items: readonly T[], size: number): readonly (readonly T[])[] => {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    choices(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
};

type Pair = readonly [key: unknown, item: unknown];

const maps = (shape: Shape & { kind: "map" }, path: string, within: Within): readonly unknown[] => {
  const keys = within(shape.key, itemPath(path, "key"));
  const values = within(shape.value, itemPath(path, ""));
  refuseMoreThanMost((values.length + 1) ** keys.length, path);
  const all = upTo(keys.length).flatMap((size) => mapsOf(size, keys, values));
  return all.map((pairs) =>
    shape.record
      ? Object.fromEntries(pairs.map(([key, item]) => [String(key), item]))
      : new Map(pairs),
  );
};

/** Pair by pair, since the bytes of a map are: the first key, its value, the second key. */
const mapsOf = (
  size: number,
  keys: readonly unknown[],
  values: readonly unknown[],
): readonly (readonly Pair[])[] => {
  if (size === 0) return [[]];
  return keys.flatMap((key, index) => {
    const rests = mapsOf(size - 1, keys.slice(index + 1), values);
    return values.flatMap((item) => rests.map((rest) => [[key, item] as const, ...rest]));
  });
};
