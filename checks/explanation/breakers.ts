/** Which nodes settle a claim by themselves, whatever is seen of the others. */
import { InvalidModel } from "../errors.ts";
import { askPredicate } from "../properties/ask.ts";
import type { Claim } from "../properties/claims.ts";
import { observedIn, seenIn, type Observing, type Sight } from "../properties/evaluate.ts";

/**
 * What is seen of the nodes that break a claim, or meet it, and then of the history. From the last
 * node to the first, each is left out if the predicate answers the same without it; a predicate
 * that cannot do without it needs it. Where it answers the same of no node at all, and there is no
 * history, what it says is of all of them: that nobody leads, or that everybody has committed.
 * @param before what was seen before the last step; a relation between two states needs it.
 */
export const breakersOf = (claim: Claim, sight: Sight, before?: Sight): readonly Observing[] => {
  const { property } = claim;
  const after = observedIn(sight, property.observation);
  const isOfSteps = property.kind === "alwaysStep" && before !== undefined;
  const earlier = isOfSteps ? observedIn(before, property.observation) : [];
  const settledBy = (places: readonly number[]): boolean => {
    const some = (observed: readonly Observing[]): object =>
      seenIn(
        property.observation,
        places.map((place) => observed[place]!),
      );
    const views = isOfSteps ? [some(earlier), some(after)] : [some(after)];
    return answersWith(claim, views) === (property.kind === "sometimes");
  };
  let kept: readonly number[] = [...after.keys()];
  for (const place of kept.toReversed()) {
    const others = kept.filter((other) => other !== place);
    if (after[place]!.node !== null && settledBy(others)) kept = others;
  }
  return kept.length === 0 ? after : kept.map((place) => after[place]!);
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
