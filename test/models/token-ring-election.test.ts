/** What the ring election promises when nodes crash in its course, and how each bug shows. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import tokenRingElection from "../../models/token-ring-election.ts";
import { stepsOf } from "../engine/toys.ts";

const statusIn = async (scenario: string): Promise<Readonly<Record<string, string>>> => {
  const { properties } = await check(tokenRingElection, { scenario });
  return Object.fromEntries(properties.map(({ name, status }) => [name, status]));
};

describe("the ring election", () => {
  it.each([
    [2, 14, 14],
    [3, 0, 0],
    [4, 4_137, 10_102],
    [5, 0, 0],
  ])(
    "ends with all of %i nodes following the greatest that is left, whichever crashes",
    async (nodes, states, generated) => {
      const report = await check(tokenRingElection, { parameters: { nodes } });
      expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated });
    },
  );

  it("ends so if two crash, though for a while a leader is followed that is down", async () => {
    expect(await statusIn("two-of-four-crash")).toMatchObject({
      "all-follow-the-greatest": "holds",
      "elects-one-that-has-crashed": "met",
      "two-new-leaders-in-turn": "met",
    });
  });
});

describe("the ring election breaks", () => {
  const traceOf = async (bug: string) => stepsOf(await check(tokenRingElection, { bug }));

  it.each(Object.keys(tokenRingElection.bugs))("%s", async (bug) => {
    expect(await traceOf(bug)).toEqual([]);
  });
});
