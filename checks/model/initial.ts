/** How the nodes of an instance may start. */
import type { Outcome } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { print } from "../schema/print.ts";
import { callModel } from "./apply.ts";
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
      const given = state.decode(state.encode(outcomes[index]!.state));
      const around = { ...context, up: true, inboxEmpty: true };
      return callModel(() => (look as Look)(deepFreeze(given as object), around), place);
    });
    return [name, values];
  });
  const answer: unknown = callModel(() => holds(Object.fromEntries(seen) as object), place);
  if (typeof answer === "boolean") return answer;
  throw new InvalidModel(`expected true or false, actual ${print(answer)}`, place);
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
