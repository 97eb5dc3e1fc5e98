/** Runs a strategy by the rules of the model alone: what the loyal lieutenants decide. */
import type { Strategy } from "../../checks/adversary/strategy.ts";
import type { Instance } from "../../checks/model/instance.ts";
import type { Outcome } from "../../models/protocol.ts";

interface Letter {
  readonly from: number;
  readonly to: number;
  readonly tag: string;
  readonly payload: object;
}

export const decisionsOf = (instance: Instance, strategy: Strategy): readonly unknown[] => {
  const { nodes, model, bug } = instance;
  const loyal = nodes.filter(({ index }) => !strategy.traitors.includes(index));
  const states = strategy.outcomes.map(({ state }) => state);
  const react = (index: number, tag: string, event: object): readonly Letter[] => {
    const { role, context } = nodes[index]!;
    const rule = (bug?.rules?.[role]?.[tag] ?? model.rules[role]![tag])!;
    const outcome: Outcome<object> | null = rule(states[index]!, event, context);
    if (outcome === null) return [];
    states[index] = outcome.state;
    return outcome.sends.flatMap(({ to, tag, payload }) =>
      to.map((id) => ({ from: index, to: instance.indexOf.get(id)!, tag, payload })),
    );
  };
  let letters: readonly Letter[] = [];
  for (let round = 0; round < nodes.length + 2; round++) {
    const lies = strategy.said
      .filter((said) => said.round === round)
      .map(({ from, to, tag, payload }) => ({
        from,
        to,
        tag: nodes[to]!.receives[tag]!.tag,
        payload,
      }));
    const arriving = [...letters, ...lies];
    letters = loyal.flatMap(({ index }) => {
      for (const { from, to, tag, payload } of arriving)
        if (to === index) react(index, tag, { ...payload, from: nodes[from]!.id, round });
      return react(index, "Round", { round });
    });
  }
  return loyal
    .filter(({ role }) => role === "lieutenant")
    .map(({ index }) => (states[index] as { readonly decision: unknown }).decision);
};
