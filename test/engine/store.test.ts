/** The store of states against a Map of texts: through growth, re-packing and equal hashes. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layoutFor } from "../../checks/exploration/layout.ts";
import { hashRow, hashTwo } from "../../checks/exploration/hash.ts";
import { Parents } from "../../checks/exploration/parents.ts";
import { Store } from "../../checks/exploration/store.ts";

type Columns = readonly number[];

/** What the store must hold: each row once, in order of arrival, with the origin of the first. */
class Reference {
  readonly rows: { readonly columns: Columns; readonly origin: number }[] = [];
  readonly #known = new Set<string>();

  insert(columns: Columns, origin: number): void {
    const name = columns.join();
    if (this.#known.has(name)) return;
    this.#known.add(name);
    this.rows.push({ columns, origin });
  }
}

/** Inserts rows in one batch; answers how many were looked at. */
const insert = (
  store: Store,
  rows: readonly Columns[],
  origins: readonly number[],
  { limit = Infinity, hash = hashRow }: { limit?: number; hash?: typeof hashRow } = {},
): number => {
  const { words, word, shift } = store.layout;
  const stride = words + 2;
  const items = new Int32Array(rows.length * stride);
  rows.forEach((columns, row) => {
    const at = row * stride;
    columns.forEach((number, column) => (items[at + word[column]!]! |= number << shift[column]!));
    items[at + words] = hash(items, at, words);
    items[at + words + 1] = origins[row]!;
  });
  return store.insert({ items, pending: rows.length }, limit);
};

const contentsOf = (store: Store) =>
  Array.from({ length: store.size }, (_, row) => ({
    columns: store.columns(row),
    origin: store.parents.of(row),
  }));

const sizes = [4, 70_000, 3, 900, 2, 50];
const rows = fc.array(fc.tuple(...sizes.map((size) => fc.oneof(fc.nat(1), fc.nat(size - 1)))), {
  maxLength: 120,
});
const batches = fc.array(rows, { maxLength: 20 });
/** The same columns with more room: a layout of other words, shifts and masks. */
const layouts = [1, 2, 3, 5].map((words) =>
  layoutFor(
    sizes,
    sizes.map(() => words > 2),
    words,
  ),
);

describe("a store", () => {
  test("holds what a Map of texts would hold, in order, with where it was found from", () => {
    fc.assert(
      fc.property(batches, fc.constantFrom(...layouts), (arrivals, layout) => {
        const [store, expected] = [new Store(layout), new Reference()];
        arrivals.forEach((batch, at) => {
          const origins = batch.map((_, i) => at * 1_000 + i);
          batch.forEach((columns, i) => expected.insert(columns, origins[i]!));
          expect(insert(store, batch, origins)).toBe(batch.length);
        });
        expect(contentsOf(store)).toEqual(expected.rows);
      }),
    );
  });

  test("still does after any number of changes of its layout", () => {
    const changes = fc.array(fc.tuple(rows, fc.constantFrom(...layouts)), { maxLength: 10 });
    fc.assert(
      fc.property(changes, (arrivals) => {
        const [store, expected] = [new Store(layouts[0]!), new Reference()];
        for (const [batch, layout] of arrivals) {
          const origins = batch.map((_, i) => i);
          batch.forEach((columns, i) => expected.insert(columns, origins[i]!));
          insert(store, batch, origins);
          store.repack(layout);
          insert(store, batch, origins);
        }
        expect(contentsOf(store)).toEqual(expected.rows);
      }),
    );
  });

  test("grows to a hundred thousand rows, and finds every one of them again", () => {
    const all = Array.from({ length: 100_000 }, (_, i) => [
      i & 3,
      i >> 2,
      i % 3,
      i % 900,
      i & 1,
      i % 50,
    ]);
    const store = new Store(layouts[1]!);
    for (let from = 0; from < all.length; from += 1_000) {
      const some = all.slice(from, from + 1_000);
      insert(
        store,
        some,
        some.map(() => from),
      );
    }
    expect(store.size).toBe(100_000);
    insert(
      store,
      all.toReversed(),
      all.map(() => -7),
    );
    expect(store.size).toBe(100_000);
    expect(store.columns(77_777)).toEqual(all[77_777]);
    expect(store.parents.of(77_777)).toBe(77_000);
  });

  test.each(layouts)("of $words words stops before the row that is one too many", (layout) => {
    const store = new Store(layout);
    const numbered = (i: number): Columns => [0, i, 0, 0, 0, 0];
    const batch = [0, 1, 0, 1, 2, 0, 3].map(numbered);
    // Known ones are still looked at.
    expect(
      insert(
        store,
        batch,
        batch.map(() => -1),
        { limit: 2 },
      ),
    ).toBe(4);
    expect(store.size).toBe(2);
    expect(
      insert(
        store,
        batch,
        batch.map(() => -1),
        { limit: 3 },
      ),
    ).toBe(6);
    expect(store.size).toBe(3);
    expect(
      insert(
        store,
        batch.slice(0, 6),
        batch.map(() => -1),
        { limit: 0 },
      ),
    ).toBe(6);
  });

  test("reads single columns as it reads whole rows", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...layouts), (batch, layout) => {
        const store = new Store(layout);
        insert(
          store,
          batch,
          batch.map(() => -1),
        );
        for (const [row, { columns }] of contentsOf(store).entries())
          expect(sizes.map((_, column) => store.read(row, column))).toEqual(columns);
      }),
    );
  });
});

describe("the hash", () => {
  test("of two words is that of a row of two words", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (first, second) => {
        expect(hashTwo(first, second)).toBe(hashRow(Int32Array.of(first, second), 0, 2));
      }),
    );
  });
});

describe("the rows that others were found from", () => {
  const steps = fc.array(fc.oneof(fc.nat(3), fc.nat(300), fc.nat(2 ** 20)), { maxLength: 300 });

  test("are told for every row, however far apart they are", () => {
    fc.assert(
      fc.property(steps, (far) => {
        const parents = new Parents();
        const expected = far.map((_, row) => far.slice(0, row).reduce((a, b) => a + b, -1));
        expected.forEach((parent, row) => {
          if (row % 100 === 0) parents.reserve(row + 100);
          parents.set(row, parent);
        });
        expect(expected.map((_, row) => parents.of(row))).toEqual(expected);
      }),
    );
  });
});

describe("rows whose hashes are equal", () => {
  test("are told apart by their contents, if all hashes are", () => {
    fc.assert(
      fc.property(rows, fc.integer(), fc.constantFrom(...layouts), (batch, same, layout) => {
        // Few enough for the first table: when it grows, hashes are computed anew.
        const [store, expected] = [new Store(layout), new Reference()];
        batch.forEach((columns, i) => expected.insert(columns, i));
        insert(store, batch, [...batch.keys()], { hash: () => same });
        expect(contentsOf(store)).toEqual(expected.rows);
      }),
    );
  });

  test.each(layouts)("are told apart in $words words: two that differ in one column", (layout) => {
    const some = sizes.map((_, at) => sizes.map((__, column) => (column === at ? 1 : 0)));
    const store = new Store(layout);
    insert(store, some, [...some.keys()], { hash: () => 7 });
    expect(contentsOf(store)).toEqual(some.map((columns, origin) => ({ columns, origin })));
  });

  test("by the function itself are told apart too, through growth", () => {
    const twins = rowsOfEqualHash();
    expect(twins.length).toBeGreaterThan(4);
    const store = new Store(twoWords);
    for (const some of [twins.map(([a]) => a), many(3_000), twins.map(([, b]) => b)])
      insert(
        store,
        some,
        some.map(() => -1),
      );
    expect(store.size).toBe(2 * twins.length + 3_000);
    insert(
      store,
      twins.flat(),
      twins.flat().map(() => -1),
    );
    expect(store.size).toBe(2 * twins.length + 3_000);
  });
});

const twoWords = layoutFor([2 ** 30, 2 ** 30], [false, false]);
const many = (count: number): readonly Columns[] =>
  Array.from({ length: count }, (_, i) => [i, 2 ** 29 + i]);

/** By the paradox of birthdays: pairs of different rows of two words that have one hash. */
const rowsOfEqualHash = (): readonly (readonly [Columns, Columns])[] => {
  const { word, shift } = twoWords;
  const byHash = new Map<number, Columns>();
  const twins: (readonly [Columns, Columns])[] = [];
  const row = new Int32Array(2);
  for (let i = 0; i < 300_000; i++) {
    // Scattered, since the hashes of neighbours never collide.
    const columns = [(i * 268_435_399) % 2 ** 30, (i * 179_424_673) % 2 ** 30];
    row.fill(0);
    columns.forEach((number, at) => (row[word[at]!]! |= number << shift[at]!));
    const hash = hashRow(row, 0, 2);
    const other = byHash.get(hash);
    if (other !== undefined) twins.push([other, columns]);
    byHash.set(hash, columns);
  }
  return twins;
};
