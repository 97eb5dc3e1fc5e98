/** Explains why a trace ends as it does. */
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import type { Observing, Sight } from "../properties/evaluate.ts";
import { locateRules } from "../reports/locate.ts";
import { toJson } from "../schema/to-json.ts";
import type { Counterexample, Why } from "../trace.ts";
import { breakersOf } from "./breakers.ts";
import { causesOf, type Causes } from "./causality.ts";
import { circumstancesOf } from "./circumstances.ts";
import { heardIn, lastStepsOf, pastOf } from "./past.ts";
import { truthsOf } from "./truths.ts";

export interface Ending {
  /** All that are judged, and the one that is violated, or met, in the end. */
  readonly claims: readonly Claim[];
  readonly claim: Claim;
  readonly trace: Pick<Counterexample, "initial" | "sent" | "steps">;
  /** What properties see after 0, 1, 2, ... steps. */
  readonly sights: readonly Sight[];
}

export const whyOf = (ending: Ending): Why => {
  const { claims, claim, trace, sights } = ending;
  const { instance } = sights[0]!;
  const { nodes: breakers, needed } = breakersOf(claim, sights);
  const causes = causesOf(trace, circumstancesOf(instance, trace.steps));
  return {
    property: claim.name,
    kind: claim.property.kind,
    // The function is looked for, and not called.
    // oxlint-disable-next-line unbound-method
    source: locateRules([claim.property.holds])[0] ?? null,
    nodes: breakers.flatMap(({ node }) => (node === null ? [] : [node.id])),
    seen: breakers.map(({ node, value }) => ({ node: node?.id ?? null, value: toJson(value) })),
    truths: truthsOf(claims, sights),
    past: pastOf(targetsOf(ending, needed, causes), causes.predecessors),
    heard: heardIn(trace, causes.predecessors),
  };
};

/** The steps that the end rests on directly. */
const targetsOf = (
  { claim, trace, sights }: Ending,
  needed: readonly Observing[],
  { waitingFor }: Causes,
): readonly number[] => {
  const { steps } = trace;
  // That nothing more can happen is due to all that has happened.
  if (["atQuiescence", "noDeadlock", "eventually"].includes(claim.property.kind))
    return [...steps.keys()].map((at) => at + 1);
  const last = lastStepsOf(steps);
  const ofNeeded = needed.flatMap(({ node, looksAtInbox }) => {
    if (node === null) return changesOfHistory(sights);
    return [
      ...(last.has(node.id) ? [last.get(node.id)!] : []),
      ...(looksAtInbox ? waitingFor(node.id) : []),
    ];
  });
  return steps.length === 0 ? [] : [...ofNeeded, steps.length];
};

/** The steps that have changed the history, which is what all of them have made it. */
const changesOfHistory = (sights: readonly Sight[]): readonly number[] => {
  const texts = sights.map(({ instance, history }) => textOf(instance, history));
  return [...texts.keys()].filter((at) => at > 0 && texts[at] !== texts[at - 1]);
};

const textOf = ({ history: codec }: Instance, history: object | undefined): string =>
  codec === null || history === undefined ? "" : codec.encode(history).join();
