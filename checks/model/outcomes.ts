/** How one node may start. */
import type { Context, Model, Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { callModel, checkedOutcome } from "./apply.ts";
import { firstDifference } from "./difference.ts";

/** Every outcome with which one node may start. @throws InvalidModel */
export const outcomesOf = (
  model: Model,
  role: string,
  context: Context,
): readonly Outcome<object>[] => {
  const place = { rule: `initial.${role}` };
  const outcomes = callModel(() => model.initial[role]!(context), place);
  if (
    firstDifference(
      outcomes,
      callModel(() => model.initial[role]!(context), place),
    ) !== null
  )
    throw new InvalidModel("it is not deterministic: asked twice, it answers differently", place);
  if (!Array.isArray(outcomes) || outcomes.length === 0)
    throw new InvalidModel("expected a list of one outcome or more", place);
  return outcomes.map((given) => {
    const outcome = checkedOutcome(given, place);
    if (outcome === null) throw new InvalidModel("expected become(...), actual null", place);
    return outcome;
  });
};
