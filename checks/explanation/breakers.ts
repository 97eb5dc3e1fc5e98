/** Which nodes settle a claim, if the others were not there; and on which of them that rests. */
import { InvalidModel } from "../errors.ts";
import { askPredicate } from "../properties/ask.ts";
import type { Claim } from "../properties/claims.ts";
import { observedIn, seenIn, type Observing, type Sight } from "../properties/evaluate.ts";

/** Different moments at which the other nodes are put, at most. */
const MOST_MOMENTS = 200;

export interface Breakers {
  /**
   * What is seen of the fewest nodes that break the claim, or meet it, as if there were no others,
   * and then of the history. Where it answers the same of no node at all, and there is no history,
   * what it says is of all of them: that nobody leads, or that everybody has committed.
   */
  readonly nodes: readonly Observing[];
  /**
   * And of those without which it would not be so: had they stayed what they were at some moment of
   * the trace, the claim would not be settled. That all others have voted may be needed, though it
   * is one vote that is wrong.
   */
  readonly needed: readonly Observing[];
}

/**
 * From the last node to the first, each is left out if the predicate answers the same without it; a
 * predicate that cannot do without a node needs it.
 * @param sights what was seen after 0, 1, 2, ... steps.
 */
export const breakersOf = (claim: Claim, sights: readonly Sight[]): Breakers => {
  const { property } = claim;
  const moments = sights.map((sight) => observedIn(sight, property.observation));
  const after = moments.at(-1)!;
  const isOfSteps = property.kind === "alwaysStep" && moments.length > 1;
  const views = isOfSteps ? [moments.at(-2)!, after] : [after];
  const isSettled = (shown: readonly (readonly Observing[])[]): boolean =>
    answersWith(
      claim,
      shown.map((observed) => seenIn(property.observation, observed)),
    ) ===
    (property.kind === "sometimes");
  const isSettledWithout = (kept: ReadonlySet<number>): boolean =>
    isSettled(views.map((view) => view.filter((_, place) => kept.has(place))));
  const isSettledBefore = (kept: ReadonlySet<number>): boolean =>
    differentMoments(moments, kept).every((moment) =>
      isSettled(
        views.map((view) => view.map((one, place) => (kept.has(place) ? one : moment[place]!))),
      ),
    );
  return {
    nodes: fewestOf(after, isSettledWithout),
    needed: fewestOf(after, (kept) => isSettledWithout(kept) && isSettledBefore(kept)),
  };
};

const fewestOf = (
  after: readonly Observing[],
  isSettledBy: (kept: ReadonlySet<number>) => boolean,
): readonly Observing[] => {
  let kept: readonly number[] = [...after.keys()];
  for (const place of kept.toReversed()) {
    const others = kept.filter((other) => other !== place);
    if (after[place]!.node !== null && isSettledBy(new Set(others))) kept = others;
  }
  return kept.length === 0 ? after : kept.map((place) => after[place]!);
};

/** Moments at which the nodes that are left out were not all the same. */
const differentMoments = (
  moments: readonly (readonly Observing[])[],
  kept: ReadonlySet<number>,
): readonly (readonly Observing[])[] => {
  const found = new Map<string, readonly Observing[]>();
  for (const moment of moments) {
    const key = JSON.stringify(moment.flatMap(({ value }, at) => (kept.has(at) ? [] : [value])));
    if (!found.has(key)) found.set(key, moment);
    if (found.size === MOST_MOMENTS) break;
  }
  return [...found.values()];
};

/** Null: a predicate that expects more than it is shown has no answer. */
const answersWith = ({ name, property }: Claim, views: readonly object[]): boolean | null => {
  try {
    return askPredicate((...seen) => property.holds(...seen), views, `property ${name}`);
  } catch (error) {
    if (error instanceof InvalidModel) return null;
    throw error;
  }
};
