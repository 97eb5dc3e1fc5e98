/** What the third phase achieves, on what assumptions, and how each of its bugs shows. */
import { describe, expect, it } from "vitest";
import { check, type CheckOptions } from "../../checks/index.ts";
import threePhaseCommit from "../../models/three-phase-commit.ts";
import type { Bug, Context, Faults, Rule, Scenario } from "../../models/protocol.ts";
import { stepsOf } from "../engine/toys.ts";

const traceOf = async (bug: string) => stepsOf(await check(threePhaseCommit, { bug }));

/** The first scenario of the model, with some of its bounds changed. */
const checkWith = (changes: Partial<Scenario>, options: CheckOptions = {}) => {
  const [first] = Object.values(threePhaseCommit.scenarios);
  const { expect: _, ...bounds } = first!;
  const scenarios = { changed: { ...bounds, ...changes } };
  return check({ ...threePhaseCommit, scenarios, bugs: {} }, options);
};

type Table = Readonly<Record<string, Rule<object, object, Context>>>;

/** A rule that tells everybody at once whom it would tell one after the other. */
const telling =
  (rule: Table[string], tell: Table[string]): Table[string] =>
  (state, event, context) => {
    const outcome = rule(state, event, context);
    if (outcome === null) return null;
    let { state: now, sends } = outcome;
    for (const receiver of context.nodes["participant"]!) {
      const told = tell(now, { receiver }, context);
      if (told !== null) [now, sends] = [told.state, [...sends, ...told.sends]];
    }
    return { state: now, sends };
  };

const pick = <T extends object>(table: T, name: keyof T & string) => ({ [name]: table[name] });

/** Both have been asked and have voted yes. */
const twoSayYes = [
  "coordinator request Begin",
  "coordinator request Tell participant1",
  "coordinator request Tell participant2",
  "participant1 deliver CanCommit from coordinator",
  "participant2 deliver CanCommit from coordinator",
  "coordinator deliver Yes from participant1",
  "coordinator deliver Yes from participant2",
];

describe("three-phase commit agrees, and blocks nobody who lives", () => {
  it.each([
    ["coordinator-crashes", 1_056, 1_967, 23],
    ["two-of-three-crash", 4_729, 9_272, 25],
    ["two-of-four-crash", 472_903, 1_376_776, 42],
    ["network-is-cut", 5_280, 14_549, 25],
  ])("in scenario %s", async (scenario, states, generated, depth) => {
    const report = await check(threePhaseCommit, { scenario });
    expect(report).toMatchObject({ verdict: "holds-within-bounds", states, generated, depth });
  });

  it("whoever stops, and however many", async () => {
    const report = await checkWith({ faults: { crash: 3 } });
    expect(report.verdict).toBe("holds-within-bounds");
  });
});

describe("bare timeouts split three-phase commit", () => {
  it("in 12 actions, when the coordinator stops between two PreCommits", async () => {
    expect(await traceOf("bare-timeouts")).toEqual([
      ...twoSayYes,
      "coordinator request Tell participant1",
      "coordinator crash",
      "participant1 deliver PreCommit from coordinator",
      "participant1 timer PeerTimeout coordinator",
      "participant2 timer PeerTimeout coordinator",
    ]);
  });

  describe("where all messages of a broadcast leave in one step", () => {
    const { rules = {} } = threePhaseCommit.bugs["bare-timeouts"]!;
    const table = { ...threePhaseCommit.rules["coordinator"]!, ...rules["coordinator"] } as Table;
    const atOnce = Object.fromEntries(
      Object.entries(table).map(([tag, rule]) => [tag, telling(rule, table["Tell"]!)]),
    );
    const splitBy = (faults: Faults) => {
      const [first] = Object.values(threePhaseCommit.scenarios);
      const scenarios = { changed: { ...first!, faults } };
      const all = { coordinator: { ...atOnce, Tell: () => null }, ...pick(rules, "participant") };
      const bug: Bug = { breaks: "atomicity", in: "changed", length: 8, rules: all };
      return check({ ...threePhaseCommit, scenarios, bugs: { bug } }, { bug: "bug" });
    };

    it("not at all by a crash between two steps: none is told, or all", async () => {
      const report = await splitBy({ crash: { coordinator: 1 } });
      expect(report.verdict).toBe("holds-within-bounds");
    });

    it("by a crash in the middle of that step", async () => {
      const report = await splitBy({ crashMidStep: { coordinator: 1 } });
      const steps = report.counterexample!.steps;
      expect(steps.map(({ node, action, unsent }) => [node, action, unsent?.length])).toEqual([
        ["coordinator", "request", undefined],
        ["participant1", "deliver", undefined],
        ["participant2", "deliver", undefined],
        ["coordinator", "deliver", undefined],
        ["coordinator", "deliver", 1],
        ["participant1", "deliver", undefined],
        ["participant1", "timer", undefined],
        ["participant2", "timer", undefined],
      ]);
      expect(steps[4]).toMatchObject({
        sends: [{ to: "participant1", tag: "PreCommit" }],
        unsent: [{ to: "participant2", tag: "PreCommit" }],
      });
    });
  });

  it("in 11 actions, when nobody stops and two timers err", async () => {
    const trace = await traceOf("bare-timeouts-too-early");
    expect(trace).toHaveLength(11);
    expect(trace!.some((step) => step.includes("crash"))).toBe(false);
  });

  it("in 11 actions, when timers may expire at any time", async () => {
    const { rules = {} } = threePhaseCommit.bugs["bare-timeouts"]!;
    const bug = { breaks: "atomicity", in: "changed", length: 11, rules } as const;
    const scenarios = { changed: { parameters: { participants: 2 } } };
    const asynchronous = { ...threePhaseCommit, scenarios, bugs: { bare: bug } };
    const report = await check(asynchronous, { bug: "bare" });
    expect(report.counterexample?.steps).toHaveLength(11);
  });
});

describe("three-phase commit needs a detector that never errs", () => {
  it("to agree: each side takes the other for stopped, and decides for itself", async () => {
    const report = await check(threePhaseCommit, { scenario: "both-sides-suspect" });
    expect(report).toMatchObject({ verdict: "violated", property: "atomicity" });
    expect(stepsOf(report)).toHaveLength(13);
    const decided = report.counterexample?.steps.flatMap(({ node, state }) => {
      const { phase } = state as { readonly phase: string };
      return phase === "committed" || phase === "aborted" ? [`${node} ${phase}`] : [];
    });
    expect(decided).toEqual(["participant1 aborted", "coordinator committed"]);
  });

  it("to end: one participant that follows a backup too early leaves all waiting", async () => {
    const report = await check(threePhaseCommit, { scenario: "participants-suspect" });
    expect(report).toMatchObject({ verdict: "violated", property: "nobody-blocked" });
    expect(stepsOf(report)).toHaveLength(13);
  });

  it.each([
    ["1", { suspect: 1 }, null],
    ["2, in 15 actions", { suspect: 2 }, 15],
    ["1, with a crash, in 16 actions", { suspect: 1, crash: { coordinator: 1 } }, 16],
  ])("and is split or not by false suspicions: %s", async (_, faults, length) => {
    const report = await checkWith({ faults }, { properties: ["atomicity"] });
    expect(report.counterexample?.steps.length ?? null).toBe(length);
  });

  it("and a timeout is none: where the network falls apart, so do its sides", async () => {
    const report = await check(threePhaseCommit, { scenario: "network-falls-apart" });
    expect(stepsOf(report)).toEqual([
      ...twoSayYes,
      "coordinator request Tell participant1",
      "participant1 deliver PreCommit from coordinator",
      "network partition",
      "coordinator deliver Ack from participant1",
      "coordinator timer ParticipantTimeout participant2",
      "participant2 timer PeerTimeout coordinator",
      "participant2 timer PeerTimeout participant1",
    ]);
    expect(report.counterexample?.steps[9]?.side).toEqual(["coordinator", "participant1"]);
  });

  it("and asynchronous timers are none: 11 actions", async () => {
    const report = await checkWith({ perfect: [], faults: {} }, { properties: ["atomicity"] });
    expect(report.counterexample?.steps).toHaveLength(11);
  });
});

describe("three-phase commit breaks", () => {
  it("if the votes decide, as in two-phase commit: nobody else knows of the commit", async () => {
    expect(await traceOf("commits-on-votes")).toEqual([
      ...twoSayYes,
      "coordinator crash",
      "participant1 timer PeerTimeout coordinator",
      "participant1 request Tell participant2",
      "participant2 deliver Move waiting from participant1",
      "participant1 deliver Moved from participant2",
    ]);
  });

  it("if a backup decides before it has moved the others", async () => {
    const trace = await traceOf("moves-nobody");
    expect(trace).toHaveLength(14);
    expect(trace!.filter((step) => step.endsWith("crash"))).toEqual([
      "coordinator crash",
      "participant1 crash",
    ]);
  });

  it("if who obeys a backup still listens to the coordinator before it", async () => {
    const trace = await traceOf("heeds-a-former-leader");
    expect(trace).toHaveLength(16);
    expect(trace!.slice(-2)).toEqual([
      "participant2 deliver PreCommit from coordinator",
      "participant2 timer PeerTimeout participant1",
    ]);
  });

  it("if nobody takes over: it blocks as two-phase commit does", async () => {
    expect(await traceOf("nobody-takes-over")).toHaveLength(5);
  });
});
