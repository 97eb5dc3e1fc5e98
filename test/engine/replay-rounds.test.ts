/** A trace of rounds that was changed by hand is refused where loyal nodes would act otherwise. */
import { describe, expect, it } from "vitest";
import { check, replay, type CheckReport, type Counterexample } from "../../checks/index.ts";
import model from "../../models/oral-messages.ts";

type Whole = CheckReport & { readonly counterexample: Counterexample };
type Steps = Counterexample["steps"];

const trace = async (change: (steps: Steps) => Steps): Promise<Whole> => {
  const report = await check(model, { scenario: "three-generals-one-traitor" });
  const found = JSON.parse(JSON.stringify(report)) as Whole;
  const { counterexample } = found;
  return { ...found, counterexample: { ...counterexample, steps: change(counterexample.steps) } };
};

describe("a trace of rounds", () => {
  it("is run again as it stands", async () => {
    const found = replay(model, await trace((steps) => steps));
    expect(found).toEqual({
      outcome: "violates",
      property: "ic2",
      length: 2,
      reason: null,
      story: expect.stringMatching(/^counterexample: 1 lie, 2 messages read[^]*<< LIE:[^]* ic2/),
    });
  });

  it("may have another lie in it, and then violates nothing", async () => {
    const honest = await trace((steps) =>
      steps.map((step) => ({
        ...step,
        reads: step.reads.map((read) => (read.lie ? { ...read, message: read.truth } : read)),
      })),
    );
    expect(replay(model, honest).outcome).toBe("holds");
  });

  it.each([
    [
      "what a loyal node says",
      (steps: Steps): Steps => steps.map((step, at) => (at === 3 ? { ...step, reads: [] } : step)),
      "step 4: it cannot happen: lieutenant1 reads Report",
    ],
    [
      "whose turn it is",
      (steps: Steps): Steps => steps.slice(1),
      "step 1: it cannot happen: it is the turn of commander in round 0",
    ],
  ])("cannot happen where it changes %s", async (_, change, reason) => {
    const answer = replay(model, await trace(change));
    expect(answer).toMatchObject({
      outcome: "cannot-happen",
      reason: expect.stringMatching(reason),
    });
  });

  it("is refused where it changes the kind of a step", async () => {
    const changed = await trace((steps) =>
      steps.map((step) => ({ ...step, action: "crash" as const })),
    );
    expect(() => replay(model, changed)).toThrow("step 1: a crash, and the model runs in rounds");
  });
});
