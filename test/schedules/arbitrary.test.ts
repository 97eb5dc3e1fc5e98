/** Schedules as fast-check draws them, for properties of one's own. */
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { replay } from "../../checks/index.ts";
import { scheduleArbitrary, type Schedule } from "../../checks/schedules/arbitrary.ts";
import { follow } from "../../checks/schedules/follow.ts";
import { catalogue } from "../../models/index.ts";
import type { Model } from "../../models/protocol.ts";
import { avoids, counter, graph, mail } from "../engine/toys.ts";

const named = (name: string): Model => catalogue.find((one) => one.name === name)!;
const twoPhase = named("two-phase-commit");

/** What is left of the first schedule of which something is not so. */
const shrunk = (
  schedules: fc.Arbitrary<Schedule>,
  holds: (schedule: Schedule) => boolean,
): Schedule => {
  const property = fc.property(schedules, holds);
  const { counterexample } = fc.check(property, { seed: 1, numRuns: 1_000 });
  return counterexample![0];
};

describe("schedules", () => {
  it("hold in a property of fast-check", () => {
    const lengths = fc.property(scheduleArbitrary(twoPhase), (schedule) => {
      expect(schedule.trace).toMatchObject({ length: schedule.length, minimal: false });
      expect(schedule.path.split(".").length).toBe(schedule.length + 1);
      expect(schedule.states.length).toBe(schedule.length + 1);
      expect(schedule.states[0]).toEqual(schedule.trace.initial);
      expect(schedule.wrongs).toBe(schedule.trace.faults);
      for (const [at, { node, state }] of schedule.trace.steps.entries())
        if (node !== null) expect(schedule.states[at + 1]![node]).toEqual(state);
      expect({ ...follow(twoPhase, schedule.path).trace, why: null }).toEqual(schedule.trace);
    });
    fc.assert(lengths, { seed: 1, numRuns: 50 });
  });

  it("of equal seeds are equal", () => {
    const paths = (seed: number): readonly string[] =>
      fc.sample(scheduleArbitrary(twoPhase), { seed, numRuns: 20 }).map(({ path }) => path);
    expect(paths(5)).toEqual(paths(5));
    expect(paths(6)).not.toEqual(paths(5));
  });

  it("shrink to the shortest that has a message in it", () => {
    const delivers = ({ trace }: Schedule) =>
      trace.steps.some(({ action }) => action === "deliver");
    const least = shrunk(scheduleArbitrary(twoPhase), (schedule) => !delivers(schedule));
    expect([least.length, least.wrongs, least.trace.steps.at(-1)!.action]).toEqual([
      2,
      0,
      "deliver",
    ]);
    const letters = mail([[1, 2], [3]]);
    const first = shrunk(scheduleArbitrary(letters), (schedule) => !delivers(schedule));
    expect(first.path).toBe("0.0");
  });

  it("shrink to one without faults, where that is enough", () => {
    const bug = "decides-by-majority";
    const schedules = scheduleArbitrary(twoPhase, { bug });
    const least = shrunk(schedules, ({ violated }) => !violated.includes("validity-commit"));
    expect([least.length, least.wrongs]).toEqual([7, 0]);
    const trace = {
      model: twoPhase.name,
      scenario: twoPhase.bugs[bug]!.in ?? Object.keys(twoPhase.scenarios)[0]!,
      bug,
      property: "validity-commit",
      parameters: follow(twoPhase, least.path, { bug }).parameters,
      counterexample: least.trace,
    };
    expect(replay(twoPhase, trace).outcome).toBe("violates");
  });

  it("end with the first violation, and name what is violated", () => {
    const model = graph(
      { a: ["b"], b: ["c"] },
      { properties: { no: avoids("b"), never: avoids("b") } },
    );
    const all = fc.sample(scheduleArbitrary(model), { seed: 1, numRuns: 100 });
    const kinds = new Set(all.map(({ length, violated }) => `${length} ${violated.join()}`));
    expect([...kinds].toSorted()).toEqual(["0 ", "1 no,never"]);
  });

  it("show their path and their steps where a property fails", () => {
    const least = shrunk(scheduleArbitrary(counter({ add: 3 })), ({ length }) => length < 2);
    expect(fc.stringify(least)).toBe("schedule 0.0.0: counter request Add; counter request Add");
  });

  it("are of the scenario that is named, or of the first", () => {
    const lengthOf = (schedule: Schedule) => Object.keys(schedule.trace.initial).length;
    const scenario = Object.keys(twoPhase.scenarios)[1]!;
    const [byName] = fc.sample(scheduleArbitrary(twoPhase, scenario), { seed: 1, numRuns: 1 });
    const [byChoice] = fc.sample(scheduleArbitrary(twoPhase, { scenario }), {
      seed: 1,
      numRuns: 1,
    });
    expect(byName!.path).toBe(byChoice!.path);
    expect(lengthOf(byName!)).toBe(lengthOf(byChoice!));
  });

  it("are not of a scenario, nor of so many steps, as there cannot be", () => {
    expect(() => scheduleArbitrary(twoPhase, "crahses")).toThrow(
      'unknown scenario "crahses" of two-phase-commit (known: nobody-crashes, ' +
        "participants-crash, coordinator-crashes, messages-repeat)",
    );
    expect(() => scheduleArbitrary(twoPhase, { steps: -1 })).toThrow(
      "steps: expected a whole number, actual -1",
    );
    expect(() => scheduleArbitrary(twoPhase, { steps: 1.5 })).toThrow(
      "steps: expected a whole number, actual 1.5",
    );
  });
});

describe("schedules in rounds", () => {
  const generals = named("oral-messages");
  const scenario = "three-generals-one-traitor";

  it("count lies, and shrink to as few as are needed", () => {
    const all = scheduleArbitrary(generals, scenario);
    expect(shrunk(all, ({ length }) => length < 2).wrongs).toBe(0);
    const liar = shrunk(all, ({ wrongs }) => wrongs === 0);
    expect(liar.wrongs).toBe(1);
    expect(liar.trace.lies).toBe(1);
    expect(follow(generals, liar.path, { scenario }).trace).toMatchObject({ lies: 1 });
  });
});
