/** What a search says that it has covered, and why what holds may say little. */
import { describe, expect, it } from "vitest";
import { check } from "../../checks/index.ts";
import { sometimes } from "../../models/protocol.ts";
import { catalogue } from "../../models/index.ts";
import twoPhase from "../reference/two-phase.ts";
import { counted, counter, graph, mail, seen } from "./toys.ts";

describe("coverage", () => {
  it("counts each action as often as it was generated, in every scenario", async () => {
    for (const model of catalogue)
      for (const scenario of Object.keys(model.scenarios)) {
        const { coverage, generated, initial, cut, states } = await check(model, {
          scenario,
          method: "search",
        });
        const actions = coverage!.actions.reduce((sum, { times }) => sum + times, 0);
        expect([model.name, scenario, actions]).toEqual([
          model.name,
          scenario,
          generated - initial,
        ]);
        const levels = coverage!.levels.reduce((sum, level) => sum + level, 0);
        expect(levels).toBe(states);
        expect(cut).toBe(0);
      }
  });

  it("is the same with a limit as what was generated until then", async () => {
    for (const maxStates of [7, 100, 1_000, 1_500]) {
      const { coverage, generated } = await check(twoPhase, { scenario: "rms-5", maxStates });
      const actions = coverage!.actions.reduce((sum, { times }) => sum + times, 0);
      expect([maxStates, actions]).toEqual([maxStates, generated - 1]);
    }
  });

  it("counts rules that change nothing, and says where they fired first", async () => {
    const { rules, coverage } = await check(graph({ a: ["a", "b"], b: ["c"] }));
    // Of eight places to go to, six are declined at a, seven at b, and all at c.
    expect(rules).toEqual([{ rule: "walker.Go", fired: true, times: 3, depth: 1, declined: 21 }]);
    expect(coverage).toEqual({
      actions: [{ role: "walker", action: "request", times: 3 }],
      levels: [1, 1, 1],
      fields: [{ role: "walker", field: "at", values: 3 }],
    });
  });

  it("tells faults by kind and role", async () => {
    const { coverage } = await check(mail([[1]], { faults: { drop: 1, crash: { reader: 1 } } }));
    expect(coverage!.actions).toEqual([
      { role: "reader", action: "deliver", times: 1 },
      { role: "reader", action: "drop", times: 1 },
      { role: "reader", action: "crash", times: 3 },
    ]);
  });
});

describe("vacuity", () => {
  const idle = sometimes(seen, ({ walker }) => walker.includes("h"));

  it("is a witness that is not met, a budget or a limit that is never used", async () => {
    const faults = { drop: 1, crash: { counter: 1 } };
    const never = sometimes(counted, ({ counter: [one] }) => one === 9);
    const limits = { Tick: 2, Add: 0 };
    const model = counter({
      add: 0,
      tick: 0,
      limits,
      faults: { crash: faults.crash },
      properties: { never },
    });
    const report = await check(model);
    expect(report.verdict).toBe("vacuous");
    expect(report.vacuity).toEqual(["never is never met", "the limit of Tick is never used"]);
  });

  it("names the role of a budget that has one", async () => {
    const restarting = mail([[1]], { faults: { drop: { Note: 1 } }, within: within(false) });
    const report = await check(restarting);
    expect(report.vacuity).toEqual(["the budget of drop for Note is never used"]);
  });

  it("is not what the scenario does not expect", async () => {
    const model = mail([[1]], {
      faults: { drop: 1 },
      within: within(false),
      unused: ["drop"],
    } as object);
    expect(await check(model)).toMatchObject({ verdict: "holds-within-bounds", vacuity: [] });
  });

  it("is not judged where the search has stopped", async () => {
    const report = await check(graph({ a: ["b"] }, { properties: { idle } }), { maxStates: 1 });
    expect(report).toMatchObject({ verdict: "budget-exceeded", vacuity: [] });
  });
});

const within = (holds: boolean) => ({ observation: {}, holds: () => holds });
