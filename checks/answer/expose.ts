/** Finds the counterexample that is shown for what a search has found violated. */
import { counterexampleOf } from "../counterexamples/counterexample.ts";
import { roundCounterexampleOf } from "../counterexamples/round-counterexample.ts";
import { wayOfCheapest, wayTo } from "../counterexamples/strategies.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { Interrupted } from "../errors.ts";
import { cheapest } from "../exploration/cheapest.ts";
import type { Search } from "../exploration/search.ts";
import { countingTables } from "../exploration/tables.ts";
import type { Instance } from "../model/instance.ts";
import { readsHistory, type Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { Counterexample } from "../report.ts";
import { leastRounds, MOST_ROUNDS } from "../rounds/run.ts";

export interface Exposed {
  readonly claim: Claim;
  readonly counterexample: Counterexample;
}

/** The first claim that is violated, by depth and then by declaration. */
const firstViolated = (claims: readonly Claim[], search: Search): Claim | undefined => {
  const { settled } = search.judge;
  const depth = (claim: Claim): number => search.depthOf(settled.get(claim)!);
  return claims
    .filter((claim) => claim.decides && isViolation(claim) && settled.has(claim))
    .toSorted((a, b) => depth(a) - depth(b))[0];
};

/** @param stop is asked now and then whether to be content with the counterexample there is. */
export const expose = async (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  stop: () => Promise<boolean>,
): Promise<Exposed | null> => {
  const claim = firstViolated(claims, search);
  if (claim === undefined) return null;
  if (instance.inRounds) return exposeInRounds(instance, claims, claim, search, stop);
  const interpreter = new Interpreter(
    instance,
    readsHistory(instance, claims),
    search.tables.envelopes,
  );
  const { row, after } = search.judge.settled.get(claim)!;
  const course = search.pathTo(row, after);
  const minimal = !search.goesOn;
  return {
    claim,
    counterexample: counterexampleOf(interpreter, course, { claim, claims, minimal }),
  };
};

/** In which round a state of a level is reached: loyal nodes have a turn each. */
const roundOf = ({ nodes, traitors }: Instance, level: number): number =>
  Math.floor(Math.max(0, level - 2) / (nodes.length - traitors));

const orNull = async <T>(find: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await find();
  } catch (error) {
    if (error instanceof Interrupted) return null;
    throw error;
  }
};

/** The search has not counted lies; now that it is known that few are enough, it is done again. */
const exposeInRounds = async (
  instance: Instance,
  claims: readonly Claim[],
  claim: Claim,
  search: Search,
  stop: () => Promise<boolean>,
): Promise<Exposed> => {
  const tables = countingTables(search.tables);
  tables.turns.reader.onWork = search.pacing(() => search.isSpent());
  const settled = search.judge.settled.get(claim)!;
  const isEndless = leastRounds(instance) >= MOST_ROUNDS;
  const rounds = isEndless ? roundOf(instance, search.depthOf(settled)) : Infinity;
  const found = await orNull(() => cheapest(tables, claims, stop, rounds));
  const way = found === null ? wayTo(search, settled.row) : wayOfCheapest(tables, found);
  const shown = found?.claim ?? claim;
  const counterexample = roundCounterexampleOf(instance, {
    ...way,
    claim: shown,
    claims,
    minimal: found !== null && !isEndless,
  });
  return { claim: shown, counterexample };
};
