import { Schema as S } from "@effect/schema";
import { describe, expect, test } from "vitest";
import { int, list, NodeId } from "../../models/protocol.ts";
import { codecOf } from "../../checks/schema/codec.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { complaint, nodes } from "./rich.ts";

const said = (schema: S.Schema.AnyNoContext, value: unknown): string =>
  complaint(() => codecOf(shapeOf(schema, {}), nodes).encode(value));

const Vote = S.Struct({ term: int(0, 3), by: NodeId });
const State = S.Struct({
  phase: S.Literal("working", "prepared"),
  votes: S.Array(Vote),
});

describe("a value outside its schema is named with its path", () => {
  const cases: readonly [string, S.Schema.AnyNoContext, unknown, string][] = [
    [
      "a literal",
      State,
      { phase: "prepard", votes: [] },
      'phase: expected "working" | "prepared", actual "prepard"',
    ],
    ["a range", int(0, 3), 4, "expected a whole number from 0 to 3, actual 4"],
    ["a fraction", int(0, 3), 0.5, "expected a whole number from 0 to 3, actual 0.5"],
    ["no number", S.Int, NaN, "expected a whole number, actual NaN"],
    ["one bound", S.Int.pipe(S.positive()), 0, "expected a whole number of at least 1, actual 0"],
    ["unsafe", S.Int, 2 ** 53, "expected a whole number, actual 9007199254740992"],
    [
      "an item",
      State,
      {
        phase: "working",
        votes: [
          { term: 0, by: "acceptor1" },
          { term: 9, by: "acceptor1" },
        ],
      },
      "votes[1].term: expected a whole number from 0 to 3, actual 9",
    ],
    ["a missing field", State, { phase: "working" }, "votes: expected a list, actual undefined"],
    [
      "a field too many",
      State,
      { phase: "working", votes: [], vote: 1 },
      "vote: expected no field but phase, votes, actual 1",
    ],
    [
      "a field that is undefined",
      State,
      { phase: "working", votes: [], vote: undefined },
      "vote: expected no field but phase, votes, actual undefined",
    ],
    ["an odd name", S.Struct({}), { "a b": 1 }, '["a b"]: expected no field, actual 1'],
    [
      "an unknown node",
      NodeId,
      "acceptor9",
      'expected a node (acceptor1 | acceptor2 | acceptor3), actual "acceptor9"',
    ],
    [
      "a list too long",
      S.Struct({ log: list(S.Boolean, 2) }),
      { log: [true, true, true] },
      "log: expected at most 2 items, actual 3 items",
    ],
    [
      "a list too short",
      S.Array(S.Boolean).pipe(S.minItems(1)),
      [],
      "expected at least 1 item, actual 0 items",
    ],
    ["a hole", S.Array(S.Boolean), Array(2), "[0]: expected false | true, actual undefined"],
    [
      "a tuple",
      S.Tuple(NodeId),
      ["acceptor1", "acceptor2"],
      "expected a list of 1 item, actual 2 items",
    ],
    ["a set for a list", S.Array(NodeId), new Set(), "expected a list, actual a set"],
    [
      "a member",
      S.Struct({ votes: S.ReadonlySet(NodeId) }),
      { votes: new Set(["acceptor1", 3]) },
      "votes[1]: expected a node (acceptor1 | acceptor2 | acceptor3), actual 3",
    ],
    [
      "a map's value",
      S.ReadonlyMap({ key: NodeId, value: int(0, 1) }),
      new Map([["acceptor1", 2]]),
      "[acceptor1]: expected a whole number from 0 to 1, actual 2",
    ],
    [
      "a map's key",
      S.ReadonlyMap({ key: int(0, 1), value: NodeId }),
      new Map([[2, "acceptor1"]]),
      "expected a whole number from 0 to 1, actual 2",
    ],
    [
      "two equal keys",
      S.ReadonlyMap({ key: S.Struct({ a: int(0, 1) }), value: NodeId }),
      new Map([
        [{ a: 1 }, "acceptor1"],
        [{ a: 1 }, "acceptor2"],
      ]),
      "expected keys that differ, actual {a: 1} twice",
    ],
    [
      "a record's key",
      S.Record({ key: NodeId, value: S.Int }),
      { me: 1 },
      'me: expected a node (acceptor1 | acceptor2 | acceptor3), actual "me"',
    ],
    [
      "a record's value",
      S.Record({ key: NodeId, value: S.Boolean }),
      { acceptor1: 1 },
      "acceptor1: expected false | true, actual 1",
    ],
    [
      "null or a node",
      S.NullOr(NodeId),
      3,
      "expected null | a node (acceptor1 | acceptor2 | acceptor3), actual 3",
    ],
    [
      "null or a number",
      S.NullOr(int(1, 2)),
      3,
      "expected null | a whole number from 1 to 2, actual 3",
    ],
    [
      "within null or an object",
      S.NullOr(Vote),
      { term: 7, by: "acceptor1" },
      "term: expected a whole number from 0 to 3, actual 7",
    ],
    [
      "a tag",
      S.Union(S.TaggedStruct("a", {}), S.TaggedStruct("b", {})),
      { _tag: "c" },
      '_tag: expected "a" | "b", actual "c"',
    ],
    [
      "a filter",
      S.Struct({ n: S.Int.pipe(S.multipleOf(2)) }),
      { n: 3 },
      "n: expected a number divisible by 2, actual 3",
    ],
    [
      "a nameless filter",
      S.Struct({ n: S.Int }).pipe(S.filter(({ n }) => n > 0)),
      { n: 0 },
      "expected a value that its filter accepts, actual {n: 0}",
    ],
    ["an instance", S.Struct({}), new Date(0), "expected an object, actual an instance of Date"],
    [
      "a function",
      S.Struct({ f: S.Int }),
      { f: () => 1 },
      "f: expected a whole number, actual a function",
    ],
    [
      "hostile text",
      S.Int,
      "\u001b[31m\u0007\u202e\u009b",
      'expected a whole number, actual "\\u001b[31m\\u0007\\u{202e}\\u{9b}"',
    ],
    ["null", State, null, "expected an object, actual null"],
  ];
  test.each(cases)("%s", (_, schema, value, message) => {
    expect(said(schema, value)).toBe(`OutsideSchema: ${message}`);
  });

  test("and cut short where it is long, even where it contains itself", () => {
    expect(said(S.Int, "x".repeat(10_000)).length).toBeLessThan(300);
    const endless: unknown[] = [];
    endless.push(endless);
    expect(said(S.Array(S.Int), endless)).toBe(
      "OutsideSchema: [0]: expected a whole number, actual a list",
    );
  });

  test("and with a choice that does not fill the screen", () => {
    const many = Array.from({ length: 40 }, (_, index) => `node${index}`);
    const message = complaint(() => codecOf(shapeOf(NodeId, {}), many).encode("me"));
    expect(message).toContain("node11 | 28 more), actual");
  });
});
