/** Room for what is found: what is asked for, what it costs, and what comes of having none. */
import { describe, expect, it } from "vitest";
import { OutOfMemory } from "../../checks/errors.ts";
import { hashTwo } from "../../checks/exploration/hash.ts";
import { layoutFor } from "../../checks/exploration/layout.ts";
import { withRoom } from "../../checks/exploration/room.ts";
import { Store } from "../../checks/exploration/store.ts";
import { tablesOf } from "../../checks/exploration/tables.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import { counter } from "./toys.ts";

describe("room", () => {
  /** On a machine with room for so much, and no more: what was asked for, and what was got. */
  const askedFor = (before: number, needed: number, most: number): readonly number[] => {
    const asked: number[] = [];
    withRoom(before, needed, (room) => {
      asked.push(room);
      if (room > most) throw new RangeError("Invalid typed array length");
    });
    return asked;
  };

  it("is ample as soon as there are many, and twice as much where that is too much", () => {
    expect(askedFor(2 ** 10, 2 ** 10 + 1, Infinity)).toEqual([2 ** 13]);
    expect(askedFor(2 ** 20, 2 ** 20 + 1, Infinity)).toEqual([2 ** 26]);
    expect(askedFor(2 ** 20, 2 ** 20 + 1, 2 ** 25)).toEqual([2 ** 26, 2 ** 21]);
    expect(askedFor(2 ** 10, 2 ** 10 + 1, 2 ** 12)).toEqual([2 ** 13, 2 ** 11]);
    expect(askedFor(2 ** 20, 2 ** 23, 2 ** 25)).toEqual([2 ** 26, 2 ** 23]);
  });

  it("that is not even there for twice as much is out of memory", () => {
    expect(() => askedFor(2 ** 20, 2 ** 20 + 1, 2 ** 20)).toThrow(OutOfMemory);
  });

  it("is not what other errors are about", () => {
    const fail = (): never => {
      throw new TypeError("no room was asked for");
    };
    expect(() => withRoom(1, 2, fail)).toThrow(TypeError);
  });
});

describe("a store of rows of two words", () => {
  const layout = layoutFor([2 ** 12, 2 ** 12], [], 2);
  const storeOf = (size: number): Store => {
    const store = new Store(layout);
    const rows = Array.from({ length: size }, (_, at) => [at, 0, hashTwo(at, 0), -1]);
    store.insert({ items: Int32Array.from(rows.flat()), pending: size }, Infinity);
    return store;
  };

  it("needs nine bytes for a row, as long as there is room", () => {
    expect(storeOf(0).bytesFor(600)).toBe(9 * 600);
    expect(storeOf(500).bytesFor(100)).toBe(9 * 100);
  });

  it("needs four bytes for each slot besides, where the visited set will be rebuilt", () => {
    expect(storeOf(0).bytesFor(700)).toBe(9 * 700 + 4 * 2 ** 11);
    expect(storeOf(0).bytesFor(1_000)).toBe(9 * 1_000 + 4 * 2 ** 11);
  });

  it("needs a copy of all rows, where these outgrow their room", () => {
    expect(storeOf(500).bytesFor(600)).toBe(9 * (500 + 600) + 4 * 2 ** 11);
    expect(storeOf(500).bytesFor(2_000)).toBe(9 * (500 + 2_000) + 4 * 2 ** 12);
  });
});

describe("a node", () => {
  it("with more states than its table has numbers for is out of memory", () => {
    const { cells } = tablesOf(instanceOf(counter({}), {}), false);
    const table = cells[0]!;
    const last = 2 ** 30 - 1;
    expect(table.local(table.intern(last, 0, true))).toBe(last);
    expect(() => table.intern(last + 1, 0, true)).toThrow(OutOfMemory);
  });
});
