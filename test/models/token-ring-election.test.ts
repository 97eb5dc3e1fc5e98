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
    [3, 80, 120],
    [4, 4_137, 10_102],
    [5, 456_988, 1_557_234],
  ])(
    "ends with all of %i nodes following the greatest that is left, whichever crashes",
    async (nodes, states, generated) => {
      const { "one-crashes": some } = tokenRingElection.scenarios;
      const scenarios = { one: { ...some!, parameters: { nodes } } };
      const report = await check({ ...tokenRingElection, scenarios, bugs: {} });
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

  it("if the first of a list leads, who is not the greatest", async () => {
    expect(await traceOf("initiator-leads")).toEqual([
      "node4 crash",
      "node1 timer Silence node4",
      "node2 deliver Election node1 from node1",
      "node3 timer Silence node4",
      "node3 deliver Election node1,node2 from node2",
      "node1 deliver Election node1,node2,node3 from node3",
    ]);
  });

  it("if only one silent neighbour is skipped, since the next gets what nobody reads", async () => {
    expect(await traceOf("skips-one-neighbour-only")).toEqual([
      "node1 crash",
      "node4 crash",
      "node2 timer Silence node1",
      "node2 timer Silence node4",
      "node3 deliver Election node2 from node2",
      "node3 timer Silence node1",
      "node3 timer Silence node4",
    ]);
  });

  it("if a list is not handed on again, when who has got it is silent", async () => {
    expect(await traceOf("hands-on-once")).toEqual([
      "node1 crash",
      "node4 crash",
      "node2 timer Silence node1",
      "node2 timer Silence node4",
      "node3 deliver Election node2 from node2",
      "node3 timer Silence node4",
      "node3 timer Silence node1",
    ]);
  });

  it("if nobody but its initiator ends a lap, since the initiator may be down", async () => {
    const report = await check(tokenRingElection, { bug: "only-its-initiator-ends-a-lap" });
    expect(stepsOf(report)).toEqual([
      "node3 crash",
      "node1 timer Silence node3",
      "node1 crash",
      "node2 timer Silence node3",
      "node2 deliver Election node1 from node1",
      "node2 timer Silence node1",
      "node2 deliver Election node1,node2 from node2",
    ]);
    expect(report.counterexample?.steps.at(-1)?.state).toMatchObject({ leader: null });
  });

  it("if an old lap is believed, since the leader of which it tells is missed once", async () => {
    const trace = await traceOf("believes-an-old-lap");
    expect(trace?.slice(-4)).toEqual([
      "node3 crash",
      "node1 deliver Election node1,node2,node3 from node3",
      "node2 timer Silence node3",
      "node2 deliver Coordinator node3 node1 from node1",
    ]);
  });
});
