import { isDeepStrictEqual } from "node:util";
import { Schema as S } from "@effect/schema";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { int, list, NodeId } from "../../models/protocol.ts";
import type { Json } from "../../checks/report.ts";
import { arbitraryOf } from "../../checks/schema/arbitrary.ts";
import { fromJson, toJson } from "../../checks/schema/json.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { complaint, nodes, reversed, rich } from "./rich.ts";

const values = arbitraryOf(rich, nodes);

describe("JSON", () => {
  test("is read back as the value that was written, through text too", () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(toJson(value));
        const json: Json = JSON.parse(text);
        expect(isDeepStrictEqual(fromJson(rich, nodes, json), value)).toBe(true);
      }),
    );
  });

  test("does not depend on the order of fields and members", () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(isDeepStrictEqual(toJson(reversed(value)), toJson(value))).toBe(true);
      }),
    );
  });

  test("sorts sets and maps, and leaves out what is undefined", () => {
    const value = {
      set: new Set(["b", "a", 10, 9, null, true, false]),
      map: new Map<unknown, unknown>([
        ["b", new Set([2, 1])],
        ["a", undefined],
      ]),
      nested: new Set([{ b: 1, a: 2 }, { a: 1, b: 2 }, [2, 1], [2], []]),
      absent: undefined,
      zero: -0,
    };
    expect(toJson(value)).toStrictEqual({
      set: [null, false, true, 9, 10, "a", "b"],
      map: [
        ["a", null],
        ["b", [1, 2]],
      ],
      nested: [[], [2], [2, 1], { a: 1, b: 2 }, { b: 1, a: 2 }],
      zero: 0,
    });
  });

  test("holds a key called __proto__ as any other", () => {
    const record = shapeOf(S.Record({ key: S.String, value: S.Int }), {});
    const json: Json = JSON.parse('{"__proto__": 1}');
    expect(JSON.stringify(toJson(fromJson(record, nodes, json)))).toBe('{"__proto__":1}');
  });
});

describe("JSON that its shape does not allow is named with its path", () => {
  const State = S.Struct({
    votes: S.ReadonlySet(S.Struct({ by: NodeId, term: int(0, 3) })),
    matched: S.ReadonlyMap({ key: NodeId, value: S.NullOr(list(int(0, 1), 2)) }),
  });
  const said = (json: Json): string => complaint(() => fromJson(shapeOf(State, {}), nodes, json));
  const cases: readonly [Json, string][] = [
    [[], "expected an object, actual a list"],
    [{ votes: 1, matched: [] }, "votes: expected a set, actual 1"],
    [
      { votes: [{ by: "me", term: 0 }], matched: [] },
      'votes[0].by: expected a node (acceptor1 | acceptor2 | acceptor3), actual "me"',
    ],
    [
      { votes: [{ by: "acceptor1", term: 7 }], matched: [] },
      "votes[0].term: expected a whole number from 0 to 3, actual 7",
    ],
    [{ votes: [], matched: [1] }, "matched: expected a map, actual a list"],
    [
      {
        votes: [],
        matched: [
          ["acceptor1", null],
          ["acceptor1", null],
        ],
      },
      "matched: expected a map, actual a list",
    ],
    [
      { votes: [], matched: [["acceptor1", [2]]] },
      "matched[acceptor1][0]: expected a whole number from 0 to 1, actual 2",
    ],
    [
      { votes: [], matched: [["acceptor1", [0, 0, 0]]] },
      "matched[acceptor1]: expected at most 2 items, actual 3 items",
    ],
    [{ votes: [], matched: [], other: 1 }, "other: expected no field but votes, matched, actual 1"],
  ];
  test.each(cases)("%j", (json, message) => {
    expect(said(json)).toBe(`OutsideSchema: ${message}`);
  });
});
