/** A trace is run again through a model that is not the one it was found in any more. */
import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { always, become, int, vocabulary, type Model } from "../../models/protocol.ts";
import { check, replay, type CheckReport, type Counterexample } from "../../checks/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { avoids, counted, counter, graph } from "./toys.ts";

type Whole = CheckReport & { readonly counterexample: Counterexample };

/** The trace of a check that is violated, as a file would hold it. */
const traceOf = async (model: Model, options?: Parameters<typeof check>[1]): Promise<Whole> => {
  const report = await check(model, options);
  expect(report.verdict).toBe("violated");
  return JSON.parse(JSON.stringify(report)) as Whole;
};

const bug = { bug: "decides-on-first-vote" };

describe("a trace whose model was mended", () => {
  const low = always(counted, ({ counter: counts }) => counts[0]! < 2);

  it("holds, where its steps can still happen", async () => {
    const trace = await traceOf(counter({ add: 9, properties: { low } }));
    const higher = always(counted, ({ counter: counts }) => counts[0]! < 3);
    expect(replay(counter({ add: 9, properties: { low: higher } }), trace)).toMatchObject({
      outcome: "holds",
      length: 2,
      reason: null,
      story: expect.stringMatching(/^trace: 2 actions\n[^]*does not violate low/),
    });
  });

  it("names the first step that cannot happen any more", async () => {
    const trace = await traceOf(counter({ add: 9, properties: { low } }));
    const mended = counter({ add: 1, properties: { low } });
    expect(replay(mended, trace)).toEqual({
      outcome: "cannot-happen",
      property: "low",
      length: 2,
      reason: "step 2 cannot happen: counter.Add is not enabled",
      story: "step 2 cannot happen: counter.Add is not enabled",
    });
  });

  it("names the step for which no budget is left", async () => {
    const trace = await traceOf(counter({ add: 9, limits: { Add: 2 }, properties: { low } }));
    const stricter = counter({ add: 9, limits: { Add: 1 }, properties: { low } });
    expect(replay(stricter, trace)).toMatchObject({
      outcome: "cannot-happen",
      reason: "step 2 cannot happen: the budget of Add is used up",
    });
  });

  it("names a state that is not initial any more", async () => {
    const properties = { dry: avoids("b") };
    const trace = await traceOf(graph({ a: ["b"] }, { properties }));
    expect(replay(graph({ a: ["b"] }, { from: ["c"], properties }), trace)).toMatchObject({
      outcome: "cannot-happen",
      reason: "initial.walker: not a state in which it starts",
    });
  });

  it("violates, where it does so on the way already", async () => {
    const trace = await traceOf(counter({ add: 9, properties: { low } }));
    const lower = always(counted, ({ counter: counts }) => counts[0]! < 1);
    const worse = counter({ add: 1, properties: { low: lower } });
    expect(replay(worse, trace)).toMatchObject({ outcome: "violates", length: 1 });
  });

  it("is run from states that remember more now, or less", async () => {
    const { observe, rules, model } = vocabulary({
      parameters: S.Struct({}),
      roles: { log: { state: S.Struct({ n: int(0, 3) }), requests: { Add: {} } } },
    });
    const fenced = vocabulary({
      parameters: S.Struct({}),
      roles: {
        log: { state: S.Struct({ n: int(0, 3), epoch: int(0, 1) }), requests: { Add: {} } },
      },
    });
    const parts = {
      name: "log",
      source: "a note",
      population: () => ({ log: 1 }),
      scenarios: { only: { parameters: {} } },
      bugs: {},
    };
    const broken = model({
      ...parts,
      initial: { log: () => [become({ n: 0 })] },
      rules: { log: rules.log({ Add: ({ n }) => (n < 3 ? become({ n: n + 1 }) : null) }) },
      properties: { low: always(observe({ log: ({ n }) => n }), ({ log }) => log[0]! < 2) },
    });
    const mended = fenced.model({
      ...parts,
      initial: { log: () => [become({ n: 0, epoch: 1 })] },
      rules: {
        log: fenced.rules.log({
          Add: ({ n, epoch }) => (n < epoch ? become({ n: n + 1, epoch }) : null),
        }),
      },
      properties: { low: always(fenced.observe({ log: ({ n }) => n }), ({ log }) => log[0]! < 2) },
    });
    expect(replay(mended, await traceOf(broken))).toMatchObject({
      outcome: "cannot-happen",
      reason: "step 2 cannot happen: log.Add is not enabled",
    });
  });

  it("without its bug holds", async () => {
    const trace = await traceOf(twoPhaseCommit, bug);
    expect(replay(twoPhaseCommit, { ...trace, bug: null }).outcome).toBe("holds");
  });
});
