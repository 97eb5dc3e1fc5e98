/** What two-phase commit promises when nodes come back, and how each of its bugs shows. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import presumedAbort from "../../models/presumed-abort.ts";
import { stepsOf } from "../engine/toys.ts";

const traceOf = async (bug: string) => stepsOf(await check(presumedAbort, { bug }));

const twoSayYes = [
  "coordinator request Begin",
  "participant1 deliver Prepare from coordinator",
  "coordinator deliver Yes from participant1",
];

describe("presumed abort keeps AC1 to AC5", () => {
  it.each([
    ["nobody-crashes", 8_334, 86_930, 26],
    ["everybody-restarts", 23_857, 159_499, 19],
    ["coordinator-restarts", 52_285, 525_033, 27],
  ])("in scenario %s", async (scenario, states, generated, depth) => {
    const report = await check(presumedAbort, { scenario });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
  });

  it("even if the coordinator stops between its commits for ever, though not AC5", async () => {
    const judged = ["atomicity", "decision-stands", "validity-commit", "validity-abort"];
    const report = await check(presumedAbort, {
      scenario: "coordinator-stays-down",
      properties: [...judged, "blocked-together", "commits", "aborts"],
    });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states: 896 });
  });
});

describe("presumed abort blocks", () => {
  it("where the coordinator stays down and all who live are ready", async () => {
    const report = await check(presumedAbort, { scenario: "coordinator-stays-down" });
    expect(report).toMatchObject({ verdict: "violated", property: "nobody-blocked" });
    expect(stepsOf(report)).toHaveLength(5);
    const phases = report.counterexample?.steps.map(({ state }) => state);
    expect(phases?.at(-1)).toMatchObject({ phase: "ready", log: "yes" });
  });
});

describe("presumed abort breaks", () => {
  it("if who is uncertain aborts: the last vote may arrive all the same", async () => {
    expect(await traceOf("aborts-when-uncertain")).toEqual([
      "coordinator request Begin",
      "participant1 deliver Prepare from coordinator",
      "participant1 timer DecisionTimeout",
      "participant2 deliver Prepare from coordinator",
      "coordinator deliver Yes from participant1",
      "coordinator deliver Yes from participant2",
    ]);
  });

  it("if who is uncertain commits: the others may not have voted", async () => {
    expect(await traceOf("commits-when-uncertain")).toEqual([
      ...twoSayYes.slice(0, 2),
      "participant1 timer DecisionTimeout",
    ]);
  });

  it("if a participant forgets its promise: it presumes an abort of its own", async () => {
    const trace = await traceOf("participant-loses-its-log");
    expect(trace).toHaveLength(6);
    expect(trace!.filter((step) => step.includes("restart"))).toEqual([
      "participant2 restart Restart",
    ]);
  });

  it.each(["coordinator-loses-its-log", "tells-before-it-logs"])(
    "with %s: one commits, and another is told to abort after the restart",
    async (bug) => {
      const trace = await traceOf(bug);
      expect(trace).toHaveLength(10);
      expect(trace!.slice(-4)).toEqual([
        "coordinator restart Restart",
        "coordinator deliver DecisionRequest from participant1",
        "participant1 deliver Abort from coordinator",
        "participant2 deliver Commit from coordinator",
      ]);
    },
  );

  it("if the coordinator forgets before all have acknowledged", async () => {
    const trace = await traceOf("forgets-at-the-first-ack");
    expect(trace).toHaveLength(10);
    expect(trace!.slice(-3)).toEqual([
      "coordinator deliver Ack from participant2",
      "coordinator deliver DecisionRequest from participant1",
      "participant1 deliver Abort from coordinator",
    ]);
  });

  it("if a presumption undoes a commit", async () => {
    expect(await traceOf("obeys-every-abort")).toHaveLength(12);
  });

  it("if a peer that knows is not asked", async () => {
    const trace = await traceOf("asks-the-coordinator-only");
    expect(trace).toHaveLength(4);
    expect(trace!.at(-1)).toBe("participant2 request GiveUp");
  });
});
