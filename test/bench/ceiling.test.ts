import { describe, expect, it } from "vitest";
import { exploreTwoPhase } from "../../bench/ceiling.ts";
import { check } from "../../checks/index.ts";
import twoPhase from "../reference/two-phase.ts";

describe("the explorer of two-phase commit alone", () => {
  it.each([
    { rms: 3, states: 288, generated: 1_146, depth: 11 },
    { rms: 4, states: 1_568, generated: 8_258, depth: 14 },
    { rms: 5, states: 8_832, generated: 58_146, depth: 17 },
    { rms: 6, states: 50_816, generated: 402_306, depth: 20 },
  ])("finds what TLC finds with $rms resource managers", ({ rms, ...published }) => {
    expect(exploreTwoPhase(rms)).toMatchObject(published);
  });

  it.each([1, 2, 3, 4, 5, 6])("counts as the engine does with %i", async (rms) => {
    const { states, generated, depth } = await check(twoPhase, {
      scenario: "rms-3",
      parameters: { rms },
    });
    expect(exploreTwoPhase(rms)).toMatchObject({ states, generated, depth });
  });

  it("takes no more than twice rows of two words, and slots for as many", () => {
    const { states, bytes } = exploreTwoPhase(6);
    expect(bytes).toBeLessThan(states * (2 * 8 + 4 * (2 / 0.65)));
  });

  it("refuses more resource managers than fit a word", () => {
    expect(() => exploreTwoPhase(11)).toThrow(RangeError);
  });
});
