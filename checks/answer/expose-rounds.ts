/** The same in rounds, where traitors lie: the cheapest counterexamples are searched for anew. */
import { wayOfCheapest, wayTo } from "../counterexamples/strategies.ts";
import { roundCounterexampleOf } from "../counterexamples/round-counterexample.ts";
import { Interrupted } from "../errors.ts";
import { cheapest, cheapestOf, type Cheapest } from "../exploration/cheapest.ts";
import { pathText } from "../exploration/path.ts";
import { pacing } from "../exploration/patience.ts";
import type { Search } from "../exploration/search.ts";
import { countingTables } from "../exploration/tables.ts";
import { traceShape } from "../explanation/shape.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";
import type { Counterexample } from "../report.ts";
import { leastRounds, MOST_ROUNDS } from "../rounds/run.ts";
import type { Exposed, Exposing } from "./exposed.ts";

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
export const exposeInRounds = async (
  instance: Instance,
  claims: readonly Claim[],
  claim: Claim,
  search: Search,
  { wanted, watching }: Exposing,
): Promise<Exposed> => {
  const tables = countingTables(search.tables);
  tables.turns.reader.onWork = pacing(search.isSpent);
  const settled = search.judge.settled.get(claim)!;
  const isEndless = leastRounds(instance) >= MOST_ROUNDS;
  const rounds = isEndless ? roundOf(instance, search.depthOf(settled)) : Infinity;
  const stop = (): Promise<boolean> => search.rest(watching);
  const found = await orNull(() => cheapest(tables, claims, stop, rounds));
  if (found === null) {
    const way = wayTo(search, settled.row);
    const shown = { ...way, claim, claims, minimal: false };
    return { claim, counterexample: roundCounterexampleOf(instance, shown), others: [] };
  }
  const shown = (one: Cheapest): Counterexample => ({
    ...roundCounterexampleOf(instance, {
      ...wayOfCheapest(tables, one),
      claim: found.claim,
      claims,
      minimal: !isEndless,
    }),
    path: pathText(one.initial, one.numbers, one.start),
  });
  const counterexample = shown(found);
  const shapes = new Map([[traceShape(instance, counterexample), counterexample]]);
  const isEnough = (one: Cheapest): boolean => {
    const other = shown(one);
    const shape = traceShape(instance, other);
    if (!shapes.has(shape)) shapes.set(shape, other);
    return shapes.size >= wanted;
  };
  if (wanted > 1) await orNull(() => cheapestOf(tables, found.claim, isEnough, stop, rounds));
  return { claim: found.claim, counterexample, others: [...shapes.values()].slice(1) };
};
