import { describe, expect, it } from "vitest";
import { minimal } from "../../checks/minimal.ts";

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, at) => at);

describe("what is left of a run", () => {
  it.each([[[]], [[0]], [[63]], [[3, 17, 40]], [upTo(64)]])("is what matters: %j", (needed) => {
    const shows = (items: readonly number[]) =>
      needed.every((one) => items.includes(one)) ? items : null;
    expect(minimal(upTo(64), shows)).toEqual(needed);
  });

  it("has no single item that could be left out, though one more could do without two", () => {
    // Any two neighbours may go, and what rests on an earlier item goes with it.
    const shows = (items: readonly number[]) => {
      const kept = items.filter((item) => item % 4 === 0 || items.includes(item - 1));
      return kept.length % 2 === 1 ? kept : null;
    };
    const least = minimal(upTo(31), shows);
    for (const [at] of least.entries()) expect(shows(least.toSpliced(at, 1))).toBeNull();
  });

  it("is looked for as long as it is worth it", () => {
    let played = 0;
    const shows = (items: readonly number[]) => {
      played += items.length;
      return null;
    };
    expect(minimal(upTo(2_000), shows)).toHaveLength(2_000);
    expect(played).toBeLessThan(400_000);
  });
});
