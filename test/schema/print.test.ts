import * as fc from "fast-check";
import { expect, test } from "vitest";
import { print, quote } from "../../checks/schema/print.ts";

test("values are printed as people write them", () => {
  const cases: readonly [unknown, string][] = [
    [
      { phase: "prepared", votes: new Set(["participant1", "participant2"]) },
      "{phase: prepared, votes: {participant1, participant2}}",
    ],
    [
      new Map<unknown, unknown>([
        ["a", 1],
        [null, [2, "x y"]],
      ]),
      '{a -> 1, null -> [2, "x y"]}',
    ],
    [new Set(), "{}"],
    [[], "[]"],
    [[undefined, true, -1.5, null], "[undefined, true, -1.5, null]"],
    ["leader-1", "leader-1"],
    ["", '""'],
    ["3", '"3"'],
    ["null", '"null"'],
    ["true", '"true"'],
    ['say "hi"', '"say \\"hi\\""'],
    [{ "odd name": 1 }, '{"odd name": 1}'],
    [() => 1, "a function"],
    [Symbol("s"), "a symbol"],
    [1n, "1n"],
  ];
  for (const [value, text] of cases) expect(print(value)).toBe(text);
});

test("hostile text is escaped: no control, no direction, nothing invisible", () => {
  expect(print("\u001b[2J")).toBe('"\\u001b[2J"');
  expect(print("a\u009bm\u202eb\u200b\u2028\ud800")).toBe(
    '"a\\u{9b}m\\u{202e}b\\u{200b}\\u{2028}\\ud800"',
  );
  const units = fc.string({
    unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  });
  fc.assert(
    fc.property(units, (text) => {
      expect(print({ [text]: text })).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }),
  );
});

test("different texts are printed differently", () => {
  const texts = fc.string({
    unit: fc.constantFrom("a", "\\", "u", "{", "9", "b", "}", "\u009b", '"'),
  });
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      expect(quote(one) === quote(other)).toBe(one === other);
    }),
    { numRuns: 2000 },
  );
});
