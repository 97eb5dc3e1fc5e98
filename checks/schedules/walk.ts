/** One way through a model, chosen step by step. */
import type { Action } from "../exploration/actions.ts";
import type { Judging, Moment } from "./judging.ts";
import type { Move, Route, Walker } from "./walker.ts";

/** One of what can happen, or nothing: then the next one picks. */
export type Pick = (possible: readonly Move[]) => Move | null;

/** Told of every state that is met; true ends the walk. */
export type Meets = (moment: Moment) => boolean;

/** Walks until no pick is left, nothing can happen, or whoever is told ends it. */
export const walk = (
  walker: Walker,
  judging: Judging,
  { initial, picks }: { readonly initial: number; readonly picks: Iterable<Pick> },
  meets: Meets,
): Route => {
  const moves: Move[] = [];
  let { columns } = walker.starts[initial]!;
  let possible = walker.moves(columns);
  let isOver = meets({ before: null, columns, moves: possible });
  for (const pick of picks) {
    if (isOver || possible.length === 0 || judging.isOutside(columns)) break;
    const move = pick(possible);
    if (move === null) continue;
    moves.push(move);
    const before = columns;
    ({ columns } = move);
    possible = walker.moves(columns);
    isOver = meets({ before, columns, moves: possible });
  }
  return { initial, moves };
};

/** The same action again, if it can happen. */
export const again =
  (action: Action): Pick =>
  (possible) =>
    possible.find((one) => isSame(one.action, action)) ?? null;

const isSame = (a: Action, b: Action): boolean =>
  a.kind === b.kind && a.node === b.node && a.subject === b.subject && a.leaving === b.leaving;
