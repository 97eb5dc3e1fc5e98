import { Schema as S } from "@effect/schema";
import { describe, expect, test } from "vitest";
import { int, list, NodeId } from "../../models/protocol.ts";
import { shapeOf, shapeOfFields } from "../../checks/schema/read.ts";
import { complaint } from "./rich.ts";

const ANY = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
const node = { kind: "node" };
const whole = (min: number, max: number): object => ({ kind: "int", min, max });

describe("a schema is read as", () => {
  const cases: readonly [string, S.Schema.AnyNoContext, object][] = [
    ["a node", NodeId, node],
    [
      "a node, filtered before it is branded",
      S.String.pipe(S.minLength(1), S.brand("NodeId")),
      node,
    ],
    ["a range", int(0, 3), whole(0, 3)],
    ["a range of parameters", int("least", "ballots"), whole(1, 5)],
    ["a branded range", int(0, 3).pipe(S.brand("Term")), whole(0, 3)],
    ["a range that is narrowed", int(0, "ballots").pipe(S.lessThan(3), S.positive()), whole(1, 2)],
    ["any whole number", S.Int, { kind: "int", ...ANY }],
    ["no sign", S.NonNegativeInt, whole(0, ANY.max)],
    ["fractions for bounds", S.Number.pipe(S.between(-0.5, 2.5), S.int()), whole(0, 2)],
    [
      "a finite number that is whole",
      S.Finite.pipe(S.int(), S.lessThanOrEqualTo(0)),
      whole(ANY.min, 0),
    ],
    ["the type side", S.NumberFromString.pipe(S.int(), S.between(1, 2)), whole(1, 2)],
    ["a boolean", S.Boolean, { kind: "literal", values: [false, true] }],
    [
      "literals",
      S.NullOr(S.Literal("a", 1, true)),
      { kind: "literal", values: ["a", 1, true, null] },
    ],
    [
      "one literal twice",
      S.Union(S.Literal("a"), S.Literal("a")),
      { kind: "literal", values: ["a"] },
    ],
    [
      "a union, literals first",
      S.Union(NodeId, S.Union(S.Literal("a"), int(0, 1)), S.Null),
      { kind: "union", members: [{ kind: "literal", values: ["a", null] }, node, whole(0, 1)] },
    ],
    [
      "a struct",
      S.Struct({
        a: S.optional(NodeId),
        b: S.optionalWith(int(0, 1), { exact: true }),
        c: S.optionalWith(int(0, 2), { default: () => 1 }),
      }),
      {
        kind: "struct",
        fields: [
          { name: "a", shape: node, optional: true },
          { name: "b", shape: whole(0, 1), optional: true },
          { name: "c", shape: whole(0, 2), optional: false },
        ],
      },
    ],
    ["a list", S.Array(NodeId), { kind: "list", item: node, min: 0, max: ANY.max }],
    ["a list with an end", list(NodeId, 3), { kind: "list", item: node, min: 0, max: 3 }],
    [
      "a list as long as a parameter",
      list(NodeId, "ballots"),
      { kind: "list", item: node, min: 0, max: 5 },
    ],
    [
      "a list of such lists",
      list(list(S.ReadonlySet(NodeId), "ballots"), 2),
      {
        kind: "list",
        item: { kind: "list", item: { kind: "set", item: node }, min: 0, max: 5 },
        min: 0,
        max: 2,
      },
    ],
    [
      "a list with bounds",
      S.Array(NodeId).pipe(S.minItems(1), S.maxItems(2)),
      { kind: "list", item: node, min: 1, max: 2 },
    ],
    [
      "a list of one length",
      S.Array(NodeId).pipe(S.itemsCount(2)),
      { kind: "list", item: node, min: 2, max: 2 },
    ],
    [
      "a list that is not empty",
      S.NonEmptyArray(NodeId),
      { kind: "list", item: node, min: 1, max: ANY.max },
    ],
    ["a tuple", S.Tuple(NodeId, int(0, 1)), { kind: "tuple", items: [node, whole(0, 1)] }],
    ["a set", S.Set(NodeId), { kind: "set", item: node }],
    [
      "a map",
      S.Map({ key: NodeId, value: int(0, 1) }),
      { kind: "map", key: node, value: whole(0, 1), record: false },
    ],
    [
      "a record",
      S.Record({ key: NodeId, value: int(0, 1) }),
      { kind: "map", key: node, value: whole(0, 1), record: true },
    ],
    [
      "a record of literals",
      S.Record({ key: S.Literal("a"), value: NodeId }),
      { kind: "struct", fields: [{ name: "a", shape: node, optional: false }] },
    ],
  ];
  test.each(cases)("%s", (_, schema, shape) => {
    expect(shapeOf(schema, { least: 1, ballots: 5 })).toEqual(shape);
  });

  test("fields are read as a struct", () => {
    expect(shapeOfFields({ by: NodeId }, {})).toEqual(shapeOf(S.Struct({ by: NodeId }), {}));
  });

  test("a filter is kept with its predicate, and bounds around it still count", () => {
    const even = int(0, 9).pipe(
      S.filter((n) => n % 2 === 0, { description: "an even number" }),
      S.lessThan(5),
    );
    const shape = shapeOf(even, {});
    expect(shape).toMatchObject({ kind: "refined", of: whole(0, 4), expected: "an even number" });
    if (shape.kind !== "refined") return;
    expect([2, 3].map((value) => shape.holds(value))).toEqual([true, false]);
  });

  test("bounds that a custom annotation hides are kept as a predicate", () => {
    const hidden = S.Int.pipe(S.between(0, 3, { jsonSchema: {} }));
    const shape = shapeOf(hidden, {});
    expect(shape.kind === "refined" && shape.holds(4)).toBe(false);
    expect(shape.kind === "refined" && shape.holds(3)).toBe(true);
  });
});

describe("a schema is refused", () => {
  interface Endless {
    readonly next: Endless | null;
  }
  const endless: S.Schema<Endless> = S.Struct({ next: S.NullOr(S.suspend(() => endless)) });
  class Point extends S.Class<Point>("Point")({ x: S.Int }) {}
  const cases: readonly [S.Schema.AnyNoContext, string][] = [
    [S.Number, "a state cannot contain a number that need not be whole (field a.b)"],
    [
      S.Number.pipe(S.between(0, 1)),
      "a state cannot contain a number that need not be whole (field a.b)",
    ],
    [S.BigIntFromSelf, "a state cannot contain a bigint (field a.b)"],
    [S.Date, "a state cannot contain a value of Date (field a.b)"],
    [S.HashSet(NodeId), "a state cannot contain a value of HashSet (field a.b)"],
    [S.Option(NodeId), "a state cannot contain a value of Option (field a.b)"],
    [Point, "a state cannot contain a value of Point (field a.b)"],
    [
      S.UndefinedOr(NodeId),
      "a state cannot contain undefined, but null or an optional field (field a.b)",
    ],
    [S.Unknown, "a state cannot contain an unknown value (field a.b)"],
    [S.Literal(NaN), "a state cannot contain the number NaN (field a.b)"],
    [endless, "a state cannot contain a value of a recursive schema (field a.b.next)"],
    [S.Array(S.Number), "a state cannot contain a number that need not be whole (field a.b[])"],
    [
      S.ReadonlyMap({ key: S.Number, value: NodeId }),
      "a state cannot contain a number that need not be whole (field a.b[key])",
    ],
    [
      S.Struct({ toString: NodeId }),
      "a state cannot contain a field of this name (field a.b.toString)",
    ],
    [
      S.Struct({ a: S.Int }, S.Record({ key: S.String, value: S.Int })),
      "a state cannot contain a record that has fields of its own too (field a.b)",
    ],
    [
      S.Tuple(S.Int, S.optionalElement(S.Int)),
      "a state cannot contain a tuple with an optional item (field a.b[1])",
    ],
    [
      S.Tuple([S.Int], NodeId),
      "a state cannot contain a tuple of any length, but a list (field a.b)",
    ],
    [
      S.Union(NodeId, S.String),
      "a state cannot contain either a node or any string: they look the same (field a.b)",
    ],
    [
      S.Union(S.Array(NodeId), S.ReadonlySet(NodeId)),
      "a state cannot contain either of list and set: they look the same in JSON (field a.b)",
    ],
    [
      int(0, "balots"),
      'a.b: unknown parameter "balots"; did you mean "ballots"? (known: ballots, name)',
    ],
    [int(0, "name"), 'a.b: the parameter name, a bound here, is not a whole number but "x"'],
    [list(NodeId, "nodes"), 'a.b: unknown parameter "nodes" (known: ballots, name)'],
    [int(9, "ballots"), "a.b: there is no whole number from 9 to 5"],
  ];
  test.each(cases)("%s", (schema, message) => {
    const within = S.Struct({ a: S.Struct({ b: schema }) });
    expect(complaint(() => shapeOf(within, { ballots: 5, name: "x" }))).toBe(
      `UsageError: ${message}`,
    );
  });

  test("without a path where the whole is meant", () => {
    expect(complaint(() => shapeOf(S.Number, {}))).toBe(
      "UsageError: a state cannot contain a number that need not be whole",
    );
  });
});
