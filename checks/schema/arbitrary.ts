/** Random values of a shape, which shrink. */
import * as fc from "fast-check";
import type { Field, Shape } from "./shape.ts";
import { toJson } from "./to-json.ts";

export const arbitraryOf = (shape: Shape, nodes: readonly string[]): fc.Arbitrary<unknown> => {
  const arbitrary = (inner: Shape): fc.Arbitrary<unknown> => arbitraryOf(inner, nodes);
  switch (shape.kind) {
    case "literal":
      return fc.constantFrom(...shape.values);
    case "node":
      return fc.constantFrom(...nodes);
    case "int":
      return fc.integer({ min: shape.min, max: shape.max });
    case "string":
      return fc.oneof(fc.string(), fc.string({ unit: "binary" }));
    case "struct":
      return structs(shape.fields, arbitrary);
    case "tuple":
      return fc.tuple(...shape.items.map(arbitrary));
    case "list":
      return fc.array(arbitrary(shape.item), lengths(shape.min, shape.max));
    case "set":
      return distinct(arbitrary(shape.item)).map((items) => new Set(items));
    case "map":
      return maps(shape, arbitrary);
    case "union":
      return fc.oneof(...shape.members.map(arbitrary));
    case "refined":
      return arbitrary(shape.of).filter((value) => shape.holds(value));
  }
};

type Arbitrary = (shape: Shape) => fc.Arbitrary<unknown>;

const structs = (fields: readonly Field[], arbitrary: Arbitrary): fc.Arbitrary<unknown> =>
  fc.record(Object.fromEntries(fields.map(({ name, shape }) => [name, arbitrary(shape)])), {
    requiredKeys: fields.filter(({ optional }) => !optional).map(({ name }) => name),
    noNullPrototype: true,
  });

/** Without a limit fast-check chooses one, by how far a run has come. */
const lengths = (min: number, max: number): fc.ArrayConstraints =>
  max >= 2 ** 31 ? { minLength: min } : { minLength: min, maxLength: max };

const textOf = (value: unknown): string => JSON.stringify(toJson(value));

const distinct = (items: fc.Arbitrary<unknown>): fc.Arbitrary<unknown[]> =>
  fc.uniqueArray(items, { selector: textOf });

const maps = (
  { key, value, record }: Shape & { kind: "map" },
  arbitrary: Arbitrary,
): fc.Arbitrary<unknown> =>
  fc
    .uniqueArray(fc.tuple(arbitrary(key), arbitrary(value)), { selector: ([one]) => textOf(one) })
    .map((pairs) =>
      record
        ? Object.fromEntries(pairs.map(([name, item]) => [String(name), item]))
        : new Map(pairs),
    );
