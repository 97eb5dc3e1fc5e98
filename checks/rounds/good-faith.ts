/**
 * How large the space of strategies is that an exploration covers, known before it begins: what
 * loyal nodes would say in place of the traitors tells where something can be said at all.
 */
import { loyalRun } from "./run.ts";
import { combinations, initialOutcomes } from "../model/initial.ts";
import type { Instance } from "../model/instance.ts";
import { domainOf } from "../schema/domain.ts";
import { coalitionsOf } from "../adversary/coalitions.ts";

/** A message of a run in which all nodes are loyal, and in how many ways it could be filled. */
interface Spoken {
  readonly from: number;
  readonly to: number;
  readonly ways: number;
}

/** Null if loyal nodes alone would go on and on. */
export const strategiesOf = (instance: Instance): number | null => {
  const choices = initialOutcomes(instance);
  const coalitions = coalitionsOf(instance);
  let sum = 0;
  for (const chosen of combinations(choices.map(({ length }) => length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    const spoken = spokenIn(instance, outcomes);
    if (spoken === null) return null;
    for (const traitors of coalitions) {
      // How a traitor would start is no choice of its strategy: each is counted once.
      if ([...traitors].some((node) => chosen[node] !== 0)) continue;
      const open = spoken.filter(({ from, to }) => traitors.has(from) && !traitors.has(to));
      sum += open.reduce((product, { ways }) => product * ways, 1);
    }
  }
  return sum;
};

const spokenIn = (
  instance: Instance,
  outcomes: ReturnType<typeof initialOutcomes>[number],
): readonly Spoken[] | null => {
  const run = loyalRun(instance, outcomes);
  if (!run.hasEnded) return null;
  return run.turns.flatMap(({ node: to, heard }) =>
    heard.flatMap(({ from, envelope }) => {
      if (envelope === null) return [];
      const { slot } = instance.nodes[to]!.receives[run.envelopes.tag(envelope)]!;
      return [{ from, to, ways: domainOf(slot.contents, instance.setting.everyone).length }];
    }),
  );
};
