/** One random model, explored by both; and all in which the answers differ. */
import type { CheckOptions, CheckReport } from "../../checks/report.ts";
import type { Model, Property, Scenario } from "../../models/protocol.ts";
import { modelOf } from "./interpret.ts";
import { SCENARIO } from "./names.ts";
import type { Recipe } from "./recipe.ts";
import { explore, type Answer } from "./reference.ts";
import { faultInTrace } from "./replay.ts";
import { systemOf, type System } from "./semantics.ts";

export type Engine = (model: Model, options: CheckOptions) => Promise<CheckReport>;
/** Puts a mistake into the reference, to see whether it is found. */
export type Mistake = (system: System, scenario: Scenario) => System;

export interface Comparison {
  /** None, where the model is too large for the reference. */
  readonly answer: Answer | null;
  /** One line each; none, where both agree. */
  readonly differences: readonly string[];
}

/** Most random models need a few hundred; some never end. */
const MOST_ACTIONS = 5_000;

export const compare = async (
  recipe: Recipe,
  engine: Engine,
  mistake: Mistake = (system) => system,
): Promise<Comparison> => {
  const model = modelOf(recipe);
  const scenario = model.scenarios[SCENARIO]!;
  const judged = Object.fromEntries(
    Object.entries(model.properties).filter(([name]) => recipe.judged?.includes(name) ?? true),
  );
  const bounds = scenario.within ? [scenario.within] : [];
  const faithful = systemOf(model, scenario, [...Object.values(judged), ...bounds]);
  const system = mistake(faithful, scenario);
  const answer = explore(system, judged, scenario, { cap: MOST_ACTIONS, goOn: recipe.goesOn });
  // Nothing can be said of a model that cannot start in any of its ways.
  if (answer === null || answer.initial === 0) return { answer: null, differences: [] };
  try {
    const report = await engine(model, {
      ...(recipe.judged !== null && { properties: recipe.judged }),
      ...(recipe.goesOn && { goOn: true }),
    });
    const fault = faultInTrace(system, brokenProperty(model, report), report.counterexample);
    const figures = differencesBetween(answer, answerOf(report));
    return { answer, differences: fault === null ? figures : [...figures, fault] };
  } catch (error) {
    return { answer, differences: [`the engine throws: ${String(error)}`] };
  }
};

const brokenProperty = ({ properties }: Model, { property }: CheckReport): Property | null =>
  property === null ? null : (properties[property] ?? null);

/** The engine's answer in the words of the reference. */
const answerOf = (report: CheckReport): Omit<Answer, "kinds"> => {
  const { verdict, property, states, initial, generated, cut, depth, counterexample } = report;
  const length = counterexample?.length ?? null;
  const fired = report.rules.flatMap(({ rule, fired }) => (fired ? [rule] : []));
  const problem = report.problem === null ? "" : ` (${report.problem.message})`;
  return {
    verdict: verdict + problem,
    property,
    states,
    initial,
    generated,
    cut,
    depth,
    length,
    properties: Object.fromEntries(
      report.properties.map(({ name, status, depth }) => [
        name,
        depth === null ? status : `${status} ${depth}`,
      ]),
    ),
    fired: fired.toSorted(),
    vacuity: report.vacuity.toSorted(),
  };
};

const differencesBetween = (
  reference: Answer,
  engine: Omit<Answer, "kinds">,
): readonly string[] => {
  const [expected, actual] = [flat(reference), flat(engine)];
  const names = [...new Set([...expected.keys(), ...actual.keys()])];
  return names
    .filter((name) => expected.get(name) !== actual.get(name))
    .map((name) => `${name}: reference ${expected.get(name)}, engine ${actual.get(name)}`);
};

const flat = ({ properties, ...figures }: Omit<Answer, "kinds">): ReadonlyMap<string, string> =>
  new Map(
    Object.entries({ ...figures, ...properties })
      .filter(([name]) => name !== ("kinds" satisfies keyof Answer))
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]),
  );
