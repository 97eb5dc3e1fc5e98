/** Leaves out of a route what the violation at its end does not need. */
import type { Action } from "../exploration/actions.ts";
import { minimal } from "../minimal.ts";
import type { Claim } from "../properties/claims.ts";
import type { Judging } from "./judging.ts";
import type { Move, Route, Walker } from "./walker.ts";

/**
 * A route that violates the claim too, and does so no more if any action of it is left out. In
 * rounds it stays as it is: turns come one after the other, and none can be left out.
 */
export const lessened = (walker: Walker, judging: Judging, route: Route, claim: Claim): Route => {
  if (walker.instance.inRounds) return route;
  const { initial } = route;
  const again = (actions: readonly Action[]): readonly Move[] | null =>
    violating(walker, judging, { initial, actions }, claim);
  const least = minimal(
    route.moves.map(({ action }) => action),
    (actions) => again(actions)?.map(({ action }) => action) ?? null,
  );
  return { initial, moves: again(least) ?? route.moves };
};

/** Takes those of the actions that can happen, up to the violation; null if there is none. */
const violating = (
  walker: Walker,
  judging: Judging,
  { initial, actions }: { readonly initial: number; readonly actions: readonly Action[] },
  claim: Claim,
): readonly Move[] | null => {
  let before: readonly number[] | null = null;
  let { columns } = walker.starts[initial]!;
  let possible = walker.moves(columns);
  const taken: Move[] = [];
  const isViolated = (): boolean =>
    judging.settled({ before, columns, moves: possible }).includes(claim);
  for (const action of actions) {
    if (isViolated()) return taken;
    const move = possible.find((one) => isSame(one.action, action));
    if (move === undefined || judging.isOutside(columns)) continue;
    taken.push(move);
    before = columns;
    ({ columns } = move);
    possible = walker.moves(columns);
  }
  return isViolated() ? taken : null;
};

const isSame = (a: Action, b: Action): boolean =>
  a.kind === b.kind && a.node === b.node && a.subject === b.subject && a.leaving === b.leaving;
