/** Follows a path that was printed: numbers of actions in the fixed order. */
import type { Model } from "../../models/protocol.ts";
import { namesOf } from "../asked.ts";
import { UsageError } from "../errors.ts";
import { instanceOf } from "../model/instance.ts";
import { claimsOf, type Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { CheckOptions, Counterexample, Json } from "../report.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import { Judging, type Moment } from "./judging.ts";
import { walk, type Pick as Picking } from "./walk.ts";
import { Walker } from "./walker.ts";

export interface Followed {
  readonly version: 1;
  readonly model: string;
  readonly digest: string;
  readonly scenario: string;
  readonly bug: string | null;
  readonly parameters: Readonly<Record<string, Json>>;
  /** What the path ends with. */
  readonly outcome: "violates" | "meets" | "holds";
  /** The first that is violated there, as declared; else the first witness that is met. */
  readonly property: string | null;
  readonly trace: Counterexample;
}

export type FollowOptions = Pick<CheckOptions, "scenario" | "bug" | "parameters" | "properties">;

/**
 * @param path the number of the initial state, then those of the actions, with points between them.
 * @throws UsageError for a path that the model does not have.
 */
export const follow = (model: Model, path: string, options: FollowOptions = {}): Followed => {
  const { properties, ...choice } = options;
  const numbers = numbersIn(path);
  const instance = instanceOf(model, choice);
  const claims = claimsOf(instance, properties, choice.parameters !== undefined);
  const walker = new Walker(instance, claims);
  const judging = new Judging(walker.tables, claims);
  const [initial = 0, ...actions] = numbers;
  const { length } = walker.starts;
  if (initial >= length)
    throw new UsageError(
      `path: it begins in initial state ${initial}, and there are ${length}, from 0 on`,
    );
  let [last, settled]: [Moment | null, readonly Claim[]] = [null, []];
  const picks = actions.map((number, at): Picking => (possible) => {
    const move = possible[number];
    if (move === undefined) throw new UsageError(impossible(at + 1, number, possible.length));
    return move;
  });
  const route = walk(walker, judging, { initial, picks }, (moment) => {
    [last, settled] = [moment, judging.settled(moment)];
    return settled.some(isDecided);
  });
  const { length: taken } = route.moves;
  if (taken < actions.length) refuseBeyond(judging, last!, taken + 1, settled);
  const wrong = settled.filter(isViolation);
  const claim = wrong.find(({ decides }) => decides) ?? wrong[0] ?? settled[0] ?? null;
  return {
    ...namesOf(model, choice),
    parameters: toJsonRecord(instance.parameters),
    outcome: claim === null ? "holds" : isViolation(claim) ? "violates" : "meets",
    property: claim?.name ?? null,
    trace: claim === null ? walker.traceOf(route) : walker.counterexampleOf(route, claim),
  };
};

/** A way ends with a violation: what would follow it shows nothing. */
const isDecided = (claim: Claim): boolean => claim.decides && isViolation(claim);

/** Where a walk has ended before its path: beyond the bounds, or where nothing can happen. */
const refuseBeyond = (
  judging: Judging,
  { columns }: Moment,
  step: number,
  settled: readonly Claim[],
): void => {
  if (judging.isOutside(columns))
    throw new UsageError(`path: step ${step} is beyond the bounds of the scenario`);
  if (!settled.some(isDecided)) throw new UsageError(impossible(step, 0, 0));
};

const numbersIn = (path: string): readonly number[] => {
  if (/^\d{1,9}(\.\d{1,9})*$/.test(path)) return path.split(".").map(Number);
  throw new UsageError(
    `path: expected numbers with points between them, as in 0.2.1, actual "${path}"`,
  );
};

const impossible = (step: number, number: number, count: number): string => {
  const found =
    count === 0
      ? `path: nothing can happen any more at step ${step}`
      : `path: step ${step} is action ${number}, and there are ${count}, from 0 on`;
  return `${found}; is it of another text of the model?`;
};
