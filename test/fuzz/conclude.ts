/** What is said of a search, once it has ended. */
import type { Property, Scenario } from "../../models/protocol.ts";
import type { Pool } from "./reading/budgets.ts";

export type Judged = Readonly<Record<string, Property>>;
/** On which each property was first violated or met. */
export type Levels = ReadonlyMap<string, number>;

/** By level and then by declaration, for the sort is stable. To meet a witness may be one too. */
export const firstViolation = (
  judged: Judged,
  { outOfReach = [] }: Scenario,
  levels: Levels,
): readonly [string, number] | undefined =>
  Object.entries(judged)
    .filter(([name, { kind }]) => kind !== "sometimes" || outOfReach.includes(name))
    .flatMap(([name]) => (levels.has(name) ? [[name, levels.get(name)!] as const] : []))
    .toSorted(([, a], [, b]) => a - b)[0];

interface Searched {
  readonly levels: Levels;
  readonly isComplete: boolean;
  readonly pools: readonly Pool[];
  readonly spent: ReadonlySet<string>;
}

export const conclude = (judged: Judged, scenario: Scenario, searched: Searched) => {
  const { levels, isComplete } = searched;
  const [property, level] = firstViolation(judged, scenario, levels) ?? [null, null];
  const properties = Object.fromEntries(
    Object.entries(judged).map(([name, { kind }]) => {
      const isOut = scenario.outOfReach?.includes(name) ?? false;
      const isWitness = kind === "sometimes" && !isOut;
      const at = levels.get(name);
      if (at !== undefined) return [name, `${isWitness ? "met" : "violated"} ${at}`];
      if (!isComplete) return [name, "unknown"];
      return [name, isWitness ? "not-met" : isOut ? "out-of-reach" : "holds"];
    }),
  );
  const length = level === null ? null : level - 1;
  // Of a search that broke off, nobody knows what it would have met and used.
  const reasons = isComplete ? [...missed(properties), ...unused(scenario, searched)] : [];
  const unviolated = reasons.length > 0 ? "vacuous" : "holds-within-bounds";
  const verdict = property === null ? unviolated : "violated";
  return { verdict, property, length, properties, vacuity: reasons.toSorted() };
};

const missed = (properties: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(properties).flatMap(([name, status]) =>
    status === "not-met" ? [`${name} is never met`] : [],
  );

/** Of nothing, nothing can be used: zero is no budget. */
const unused = ({ unused = [] }: Scenario, { pools, spent }: Searched): readonly string[] => {
  const isExpected = (name: string): boolean => unused.some((listed) => listed === name);
  return pools
    .filter(({ pool, name, amount }) => amount > 0 && !spent.has(pool) && !isExpected(name))
    .map(({ pool }) => `the ${pool} is never used`);
};
