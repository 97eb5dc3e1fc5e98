/** Leaves out of a route what the violation at its end does not need. */
import type { Action } from "../exploration/actions.ts";
import { minimal } from "../minimal.ts";
import type { Claim } from "../properties/claims.ts";
import type { Judging } from "./judging.ts";
import { shorterThan } from "./shorter.ts";
import { again, walk, type Meets } from "./walk.ts";
import type { Route, Walker } from "./walker.ts";

/**
 * A route that violates the claim too, and does so no more if any action of it is left out; in
 * rounds, if any lie is, or the last turn.
 */
export const lessened = (walker: Walker, judging: Judging, route: Route, claim: Claim): Route =>
  walker.instance.inRounds
    ? withFewerLies(walker, judging, route, claim)
    : withFewerActions(walker, judging, route, claim);

const withFewerLies = (walker: Walker, judging: Judging, route: Route, claim: Claim): Route => {
  let isViolated = false;
  const meets: Meets = (moment) => (isViolated = judging.settled(moment).includes(claim));
  for (const shorter of shorterThan(walker, judging, route, meets))
    if (isViolated) return withFewerLies(walker, judging, shorter, claim);
  return route;
};

const withFewerActions = (walker: Walker, judging: Judging, route: Route, claim: Claim): Route => {
  /** Those of the actions that can happen, up to the violation; null if there is none. */
  const violating = (actions: readonly Action[]): Route | null => {
    let isViolated = false;
    const picks = actions.map(again);
    const taken = walk(walker, judging, { initial: route.initial, picks }, (moment) => {
      isViolated = judging.settled(moment).includes(claim);
      return isViolated;
    });
    return isViolated ? taken : null;
  };
  const actionsOf = ({ moves }: Route): readonly Action[] => moves.map(({ action }) => action);
  const least = minimal(actionsOf(route), (actions) => {
    const taken = violating(actions);
    return taken === null ? null : actionsOf(taken);
  });
  return violating(least) ?? route;
};
