/** The engine's own tables against the maps of the language. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ByteTable, grown } from "../../checks/exploration/byte-table.ts";
import { layoutFor, type Layout } from "../../checks/exploration/layout.ts";
import { PairMap } from "../../checks/exploration/pair-map.ts";

describe("a map of pairs", () => {
  const keys = fc.oneof(fc.nat(5), fc.nat(1_000), fc.nat(2 ** 31 - 2));

  test("answers as a Map of texts does, while it grows", () => {
    const writes = fc.array(fc.tuple(keys, keys, fc.nat()), { maxLength: 300 });
    fc.assert(
      fc.property(writes, fc.array(fc.tuple(keys, keys)), (written, asked) => {
        const [pairs, expected] = [new PairMap(1), new Map<string, number>()];
        for (const [first, second, value] of written) {
          pairs.set(first, second, value);
          expected.set(`${first} ${second}`, value);
          expect(pairs.get(first, second)).toBe(value);
        }
        for (const [first, second] of [...asked, ...written])
          expect(pairs.get(first, second)).toBe(expected.get(`${first} ${second}`) ?? -1);
      }),
    );
  });

  test("keeps every pair of a grid, in which first and second change places", () => {
    const pairs = new PairMap();
    for (let i = 0; i < 300; i++) for (let j = 0; j < 300; j++) pairs.set(i, j, i * 300 + j);
    const wrong = [];
    for (let i = 0; i < 300; i++)
      for (let j = 0; j < 300; j++) if (pairs.get(i, j) !== i * 300 + j) wrong.push([i, j]);
    expect(wrong).toEqual([]);
    expect(pairs.get(300, 0)).toBe(-1);
  });
});

describe("a table of bytes", () => {
  const strings = fc.oneof(
    fc.uint8Array({ maxLength: 3, max: 1 }),
    fc.uint8Array({ maxLength: 40 }),
    fc.uint8Array({ minLength: 500, maxLength: 2_000 }),
  );

  test("numbers strings in order of arrival, equal ones alike, and gives them back", () => {
    fc.assert(
      fc.property(fc.array(strings, { maxLength: 200 }), (arrivals) => {
        const [table, expected] = [new ByteTable(), new Map<string, number>()];
        for (const bytes of arrivals) {
          const text = bytes.join();
          if (!expected.has(text)) expected.set(text, expected.size);
          expect(table.intern(bytes)).toBe(expected.get(text));
          expect(table.size).toBe(expected.size);
        }
        for (const [text, number] of expected) expect(table.get(number).join()).toBe(text);
      }),
    );
  });

  test("copies what it is given, which may be overwritten afterwards", () => {
    const [table, scratch] = [new ByteTable(), Uint8Array.of(1, 2, 3)];
    const number = table.intern(scratch);
    scratch.fill(9);
    expect([...table.get(number)]).toEqual([1, 2, 3]);
    expect(table.intern(Uint8Array.of(9, 9, 9))).not.toBe(number);
  });

  test("tells a hundred thousand neighbours apart", () => {
    const table = new ByteTable();
    const key = (i: number): Uint8Array => Uint8Array.of(i, i >> 8, i >> 16);
    for (let i = 0; i < 100_000; i++) table.intern(key(i));
    expect(table.size).toBe(100_000);
    expect([0, 255, 65_536, 99_999].map((i) => table.intern(key(i)))).toEqual([
      0, 255, 65_536, 99_999,
    ]);
  });
});

test("a grown array holds what it held, then what it is filled with", () => {
  const numbers = grown(Int32Array.of(1, 2, 3), 4, -1);
  expect([...numbers]).toEqual([1, 2, 3, -1, -1, -1]);
  expect(grown(Uint8Array.of(1), 9)).toHaveLength(9);
});

describe("a layout", () => {
  const counts = fc.array(
    fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2 ** 30 })),
    { minLength: 1, maxLength: 40 },
  );
  const layouts = counts.chain((sizes) =>
    fc
      .tuple(
        fc.array(fc.boolean(), { minLength: sizes.length, maxLength: sizes.length }),
        fc.integer({ min: 1, max: 8 }),
      )
      .map(([full, leastWords]) => ({
        sizes,
        layout: layoutFor(sizes, full, leastWords),
        leastWords,
      })),
  );
  const bitsOf = ({ shift, mask }: Layout, column: number): bigint =>
    BigInt(mask[column]!) << BigInt(shift[column]!);

  test("has room for every number of a column, and one that none of them has", () => {
    fc.assert(
      fc.property(layouts, ({ sizes, layout }) => {
        sizes.forEach((size, column) => expect(size).toBeLessThanOrEqual(layout.mask[column]!));
      }),
    );
  });

  test("has so, however many columns of one size there are", () => {
    const sizes = Array.from({ length: 70 }, (_, at) => at + 1);
    const narrow = sizes.flatMap((size) =>
      sizes.map((count) => ({ size, masks: layoutFor(Array<number>(count).fill(size), []).mask })),
    );
    expect(narrow.filter(({ size, masks }) => masks.some((mask) => mask < size))).toEqual([]);
  });

  test("keeps each column within one word, and no two in the same place", () => {
    fc.assert(
      fc.property(layouts, ({ sizes, layout, leastWords }) => {
        const used = Array.from({ length: layout.words }, () => 0n);
        for (const column of sizes.keys()) {
          const bits = bitsOf(layout, column);
          expect(bits < 2n ** 32n).toBe(true);
          expect(used[layout.word[column]!]! & bits).toBe(0n);
          used[layout.word[column]!]! |= bits;
        }
        expect(layout.words).toBeGreaterThanOrEqual(leastWords);
      }),
    );
  });

  test("gives back every column of a row that was packed", () => {
    const rows = layouts.chain(({ sizes, layout }) =>
      fc.tuple(fc.constant(layout), fc.tuple(...sizes.map((size) => fc.nat(size - 1)))),
    );
    fc.assert(
      fc.property(rows, ([layout, columns]) => {
        const { words, word, shift, mask } = layout;
        const row = new Int32Array(words);
        columns.forEach((number, at) => (row[word[at]!]! |= number << shift[at]!));
        const read = columns.map((_, at) => (row[word[at]!]! >>> shift[at]!) & mask[at]!);
        expect(read).toEqual(columns);
        expect(row.every((bits) => bits === -1)).toBe(false);
      }),
    );
  });

  test("gives a column that is full more than it needs now", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 20 }), (size) => {
        const { mask } = layoutFor([size, 1, 1], [true, false, false]);
        expect(mask[0]).toBeGreaterThanOrEqual(1.5 * size);
      }),
    );
  });
});
