import { isDeepStrictEqual } from "node:util";
import { Schema as S } from "@effect/schema";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { int, list, NodeId } from "../../models/protocol.ts";
import { arbitraryOf } from "../../checks/schema/arbitrary.ts";
import { codecOf } from "../../checks/schema/codec.ts";
import { compareBytes } from "../../checks/schema/compare.ts";
import { faultOf } from "../../checks/schema/explain.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import type { Shape } from "../../checks/schema/shape.ts";
import { complaint, encoded, nodes, reversed, rich } from "./rich.ts";

const values = arbitraryOf(rich, nodes);
const bytesOf = (shape: Shape, value: unknown): Uint8Array =>
  codecOf(shape, nodes).encode(value).slice();
const read = (schema: S.Schema.AnyNoContext): Shape => shapeOf(schema, {});

describe("bytes", () => {
  const codec = codecOf(rich, nodes);

  test("are read back as the value that was written", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(isDeepStrictEqual(codec.decode(codec.encode(value)), value)).toBe(true);
      }),
    );
  });

  test("do not depend on the order of fields and members", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(encoded(rich, reversed(value))).toBe(encoded(rich, value));
      }),
    );
  });

  test("are those of the canonical form, whose fields and members are in order", () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = codec.encode(value).slice();
        const canonical = codec.decode(bytes);
        expect(codec.encode(canonical)).toEqual(bytes);
        expect(JSON.stringify(Object.keys(Object(canonical)))).toBe(
          JSON.stringify(Object.keys(Object(codec.decode(codec.encode(reversed(value)))))),
        );
      }),
    );
    const shape = read(
      S.Struct({ b: S.ReadonlySet(NodeId), a: S.ReadonlyMap({ key: NodeId, value: S.Int }) }),
    );
    const given = {
      a: new Map([
        ["acceptor2", 1],
        ["acceptor1", 2],
      ]),
      b: new Set(["acceptor3", "acceptor1"]),
    };
    const { encode, decode } = codecOf(shape, nodes);
    const canonical = decode(encode(given)) as typeof given;
    expect(Object.keys(canonical)).toEqual(["b", "a"]);
    expect([...canonical.b]).toEqual(["acceptor1", "acceptor3"]);
    expect([...canonical.a.keys()]).toEqual(["acceptor1", "acceptor2"]);
  });

  test("differ where values differ, even a little", () => {
    const few = read(
      S.Struct({
        a: S.optional(int(0, 1)),
        b: S.ReadonlySet(S.Union(int(0, 1), S.Literal("0", null), list(S.Boolean, 2))),
        c: S.ReadonlyMap({ key: S.NullOr(int(0, 1)), value: S.Boolean }),
        d: S.Record({ key: S.String.pipe(S.filter((key) => key.length < 2)), value: int(0, 1) }),
      }),
    );
    const two = fc.tuple(arbitraryOf(few, nodes), arbitraryOf(few, nodes));
    fc.assert(
      fc.property(two, ([one, other]) => {
        expect(encoded(few, one) === encoded(few, other)).toBe(isDeepStrictEqual(one, other));
      }),
      { numRuns: 2000 },
    );
  });

  test("tell hostile strings apart, halves of surrogate pairs included", () => {
    const shape = read(S.Array(S.String));
    const texts = fc.array(
      fc.string({
        unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
      }),
    );
    const { encode, decode } = codecOf(shape, nodes);
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(decode(encode(one))).toEqual(one);
        expect(encoded(shape, one) === encoded(shape, other)).toBe(isDeepStrictEqual(one, other));
      }),
    );
    for (const text of ["\ud800", "\udfff", "\ud83d\ude00", "\0", "x".repeat(100_000), "é€"])
      expect(decode(encode([text]))).toEqual([text]);
  });

  test("hold a key called __proto__ as any other", () => {
    const { encode, decode } = codecOf(read(S.Record({ key: S.String, value: S.Int })), nodes);
    const value: unknown = JSON.parse('{"__proto__": 1, "constructor": 2}');
    expect(JSON.stringify(decode(encode(value)))).toBe('{"__proto__":1,"constructor":2}');
  });

  test("keep every whole number to the last unit, and its order", () => {
    const whole = fc.oneof(
      fc.integer({ min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }),
      fc.constantFrom(0, -1, 1, 2 ** 32, -(2 ** 32), 2 ** 53 - 1, 2 ** 53 - 2, 1 - 2 ** 53),
    );
    const ranges = fc.tuple(whole, whole, whole, whole).map((all) => all.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(ranges, ([min = 0, a = 0, b = 0, max = 0]) => {
        const shape: Shape = { kind: "int", min, max };
        expect(codecOf(shape, nodes).decode(bytesOf(shape, a))).toBe(a);
        expect(Math.sign(compareBytes(bytesOf(shape, a), bytesOf(shape, b)))).toBe(
          Math.sign(a - b),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test("are as few as the range needs", () => {
    const lengthOf = (schema: S.Schema.AnyNoContext, value: unknown): number =>
      bytesOf(read(schema), value).length;
    expect(lengthOf(int(5, 5), 5)).toBe(0);
    expect(lengthOf(int(5, 260), 260)).toBe(1);
    expect(lengthOf(int(5, 261), 261)).toBe(2);
    expect(lengthOf(S.Int, -1)).toBe(7);
    expect(lengthOf(S.Literal("only"), "only")).toBe(0);
    expect(lengthOf(S.NullOr(NodeId), null)).toBe(1);
    expect(lengthOf(S.NullOr(NodeId), "acceptor2")).toBe(2);
    expect(lengthOf(S.ReadonlySet(NodeId), new Set(nodes))).toBe(4);
  });

  test("order lists, sets and maps by length first, the long ones too", () => {
    const shape = read(S.Array(S.Boolean));
    const lists = [0, 1, 254, 255, 256, 70_000].map((length) => Array.from({ length }, () => true));
    for (const [i, one] of lists.entries()) {
      expect(codecOf(shape, nodes).decode(bytesOf(shape, one))).toEqual(one);
      for (const other of lists.slice(i + 1))
        expect(compareBytes(bytesOf(shape, one), bytesOf(shape, other))).toBeLessThan(0);
    }
  });

  test("need two for a node where there are more than 256", () => {
    const many = Array.from({ length: 300 }, (_, index) => `node${index}`);
    const { encode, decode } = codecOf(read(NodeId), many);
    expect([...encode("node299")]).toEqual([1, 43]);
    expect(decode(encode("node299"))).toBe("node299");
  });

  test("hold equal members of a set once", () => {
    const shape = read(S.ReadonlySet(S.Struct({ by: NodeId })));
    const twice = new Set([{ by: "acceptor2" }, { by: "acceptor1" }, { by: "acceptor2" }]);
    const once = new Set([{ by: "acceptor1" }, { by: "acceptor2" }]);
    expect(bytesOf(shape, twice)).toEqual(bytesOf(shape, once));
    const many = new Set(Array.from({ length: 300 }, (_, i) => ({ by: nodes[i % 2] })));
    expect(bytesOf(shape, many)).toEqual(bytesOf(shape, once));
  });

  test("are a view that grows with what is written", () => {
    const shape = read(S.Array(S.Int));
    const value = Array.from({ length: 1000 }, (_, index) => index);
    const { encode, decode } = codecOf(shape, nodes);
    expect(encode(value).length).toBe(5 + 7000);
    expect(decode(encode(value))).toEqual(value);
    expect(encode([]).length).toBe(1);
  });

  test("are refused exactly where a fault can be named", () => {
    const anything = fc.oneof(
      fc.anything({ withSet: true, withMap: true, withSparseArray: true, withDate: true }),
      values.chain((value) =>
        fc
          .constantFrom(...Object.keys(Object(value)))
          .chain((name) =>
            fc
              .anything({ withSet: true, withMap: true })
              .map((wrong) => ({ ...Object(value), [name]: wrong })),
          ),
      ),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const refused = complaint(() => codec.encode(value)).startsWith("OutsideSchema: ");
        expect(refused).toBe(faultOf(rich, nodes, value) !== null);
      }),
      { numRuns: 1000 },
    );
  });
});

test("bytes are compared as a dictionary orders words", () => {
  const bytes = fc.uint8Array();
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
    }),
  );
});

test("a node may not be called like a literal that stands beside node ids", () => {
  const shape = read(S.Union(NodeId, S.Literal("acceptor2")));
  expect(complaint(() => codecOf(shape, nodes))).toBe(
    "UsageError: the node acceptor2 is called like a literal that stands beside node ids",
  );
});
