import { describe, expect, it } from "vitest";
import { truthsOf } from "../../checks/explanation/truths.ts";
import {
  always,
  alwaysStep,
  atQuiescence,
  noDeadlock,
  sometimes,
  type Property,
} from "../../models/protocol.ts";
import { counted } from "../engine/toys.ts";
import { claim, sight } from "./sights.ts";

/** A counter on its way; nothing more can happen after the last step. */
const counts = [0, 1, 3, 2];
const sights = counts.map((count, at) => sight([count], at === counts.length - 1));

const holding = (property: Property): readonly boolean[] =>
  truthsOf([claim(property)], sights)[0]!.holds;

describe("after each step", () => {
  it("an invariant holds or does not", () => {
    const low = always(counted, ({ counter }) => counter[0]! < 3);
    expect(holding(low)).toEqual([true, true, false, true]);
  });

  it("a claim about steps does not hold after those that break it, and does again", () => {
    const slow = alwaysStep(
      counted,
      (before, after) => after.counter[0]! <= before.counter[0]! + 1,
    );
    expect(holding(slow)).toEqual([true, true, false, true]);
  });

  it("a witness is met or not, out of reach or in it", () => {
    const high = sometimes(counted, ({ counter }) => counter[0]! >= 2);
    expect(holding(high)).toEqual([false, false, true, true]);
    const beyond = { ...claim(high), outOfReach: true };
    expect(truthsOf([beyond], sights)).toEqual([
      { property: "claimed", kind: "sometimes", holds: [false, false, true, true] },
    ]);
  });

  it("a claim about the end is broken by no other state, and not asked of it", () => {
    for (const kind of [atQuiescence, noDeadlock]) {
      expect(holding(kind(counted, () => false))).toEqual([true, true, true, false]);
      const asked: number[] = [];
      holding(
        kind(counted, ({ counter }) => {
          asked.push(counter[0]!);
          return true;
        }),
      );
      expect(asked).toEqual([2, 2]);
    }
  });
});
