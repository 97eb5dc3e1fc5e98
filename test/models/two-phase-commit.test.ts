/** What two-phase commit promises, what it does not, and how each of its bugs shows. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { stepsOf } from "../engine/toys.ts";

const safety = ["atomicity", "validity-commit", "validity-abort", "commits", "aborts"];

describe("two-phase commit is safe", () => {
  it.each([
    [1, 26, 32, 7],
    [2, 391, 750, 12],
    [3, 6_623, 18_260, 17],
    [4, 115_999, 423_296, 22],
  ])(
    "with %i participants of whom none crashes",
    async (participants, states, generated, depth) => {
      const report = await check(twoPhaseCommit, { parameters: { participants } });
      expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
    },
  );

  it("though the coordinator crashes at any moment, if waiting is not judged", async () => {
    const report = await check(twoPhaseCommit, {
      scenario: "coordinator-crashes",
      properties: safety,
    });
    // Each of the 391 states of two participants with the coordinator up, and with it down.
    expect(report).toMatchObject({
      verdict: "holds-within-bounds",
      states: 2 * 391,
      generated: 1_605,
      depth: 13,
    });
  });

  it("though every participant may crash, and then nobody who lives is left waiting", async () => {
    const report = await check(twoPhaseCommit, { scenario: "participants-crash" });
    expect(report.verdict).toBe("holds-within-bounds");
  });

  it("though all of its nodes may crash", async () => {
    const { "coordinator-crashes": some } = twoPhaseCommit.scenarios;
    const scenarios = { all: { ...some!, faults: { crash: 3 } } };
    const all = { ...twoPhaseCommit, scenarios, bugs: {} };
    const report = await check(all, { properties: safety });
    expect(report.verdict).toBe("holds-within-bounds");
  });
});

describe("two-phase commit blocks", () => {
  it("where the coordinator stops after it has asked, and a participant has said yes", async () => {
    const report = await check(twoPhaseCommit, { scenario: "coordinator-crashes" });
    expect(report).toMatchObject({ verdict: "violated", property: "nobody-blocked" });
    expect(stepsOf(report)).toEqual([
      "coordinator request Begin",
      "coordinator crash",
      "participant1 deliver Prepare from coordinator",
      "participant1 request VoteYes",
      "participant2 timer CoordinatorTimeout",
    ]);
  });

  it("with a single participant too, which can only wait", async () => {
    const report = await check(twoPhaseCommit, {
      scenario: "coordinator-crashes",
      parameters: { participants: 1 },
    });
    expect(stepsOf(report)).toEqual([
      "coordinator request Begin",
      "coordinator crash",
      "participant deliver Prepare from coordinator",
      "participant request VoteYes",
    ]);
    expect(report.counterexample?.steps.at(-1)?.state).toEqual({ phase: "prepared", vote: "yes" });
  });
});

describe("two-phase commit breaks", () => {
  const traceOf = async (bug: string) => stepsOf(await check(twoPhaseCommit, { bug }));
  const oneSaysYes = [
    "coordinator request Begin",
    "participant1 deliver Prepare from coordinator",
    "participant1 request VoteYes",
    "coordinator deliver Yes from participant1",
  ];

  it("if the first yes decides, since the next participant may have given up", async () => {
    expect(await traceOf("decides-on-first-vote")).toEqual([
      ...oneSaysYes,
      "participant2 timer CoordinatorTimeout",
    ]);
  });

  it("if a majority decides, since the last has not voted", async () => {
    expect(await traceOf("decides-by-majority")).toEqual([
      "coordinator request Begin",
      "participant1 deliver Prepare from coordinator",
      "participant1 request VoteYes",
      "participant2 deliver Prepare from coordinator",
      "participant2 request VoteYes",
      "coordinator deliver Yes from participant1",
      "coordinator deliver Yes from participant2",
    ]);
  });

  it("if who has said yes gives up, since that yes may be the last that was missing", async () => {
    expect(await traceOf("times-out-after-yes")).toEqual([
      "coordinator request Begin",
      "participant1 deliver Prepare from coordinator",
      "participant1 request VoteYes",
      "participant1 timer CoordinatorTimeout",
      "participant2 deliver Prepare from coordinator",
      "participant2 request VoteYes",
      "coordinator deliver Yes from participant1",
      "coordinator deliver Yes from participant2",
    ]);
  });

  it("if the coordinator waits for every vote, since one may never come", async () => {
    expect(await traceOf("waits-for-every-vote")).toEqual([
      ...oneSaysYes,
      "participant2 timer CoordinatorTimeout",
    ]);
  });
});
