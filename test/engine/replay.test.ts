/** A trace is run again step by step, and where it cannot go on, the step is named. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, become, int, vocabulary, type Model, type NodeId } from "../../models/protocol.ts";
import {
  check,
  replay,
  UsageError,
  type CheckReport,
  type Counterexample,
  type Step,
  type Trace,
} from "../../checks/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { avoids, graph, logged, mail } from "./toys.ts";

type Whole = CheckReport & { readonly counterexample: Counterexample };

/** The trace of a check that is violated, as a file would hold it. */
const traceOf = async (model: Model, options?: Parameters<typeof check>[1]): Promise<Whole> => {
  const report = await check(model, options);
  expect(report.verdict).toBe("violated");
  return JSON.parse(JSON.stringify(report)) as Whole;
};

const withSteps = (trace: Whole, change: (steps: readonly Step[]) => readonly Step[]): Whole => {
  const { counterexample } = trace;
  return { ...trace, counterexample: { ...counterexample, steps: change(counterexample.steps) } };
};
const withStep = (trace: Whole, at: number, over: Partial<Step>): Whole =>
  withSteps(trace, (steps) => steps.map((step, i) => (i === at ? { ...step, ...over } : step)));

const bug = { bug: "decides-on-first-vote" };

describe("a counterexample", () => {
  it("of a bug violates again, after it has been a file", async () => {
    const trace = await traceOf(twoPhaseCommit, bug);
    expect(replay(twoPhaseCommit, trace)).toEqual({
      outcome: "violates",
      property: "atomicity",
      length: 5,
      reason: null,
      story: expect.stringMatching(
        /^counterexample: 5 actions\n[^]*violates atomicity .*, broken by coordinator and /,
      ),
    });
  });

  it("of a quiescent state, of crashes and of discards violates again", async () => {
    const blocked = await traceOf(twoPhaseCommit, { scenario: "coordinator-crashes" });
    expect(replay(twoPhaseCommit, blocked).outcome).toBe("violates");
    const picky = mail([[1, 2]], {
      network: "fifo",
      takes: (_, note) => note === 2,
      properties: { unread: always(logged, ({ reader }) => reader[0]!.length === 0) },
    });
    const discarded = await traceOf(picky);
    expect(discarded.counterexample.steps.map(({ action }) => action)).toEqual([
      "discard",
      "deliver",
    ]);
    expect(replay(picky, discarded).outcome).toBe("violates");
  });

  it("of no steps violates again", async () => {
    const wet = graph({}, { properties: { dry: avoids("a") } });
    expect(replay(wet, await traceOf(wet))).toMatchObject({ outcome: "violates", length: 0 });
  });

  it("of other parameters than the scenario's is run with these", async () => {
    const options = { bug: "decides-on-first-vote", parameters: { participants: 2 } };
    const trace = await traceOf(twoPhaseCommit, options);
    expect(trace.parameters).toEqual({ participants: 2 });
    expect(replay(twoPhaseCommit, trace).outcome).toBe("violates");
  });
});

describe("a trace that was tampered with", () => {
  it.each<[string, number, Partial<Step>, RegExp]>([
    [
      "an unknown node",
      0,
      { node: "cordinator" },
      /^step 1 cannot happen: unknown node "cordinator"; did you mean "coordinator"/,
    ],
    ["an unknown sender", 1, { from: null }, /^step 2 cannot happen: unknown node "null"/],
    [
      "an unknown message",
      1,
      { message: { tag: "Prepar", payload: {} } },
      /^step 2 cannot happen: unknown message "Prepar"/,
    ],
    [
      "an unknown request",
      0,
      { message: { tag: "End", payload: {} } },
      /^step 1 cannot happen: coordinator has no request End/,
    ],
    [
      "fields that it has not",
      0,
      { message: { tag: "Begin", payload: { n: 1 } } },
      /^step 1 cannot happen: n: expected no field, actual 1/,
    ],
    [
      "fields that its message has not",
      1,
      { message: { tag: "Prepare", payload: { n: 1 } } },
      /^step 2 cannot happen: .*n/,
    ],
  ])("by %s cannot happen, and names the step", async (_, at, over, reason) => {
    const trace = withStep(await traceOf(twoPhaseCommit, bug), at, over);
    expect(replay(twoPhaseCommit, trace)).toMatchObject({
      outcome: "cannot-happen",
      reason: expect.stringMatching(reason),
    });
  });

  it("by no message is none", async () => {
    const trace = withStep(await traceOf(twoPhaseCommit, bug), 1, { message: null });
    expect(() => replay(twoPhaseCommit, trace)).toThrow(UsageError);
    expect(() => replay(twoPhaseCommit, trace)).toThrow("step 2: a deliver without a message");
  });

  it.each<[string, number, Partial<Step>, RegExp]>([
    [
      "another sender",
      1,
      { from: "participant2" },
      /^step 2 cannot happen: Prepare from participant2 is not there/,
    ],
    [
      "a crash without a budget",
      2,
      { action: "crash", message: null },
      /^step 3 cannot happen: the scenario has no budget for crash of \w+/,
    ],
    ["a discard in a bag", 1, { action: "discard" }, /^step 2 cannot happen/],
  ])("by %s cannot happen", async (_, at, over, reason) => {
    const trace = withStep(await traceOf(twoPhaseCommit, bug), at, over);
    expect(replay(twoPhaseCommit, trace)).toMatchObject({
      outcome: "cannot-happen",
      reason: expect.stringMatching(reason),
    });
  });

  it("by a step left out names the next that needs it", async () => {
    const trace = await traceOf(twoPhaseCommit, bug);
    const shorter = withSteps(trace, (steps) => steps.slice(1));
    expect(replay(twoPhaseCommit, shorter).reason).toMatch(/^step 1 cannot happen/);
  });

  it("by its last step left out holds", async () => {
    const trace = await traceOf(twoPhaseCommit, bug);
    const shorter = withSteps(trace, (steps) => steps.slice(0, -1));
    expect(replay(twoPhaseCommit, shorter)).toMatchObject({ outcome: "holds", length: 4 });
  });

  it("by a step at a node that is down names it", async () => {
    const trace = await traceOf(twoPhaseCommit, { scenario: "coordinator-crashes" });
    const at = trace.counterexample.steps.findIndex(({ action }) => action === "crash");
    const again = withSteps(trace, (steps) => steps.toSpliced(at, 0, steps[at]!));
    expect(replay(twoPhaseCommit, again).reason).toBe(
      `step ${at + 2} cannot happen: coordinator is down`,
    );
  });

  it("by its initial state names the node", async () => {
    const trace = await traceOf(twoPhaseCommit, bug);
    const { counterexample } = trace;
    const initial = { ...counterexample.initial, participant2: { phase: "asleep" } };
    const changed = { ...trace, counterexample: { ...counterexample, initial } };
    expect(replay(twoPhaseCommit, changed)).toMatchObject({
      outcome: "cannot-happen",
      reason: expect.stringMatching(/^initial\.participant2: /),
    });
  });

  it.each<[Partial<Trace>, string]>([
    [{ property: null }, "the trace names no property that it violates"],
    [{ property: "liveness" }, 'unknown property "liveness"'],
    [{ scenario: "somebody-crashes" }, 'unknown scenario "somebody-crashes"'],
    [{ bug: "none" }, 'unknown bug "none"'],
    [{ parameters: { participants: 21 } }, "participants"],
  ])("by %o says so", async (over, message) => {
    const trace = { ...(await traceOf(twoPhaseCommit, bug)), ...over };
    expect(() => replay(twoPhaseCommit, trace)).toThrow(UsageError);
    expect(() => replay(twoPhaseCommit, trace)).toThrow(message);
  });
});

describe("a trace that was written by another hand", () => {
  const { model, observe, rules, to } = vocabulary({
    parameters: S.Struct({}),
    roles: {
      dial: {
        state: S.Struct({ at: int(0, 2) }),
        receives: { Note: {} },
        requests: { Turn: { by: int(1, 2), twice: S.Boolean } },
      },
    },
  });
  const dial = (receiver: string | null) =>
    model({
      name: "dial",
      source: "a safe",
      population: () => ({ dial: 1 }),
      initial: { dial: () => [become({ at: 0 })] },
      rules: {
        dial: rules.dial({
          Note: () => null,
          Turn: ({ at }, { by }) =>
            at === 0
              ? become({ at: by }, ...(receiver === null ? [] : [to(receiver as NodeId, "Note")]))
              : null,
        }),
      },
      properties: {
        closed: always(observe({ dial: ({ at }) => at }), ({ dial: [at] }) => at === 0),
      },
      scenarios: { only: { parameters: {} } },
      bugs: {},
    });

  it("may give the fields of a request in another order", async () => {
    const trace = await traceOf(dial(null));
    const { tag, payload } = trace.counterexample.steps[0]!.message!;
    const swapped = Object.fromEntries(Object.entries(payload!).toReversed());
    const other = withStep(trace, 0, { message: { tag, payload: swapped } });
    expect(replay(dial(null), other).outcome).toBe("violates");
  });

  it("names the step at which the model turns out to be invalid", async () => {
    const trace = await traceOf(dial(null));
    expect(() => replay(dial("nobody"), trace)).toThrow(UsageError);
    expect(() => replay(dial("nobody"), trace)).toThrow(/^step 1: /);
  });
});
