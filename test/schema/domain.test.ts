import { isDeepStrictEqual } from "node:util";
import { Schema as S } from "@effect/schema";
import { describe, expect, test } from "vitest";
import { int, list, NodeId } from "../../models/protocol.ts";
import { codecOf } from "../../checks/schema/codec.ts";
import { compareBytes } from "../../checks/schema/compare.ts";
import { domainOf } from "../../checks/schema/domain.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { complaint, nodes } from "./rich.ts";

const Order = S.Literal("attack", "retreat");
const Bit = int(0, 1);

describe("a domain has every value once, in the order of the bytes", () => {
  const cases: readonly [string, S.Schema.AnyNoContext, number][] = [
    ["literals", Order, 2],
    ["nodes", NodeId, 3],
    ["whole numbers", int(-200, 200), 401],
    ["a struct", S.Struct({ order: Order, by: NodeId, round: int(1, 4) }), 24],
    ["an empty struct", S.Struct({}), 1],
    ["optional fields", S.Struct({ a: S.optional(Bit), b: S.optional(Order) }), 9],
    ["null or", S.NullOr(S.Struct({ by: NodeId })), 4],
    ["a tuple", S.Tuple(Bit, NodeId), 6],
    ["a list", list(NodeId, 3), 1 + 3 + 9 + 27],
    ["a list that is not empty", list(Bit, 2).pipe(S.minItems(1)), 2 + 4],
    ["a list of nothing", list(NodeId, "none"), 1],
    ["a set", S.ReadonlySet(NodeId), 8],
    ["a set of sets", S.ReadonlySet(S.ReadonlySet(Bit)), 16],
    ["a map", S.ReadonlyMap({ key: NodeId, value: Bit }), 27],
    ["a record", S.Record({ key: NodeId, value: Order }), 27],
    [
      "a map from structs",
      S.ReadonlyMap({ key: S.Struct({ by: NodeId }), value: S.ReadonlySet(Bit) }),
      125,
    ],
    ["members that overlap", S.Union(int(0, 5), S.Literal(3), int(4, 9), S.Literal("a")), 11],
    ["structs that overlap", S.Union(S.Struct({ a: int(0, 2) }), S.Struct({ a: int(1, 3) })), 4],
    ["a filter", S.ReadonlySet(NodeId).pipe(S.filter((set) => set.size >= 2)), 4],
    ["a filter within", S.ReadonlySet(int(0, 9).pipe(S.multipleOf(5))), 4],
    ["enums", S.Enums({ Up: "up", Down: "down", On: "up" }), 2],
  ];
  test.each(cases)("%s", (_, schema, size) => {
    const shape = shapeOf(schema, { none: 0 });
    const codec = codecOf(shape, nodes);
    const domain = domainOf(shape, nodes);
    const bytes = domain.map((value) => codec.encode(value).slice());
    expect(domain.length).toBe(size);
    for (const [index, one] of bytes.entries()) {
      if (index > 0) expect(compareBytes(bytes[index - 1] ?? one, one)).toBeLessThan(0);
      expect(isDeepStrictEqual(codec.decode(one), domain[index])).toBe(true);
    }
  });
});

describe("a domain is refused by name", () => {
  const cases: readonly [string, S.Schema.AnyNoContext, string][] = [
    [
      "where it has strings",
      S.Struct({ a: S.String }),
      "a has no finite number of values: it is any string",
    ],
    [
      "where a number has no bound",
      S.Struct({ a: S.Tuple(S.Int) }),
      "a[0] has no finite number of values: it is any whole number",
    ],
    [
      "where a number has one bound",
      S.Int.pipe(S.positive()),
      "the value has no finite number of values: it is any whole number",
    ],
    [
      "where a list has no end",
      S.Struct({ a: S.Array(S.Struct({ b: S.Array(NodeId) })) }),
      "a[].b has no finite number of values: it is a list of any length",
    ],
    [
      "where a product is large",
      S.Struct({ a: int(1, 1001), b: int(1, 1000) }),
      "the value has more than 1,000,000 values",
    ],
    [
      "where a set has too many members",
      S.Struct({ a: S.ReadonlySet(int(1, 20)) }),
      "a has more than 1,000,000 values",
    ],
    [
      "where a map has too many keys",
      S.ReadonlyMap({ key: int(1, 20), value: Bit }),
      "the value has more than 1,000,000 values",
    ],
    ["where lists are long", list(S.Boolean, 20), "the value has more than 1,000,000 values"],
    ["where a range is wide", int(0, 1_000_000), "the value has more than 1,000,000 values"],
    [
      "where members add up",
      S.Union(int(0, 999_999), S.Boolean),
      "the value has more than 1,000,000 values",
    ],
  ];
  test.each(cases)("%s", (_, schema, message) => {
    expect(complaint(() => domainOf(shapeOf(schema, {}), nodes))).toBe(`UsageError: ${message}`);
  });

  test("and a million is not too many", () => {
    expect(domainOf(shapeOf(S.Tuple(int(1, 1000), int(1, 1000)), {}), nodes).length).toBe(
      1_000_000,
    );
    expect(domainOf(shapeOf(S.ReadonlySet(int(1, 19)), {}), nodes).length).toBe(2 ** 19);
  });
});
