/** What an instance says of the steps of its traces, which the steps do not say of themselves. */
import type { Instance } from "../model/instance.ts";
import { toJson } from "../schema/to-json.ts";
import type { Step } from "../trace.ts";
import type { Circumstances, Wait } from "./causality.ts";

export const circumstancesOf = (instance: Instance, steps: readonly Step[]): Circumstances => {
  const kinds = new Map(
    instance.nodes.flatMap(({ id, receives }) =>
      receives.map(({ tag, network }) => [JSON.stringify([id, tag]), network] as const),
    ),
  );
  const reasons = reasonsIn(instance);
  return {
    // In rounds each message is read once.
    network: (to, tag) =>
      (instance.inRounds ? undefined : kinds.get(JSON.stringify([to, tag]))) ?? "bag",
    resetsLinks: instance.scenario.resetsLinks === true,
    waits: steps.map(({ action, node, message }) =>
      action === "timer" ? (reasons.get(keyOf(node, message)) ?? null) : null,
    ),
  };
};

/** The timers that need a reason, by their node, name and fields. */
const reasonsIn = ({ nodes }: Instance): ReadonlyMap<string, Wait> =>
  new Map(
    nodes.flatMap(({ id, inputs }) =>
      inputs.flatMap(({ tag, payload, detects }) =>
        detects === null ? [] : [[keyOf(id, { tag, payload: toJson(payload) }), detects] as const],
      ),
    ),
  );

const keyOf = (node: Step["node"], message: Step["message"]): string =>
  JSON.stringify([node, message]);
