import { describe, expect, it } from "vitest";
import { differencesOf } from "../../checks/reports/differences.ts";
import { changesText } from "../../checks/reports/phrases.ts";
import type { Json } from "../../checks/report.ts";

describe("the differences between two states", () => {
  it("are none between equal ones", () => {
    expect(differencesOf({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toEqual([]);
    expect(changesText({ a: 1 }, { a: 1 })).toBeNull();
  });

  it("name the path of what has changed, and what it was and is", () => {
    expect(
      differencesOf(
        { phase: "working", at: { x: 1, y: 2 } },
        { phase: "prepared", at: { x: 1, y: 3 } },
      ),
    ).toEqual([
      { path: "phase", before: "working", after: "prepared", added: [], removed: [] },
      { path: "at.y", before: 2, after: 3, added: [], removed: [] },
    ]);
  });

  it("name members that were added and removed", () => {
    expect(differencesOf({ yes: ["p1", "p3"] }, { yes: ["p2", "p3"] })).toEqual([
      { path: "yes", before: ["p1", "p3"], after: ["p2", "p3"], added: ["p2"], removed: ["p1"] },
    ]);
  });

  it.each<[string, Json, Json, string]>([
    ["a field", { phase: "a" }, { phase: "b" }, "phase: a -> b"],
    ["a state without fields", "idle", "busy", "state: idle -> busy"],
    ["a set that grows", { yes: ["p1"] }, { yes: ["p1", "p2"] }, "yes: + p2"],
    ["a set that shrinks", { yes: ["p1", "p2"] }, { yes: ["p2"] }, "yes: - p1"],
    ["a set with other members", { yes: ["p1"] }, { yes: ["p2"] }, "yes: [p1] -> [p2]"],
    ["a list with equal members", { log: [1, 1] }, { log: [1, 1, 1] }, "log: + 1"],
    ["a list that loses its head", { log: [1, 2, 1] }, { log: [2, 1] }, "log: - 1"],
    ["a list in another order", { log: [1, 2] }, { log: [2, 1] }, "log: [1, 2] -> [2, 1]"],
    [
      "a list of equal members that shrinks",
      { log: [1, 1, 2] },
      { log: [1, 1] },
      "log: [1, 1, 2] -> [1, 1]",
    ],
    ["a record that is appended", { log: [] }, { log: [{ term: 1 }] }, "log: + {term: 1}"],
    [
      "a map",
      {
        heard: [
          ["p1", 3],
          ["p2", 4],
        ],
      },
      {
        heard: [
          ["p1", 5],
          ["p2", 4],
        ],
      },
      "heard.p1: 3 -> 5",
    ],
    [
      "a key of a map",
      { heard: [["p1", 3]] },
      {
        heard: [
          ["p1", 3],
          ["p2", 1],
        ],
      },
      "heard.p2: nothing -> 1",
    ],
    ["a field that is gone", { tag: "a", x: 1 }, { tag: "b" }, "tag: a -> b; x: 1 -> nothing"],
    ["two fields", { a: 1, b: { c: 2 } }, { a: 2, b: { c: 3 } }, "a: 1 -> 2; b.c: 2 -> 3"],
    [
      "many members",
      { yes: [] },
      { yes: [1, 2, 3, 4, 5, 6, 7, 8] },
      "yes: + 1, + 2, + 3, + 4, + 5, + 6, … 2 more",
    ],
  ])("are told of %s", (_, before, after, text) => {
    expect(changesText(before, after)?.replaceAll("\u00a0", " ")).toBe(text);
  });
});
