/**
 * Whether a claim is broken in one world, without tables or memos: for traces that are run again.
 */
import type { Observation, Observed } from "../../models/protocol.ts";
import { firstDifference } from "../model/difference.ts";
import type { Instance, Node } from "../model/instance.ts";
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
  if (!isAsked(sight, claim)) return false;
  const holds = askPredicate((...it) => property.holds(...it), [seen], of);
  return property.kind === "sometimes" ? holds : !holds;
};

/** A predicate of final states may rest on their being final, so it is asked in no others. */
const isAsked = (sight: Sight, claim: Claim): boolean => {
  switch (claim.property.kind) {
    case "always":
    case "alwaysStep":
    case "sometimes":
      return true;
    case "noDeadlock":
      return sight.isStuck();
    case "atQuiescence":
    case "eventually":
      return isViolatedByState(claim) || sight.isQuiescent();
  }
};

/** What an observation sees. */
const observe = (sight: Sight, { property }: Claim): object =>
  seenIn(property.observation, observedIn(sight, property.observation));

/** One value that an observation sees. */
export interface Observing {
  /** The role, or `history`. */
  readonly name: string;
  /** Null: the history. */
  readonly node: Node | null;
  readonly value: Observed;
  /** Whether it was looked at what is on its way to the node. */
  readonly looksAtInbox: boolean;
}

/** What an observation sees of each loyal node, in their order, and then of the history. */
export const observedIn = (sight: Sight, observation: Observation): readonly Observing[] => {
  const { instance, states, history } = sight;
  const seen = instance.nodes.filter(
    ({ role, index }) => observation[role] !== undefined && sight.isLoyal(index),
  );
  const ofNodes = seen.map((node): Observing => {
    const { index, role, context } = node;
    let looksAtInbox = false;
    const standing = {
      ...context,
      up: sight.isUp(index),
      get inboxEmpty(): boolean {
        looksAtInbox = true;
        return sight.isInboxEmpty(index);
      },
    };
    const value = (observation[role] as Look)(states[index]!, standing);
    return { name: role, node, value, looksAtInbox };
  });
  const look = observation["history"] as Look | undefined;
  if (look === undefined) return ofNodes;
  const value = look(history ?? {}, instance.setting);
  return [...ofNodes, { name: "history", node: null, value, looksAtInbox: false }];
};

/** As a predicate is given it: a list for each role, and the history. */
export const seenIn = (observation: Observation, observed: readonly Observing[]): object =>
  Object.fromEntries(
    Object.keys(observation).map((name) => {
      const values = observed.filter((one) => one.name === name).map(({ value }) => value);
      return [name, name === "history" ? values[0] : values];
    }),
  );
