/** Which properties of a model can be asked for as witnesses. */
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import type { CheckOptions } from "../report.ts";
import { named } from "../model/instance.ts";

/** @throws UsageError for a name that is none of the model's `sometimes`. */
export const refuseOthers = (model: Model, property: string): void => {
  const { kind } = named("property", model.properties, property, model.name);
  if (kind === "sometimes") return;
  const witnesses = Object.entries(model.properties).flatMap(([name, other]) =>
    other.kind === "sometimes" ? [name] : [],
  );
  const known = witnesses.length === 0 ? "it has none" : `known: ${witnesses.join(", ")}`;
  throw new UsageError(`${property} of ${model.name} is ${kind}, and no witness (${known})`);
};

/** @throws UsageError for a witness, unless the scenario says that it is out of reach. */
export const refuseWitness = (
  model: Model,
  property: string,
  { scenario, bug }: Pick<CheckOptions, "scenario" | "bug">,
): void => {
  const { kind } = named("property", model.properties, property, model.name);
  const name = scenario ?? model.bugs[bug ?? ""]?.in ?? Object.keys(model.scenarios)[0] ?? "";
  if (kind !== "sometimes" || model.scenarios[name]?.outOfReach?.includes(property)) return;
  throw new UsageError(
    `${property} of ${model.name} is a witness: it is reached or not, and never violated`,
  );
};
