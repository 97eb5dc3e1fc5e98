/**
 * Whether a claim is broken in one world, without tables or memos: for traces that are run again.
 */
import { firstDifference } from "../model/difference.ts";
import type { Instance } from "../model/instance.ts";
import { askPredicate, type Look } from "./ask.ts";
import type { Claim } from "./claims.ts";
import { isViolatedByState } from "./claims.ts";

/** What a property can see of one moment, and what decides whether it is asked. */
export interface Sight {
  readonly instance: Instance;
  readonly states: readonly object[];
  readonly history: object | undefined;
  readonly isUp: (node: number) => boolean;
  /** Properties speak of loyal nodes only. */
  readonly isLoyal: (node: number) => boolean;
  readonly isInboxEmpty: (node: number) => boolean;
  readonly isQuiescent: () => boolean;
  /** Whether no action is enabled, except faults. */
  readonly isStuck: () => boolean;
}

/**
 * Whether a claim is violated in what is seen; for a witness in reach, whether it is met.
 * @param before what was seen before the last action, if there was one.
 */
export const settles = (sight: Sight, claim: Claim, before?: Sight): boolean => {
  const { property } = claim;
  const of = `property ${claim.name}`;
  const seen = observe(sight, claim);
  if (property.kind === "alwaysStep") {
    if (before === undefined) return false;
    const earlier = observe(before, claim);
    return (
      firstDifference(earlier, seen) !== null &&
      !askPredicate((...both) => property.holds(...both), [earlier, seen], of)
    );
  }
  const holds = askPredicate((...it) => property.holds(...it), [seen], of);
  if (property.kind === "sometimes") return holds;
  if (property.kind === "noDeadlock") return !holds && sight.isStuck();
  return !holds && (isViolatedByState(claim) || sight.isQuiescent());
};

/** What an observation sees: a list for each role, and the history. */
const observe = (sight: Sight, { property }: Claim): object => {
  const { instance, states, history } = sight;
  const seen = Object.entries(property.observation).map(([name, given]) => {
    const look = given as Look;
    if (name === "history") return [name, look(history ?? {}, instance.setting)];
    const nodes = instance.nodes.filter(({ role, index }) => role === name && sight.isLoyal(index));
    const values = nodes.map(({ index, context }) => {
      const standing = { up: sight.isUp(index), inboxEmpty: sight.isInboxEmpty(index) };
      return look(states[index]!, { ...context, ...standing });
    });
    return [name, values];
  });
  return Object.fromEntries(seen);
};
