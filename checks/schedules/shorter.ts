/** Smaller schedules than one, for fast-check: shorter ones, and ones with fewer faults or lies. */
import type { Action } from "../exploration/actions.ts";
import type { Judging } from "./judging.ts";
import { again, walk, type Meets, type Pick } from "./walk.ts";
import type { Move, Route, Walker } from "./walker.ts";

/** Each is walked anew, so that what is left out takes with it what rests on it. */
export function* shorterThan(
  walker: Walker,
  judging: Judging,
  route: Route,
  meets: Meets,
): Generator<Route> {
  const { initial } = route;
  const tries = walker.instance.inRounds ? inRounds(route) : byActions(route);
  for (const picks of tries) {
    const shorter = walk(walker, judging, { initial, picks }, meets);
    if (isLess(shorter, route)) yield shorter;
  }
}

const isLess = (a: Route, b: Route): boolean => {
  const [fewer, more] = [wrongsOf(a), wrongsOf(b)];
  return fewer < more || (fewer === more && a.moves.length < b.moves.length);
};

export const wrongsOf = ({ moves }: Route): number =>
  moves.reduce((sum, { wrongs }) => sum + wrongs, 0);

/** Without anything wrong; then without many actions at once, from the end; then without one. */
function* byActions({ moves }: Route): Generator<readonly Pick[]> {
  if (moves.some(({ wrongs }) => wrongs > 0))
    yield sameOf(moves.filter(({ wrongs }) => wrongs === 0));
  for (let size = moves.length; size >= 1; size >>= 1)
    for (let end = moves.length; end > 0; end -= size)
      yield sameOf(moves.toSpliced(Math.max(0, end - size), Math.min(size, end)));
}

const sameOf = (moves: readonly Move[]): readonly Pick[] =>
  moves.map(({ action }) => again(action));

/** Turns come one after the other: the first half of them, all but one, or one without a lie. */
function* inRounds({ moves }: Route): Generator<readonly Pick[]> {
  for (let left = moves.length >> 1; left < moves.length; left = (left + moves.length + 1) >> 1)
    yield moves.slice(0, left).map(sameTurn);
  for (const [at, { wrongs }] of moves.entries())
    if (wrongs > 0)
      yield moves.map((move, other) => (other === at ? mostTruthful : sameTurn(move)));
}

/** The number of a turn says little after another past: then nobody lies. */
const sameTurn =
  ({ action, wrongs }: Move): Pick =>
  (possible) => {
    const same = possible.find((one) => isSameTurn(one.action, action) && one.wrongs === wrongs);
    return same ?? mostTruthful(possible);
  };

const isSameTurn = (a: Action, b: Action): boolean => a.node === b.node && a.subject === b.subject;

const mostTruthful: Pick = (possible) =>
  possible.toSorted((a, b) => a.wrongs - b.wrongs)[0] ?? null;
