import { isDeepStrictEqual } from "node:util";
import { Schema as S } from "@effect/schema";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { NodeId } from "../../models/protocol.ts";
import { arbitraryOf } from "../../checks/schema/arbitrary.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { renamerOf } from "../../checks/schema/rename.ts";
import { encoded, nodes, rich } from "./rich.ts";

const rename = renamerOf(rich);
const values = arbitraryOf(rich, nodes);
const permutations = fc.shuffledSubarray(nodes, { minLength: nodes.length });
const along =
  (from: readonly string[], to: readonly string[]) =>
  (id: string): string =>
    to[from.indexOf(id)] ?? `${id} is not a node`;

test("renaming there and back changes nothing", () => {
  fc.assert(
    fc.property(values, permutations, (value, permuted) => {
      const there = rename(value, along(nodes, permuted));
      expect(isDeepStrictEqual(rename(there, along(permuted, nodes)), value)).toBe(true);
    }),
  );
});

test("renaming finds every node: no other names, in the same order, give the same bytes", () => {
  const others = ["first", "second", "third"];
  fc.assert(
    fc.property(values, (value) => {
      const renamed = rename(value, along(nodes, others));
      expect(encoded(rich, renamed, others)).toBe(encoded(rich, value, nodes));
    }),
  );
});

test("renaming within the nodes leaves the value in its shape", () => {
  fc.assert(
    fc.property(values, permutations, (value, permuted) => {
      expect(encoded(rich, rename(value, along(nodes, permuted)), permuted)).toBe(
        encoded(rich, value, nodes),
      );
    }),
  );
});

test("what holds no node stays the same object", () => {
  const shape = shapeOf(S.Struct({ a: S.ReadonlySet(S.String) }), {});
  const value = { a: new Set(["acceptor1"]) };
  expect(renamerOf(shape)(value, () => "other")).toBe(value);
});

test("keys of maps and records are renamed, and literals beside nodes are not", () => {
  const shape = shapeOf(
    S.Struct({
      map: S.ReadonlyMap({ key: NodeId, value: S.String }),
      record: S.Record({ key: NodeId, value: S.NullOr(NodeId) }),
      either: S.Union(NodeId, S.Literal("nobody")),
    }),
    {},
  );
  const value = { map: new Map([["a", "a"]]), record: { a: "b", b: null }, either: "nobody" };
  expect(renamerOf(shape)(value, (id) => `${id}${id}`)).toEqual({
    map: new Map([["aa", "a"]]),
    record: { aa: "bb", bb: null },
    either: "nobody",
  });
});
