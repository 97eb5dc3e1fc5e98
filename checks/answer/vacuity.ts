/** Why what holds says little: witnesses that were missed, and budgets that were never used. */
import type { Search } from "../exploration/search.ts";
import type { Instance } from "../model/instance.ts";
import type { Claim } from "../properties/claims.ts";

/** One line for each reason; nothing is said of a search that did not come to its end. */
export const vacuityOf = (
  { budgets, scenario }: Instance,
  claims: readonly Claim[],
  { isComplete, judge, tables }: Search,
): readonly string[] => {
  if (!isComplete) return [];
  const missed = claims.filter(
    (claim) =>
      claim.decides &&
      claim.property.kind === "sometimes" &&
      !claim.outOfReach &&
      !judge.settled.has(claim),
  );
  const excused: ReadonlySet<string> = new Set(scenario.unused);
  const { spent } = tables.environment;
  const unused = budgets.pools.filter(
    ({ amount, excuse }, at) => amount > 0 && !excused.has(excuse) && !spent.has(at),
  );
  return [
    ...missed.map(({ name }) => `${name} is never met`),
    ...unused.map(({ name }) => `${name} is never used`),
  ];
};
