/** What the reference says of a model that a test has written down. */
import type { Model, Observation, Scenario } from "../../models/protocol.ts";
import { explore, type Answer } from "./reference.ts";
import { keyOfWorld, systemOf, type World } from "./semantics.ts";

/** In the scenario `only`, within other bounds. */
export const answerTo = (
  model: Model,
  bounds: Partial<Scenario> = {},
  goOn: boolean = false,
): Answer => answerIn(model, { ...model.scenarios["only"]!, ...bounds }, goOn);

export const answerIn = (model: Model, scenario: Scenario, goOn: boolean = false): Answer => {
  const system = systemOf(model, scenario, Object.values(model.properties));
  const answer = explore(system, model.properties, scenario, { cap: 100_000, goOn });
  if (answer === null) throw new Error("too large");
  return answer;
};

/** All that is seen in any world that can be reached, as JSON, sorted. */
export const seenIn = (
  model: Model,
  bounds: Partial<Scenario>,
  observation: Observation,
): readonly string[] => {
  const system = systemOf(model, { ...model.scenarios["only"]!, ...bounds }, [{ observation }]);
  const found = new Map<string, World>();
  const visit = (world: World): void => {
    const key = keyOfWorld(world);
    if (found.has(key)) return;
    found.set(key, world);
    for (const { next } of system.actions(world)) visit(next);
  };
  for (const world of system.initial) visit(world);
  const seen = [...found.values()].map((world) => JSON.stringify(system.see(observation, world)));
  return [...new Set(seen)].toSorted();
};
