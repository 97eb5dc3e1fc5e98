/** How the nodes of an instance may start. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { askPredicate } from "../properties/ask.ts";
import { callModel } from "./apply.ts";
import { firstDifference } from "./difference.ts";
import { deepFreeze } from "./freeze.ts";
import type { Instance } from "./instance.ts";
import { outcomesOf } from "./outcomes.ts";

/** For each node, in order, every outcome with which it may start. @throws InvalidModel */
export const initialOutcomes = ({
  model,
  nodes,
}: Instance): readonly (readonly Outcome<object>[])[] =>
  nodes.map(({ role, context }) => outcomesOf(model, role, context));

/** Whether the nodes may start so together, about which the model may say more. */
export const mayStart = (
  { model, nodes }: Pick<Instance, "model" | "nodes">,
  outcomes: readonly Outcome<object>[],
): boolean => {
  if (model.initially === undefined) return true;
  const { observation, holds } = model.initially;
  const place = { rule: "initially" };
  const seen = Object.entries(observation).map(([name, look]) => {
    const alike = nodes.filter(({ role }) => role === name);
    const values = alike.map(({ index, context, state }) => {
      const given = deepFreeze(state.decode(state.encode(outcomes[index]!.state)) as object);
      const around = { ...context, up: true, inboxEmpty: true };
      const [one, two] = [1, 2].map(() => callModel(() => (look as Look)(given, around), place));
      if (firstDifference(one, two) === null) return one;
      throw new InvalidModel("it is not deterministic: looking twice, it sees something else", {
        rule: "initially",
      });
    });
    return [name, values];
  });
  return askPredicate((...of) => holds(...of), [Object.fromEntries(seen) as object], "initially");
};

type Look = (state: object, context: object) => unknown;

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
