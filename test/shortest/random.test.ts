/** On random models, with every fault there is: what is shown costs as little as anything could. */
import { expect, it } from "vitest";
import { check, type CheckReport } from "../../checks/index.ts";
import { follow } from "../../checks/schedules/follow.ts";
import { diceOf } from "../fuzz/dice.ts";
import { modelOf } from "../fuzz/interpret.ts";
import { randomRecipe } from "../fuzz/models.ts";
import { bruteForce, costOf } from "./brute-force.ts";

/** Beyond these, trying takes too long. */
const MOST_WORLDS = 1_500;
const MOST_STEPS = 5;

interface Tried {
  readonly run: number;
  readonly report: CheckReport;
  readonly differences: readonly string[];
}

/** Null: nothing is violated after a few steps, or there is too much to try. */
const tried = async (run: number): Promise<Tried | null> => {
  const { judged, goesOn, ...recipe } = randomRecipe(diceOf(11, run));
  const model = modelOf({ judged, goesOn, ...recipe });
  const properties = judged === null ? {} : { properties: judged };
  const goOn = goesOn ? { goOn: true } : {};
  const report = await check(model, { maxStates: 1_000, ...properties, ...goOn });
  const { property, counterexample } = report;
  if (property === null || counterexample === null) return null;
  const { length, path } = counterexample;
  if (length === 0 || length > MOST_STEPS) return null;
  const question = { property, length, most: MOST_WORLDS, ...(judged === null ? {} : { judged }) };
  const least = bruteForce(model, question);
  if (least === null) return null;
  const { trace } = follow(model, path!, properties);
  const isSame = JSON.stringify(trace.steps) === JSON.stringify(counterexample.steps);
  const [shown, best] = [costOf(counterexample).join(), least.best?.join()];
  const differences = [
    ...(shown === best ? [] : [`run ${run}: ${property} for ${shown}, at best for ${best}`]),
    ...(isSame ? [] : [`run ${run}: path ${path} leads elsewhere`]),
  ];
  return { run, report, differences };
};

it("the counterexamples of 50 random models cost as little as any of their length", async () => {
  const all: Tried[] = [];
  for (let run = 1; all.length < 50; run++) {
    const one = await tried(run);
    if (one !== null) all.push(one);
  }
  expect(all.flatMap(({ differences }) => differences)).toEqual([]);
  const lengths = all.map(({ report }) => report.counterexample!.length);
  expect(Math.max(...lengths)).toBeGreaterThan(2);
});
