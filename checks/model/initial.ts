/** How the nodes of an instance may start. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { callModel, checkedOutcome } from "./apply.ts";
import type { Instance } from "./instance.ts";

/** For each node, in order, every outcome with which it may start. @throws InvalidModel */
export const initialOutcomes = ({
  model,
  nodes,
}: Instance): readonly (readonly Outcome<object>[])[] =>
  nodes.map(({ role, context }) => {
    const place = { rule: `initial.${role}` };
    const outcomes = callModel(() => model.initial[role]!(context), place);
    if (!Array.isArray(outcomes) || outcomes.length === 0)
      throw new InvalidModel("expected a list of one outcome or more", place);
    return outcomes.map((given) => {
      const outcome = checkedOutcome(given, place);
      if (outcome === null) throw new InvalidModel("expected become(...), actual null", place);
      return outcome;
    });
  });

/** All ways to take one number below each of the given ones. */
export function* combinations(counts: readonly number[]): Generator<readonly number[]> {
  const chosen = counts.map(() => 0);
  if (counts.includes(0)) return;
  for (;;) {
    yield [...chosen];
    let at = counts.length - 1;
    while (at >= 0 && ++chosen[at]! === counts[at]) chosen[at--] = 0;
    if (at < 0) return;
  }
}
