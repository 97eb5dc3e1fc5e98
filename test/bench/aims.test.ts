import { describe, expect, it } from "vitest";
import { aimsOf, aimText } from "../../bench/aims.ts";
import { CASES, CEILING, LARGE } from "../../bench/cases.ts";
import type { Case } from "../../bench/case.ts";
import { resultOf } from "../../bench/result.ts";

const found = (of: Case, seconds: number) => ({
  verdict: "holds-within-bounds",
  states: of.states,
  generated: of.generated,
  depth: of.depth,
  seconds,
  peak: of.states * 40,
  arrays: { reserved: of.states * 30, held: of.states * 20 },
  gap: null,
});
const result = (of: Case, seconds: number) => resultOf(of, [found(of, seconds)], 10);
const named = (part: string, results: Parameters<typeof aimsOf>[0]) =>
  aimText(aimsOf(results).find(({ name }) => name.includes(part))!);

describe("the aims", () => {
  it("are neither met nor missed where nothing was measured", () => {
    expect(aimsOf([]).map(({ measured, met }) => [measured, met])).toEqual(
      aimsOf([]).map(() => [null, null]),
    );
    expect(named("ceiling", [])).toBe("aim at least 0.5 of the ceiling, TwoPhase 9: not measured");
  });

  it("are told with what was measured", () => {
    const results = [result(LARGE, 4), result(CEILING, 1.72)];
    expect(named("ceiling", results)).toBe(
      "aim at least 0.5 of the ceiling, TwoPhase 9: 0.43, NOT met",
    );
    expect(named("held in arrays", results)).toMatch(/: 20\.0, met$/);
    expect(named("whole process", results)).toMatch(/: 40\.0, NOT met$/);
  });

  it("compare with the best of SPIN's depth-first searches, and no other", () => {
    const spin = (seconds: number, isDepthFirst: boolean) => ({
      ...result(
        CASES.find(({ explorer }) => explorer === "spin")!,
        seconds,
      ),
      isDepthFirst,
    });
    const results = [result(LARGE, 4), spin(12, true), spin(16, true), spin(8, false)];
    expect(named("SPIN", results)).toMatch(/: 3\.00, met$/);
  });
});

describe("a result", () => {
  it("is the median of its measurements", () => {
    const measured = [5, 3, 4].map((seconds) => found(LARGE, seconds));
    expect(resultOf(LARGE, measured, 10)).toMatchObject({ seconds: 4, runs: 3, correct: true });
  });

  it("is the wrong one, if one of them is", () => {
    const measured = [found(LARGE, 3), { ...found(LARGE, 9), states: 1 }, found(LARGE, 4)];
    expect(resultOf(LARGE, measured, 10)).toMatchObject({ states: 1, correct: false });
  });

  it("tells how many random reads one transition takes", () => {
    const seconds = (LARGE.generated * 32) / 1e9;
    expect(result(LARGE, seconds).readsPerTransition).toBeCloseTo(3.2);
  });
});
