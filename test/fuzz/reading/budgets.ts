/** What may happen a number of times, in pools: one in all, or one for each of some names. */
import type { Faults, Scenario } from "../../../models/protocol.ts";
import type { World } from "./arena.ts";

export interface Pool {
  /** As a report speaks of it. */
  readonly pool: string;
  /** As a scenario lists it where it need not be used. */
  readonly name: string;
  readonly amount: number;
}
type Left = World["left"];

export const poolsOf = ({ faults = {}, limits = {} }: Scenario): readonly Pool[] => [
  ...Object.entries(faults).flatMap(([name, budget]: [string, Faults[keyof Faults]]) => {
    const pool = `budget of ${name}`;
    if (typeof budget !== "object") return [{ pool, name, amount: budget ?? 0 }];
    if (areSides(name)) return [{ pool, name, amount: Number(Object(budget).times) }];
    return Object.entries(budget).map(([of, amount]) => ({
      pool: `${pool} for ${of}`,
      name,
      amount: Number(amount ?? 0),
    }));
  }),
  ...Object.entries(limits).flatMap(([name, amount]) =>
    amount === undefined ? [] : [{ pool: `limit of ${name}`, name, amount }],
  ),
];

/** The pools from which something was taken. */
export const spentBetween = (before: Left, after: Left): readonly string[] =>
  Object.keys(before).filter((pool) => before[pool] !== after[pool]);

const areSides = (fault: string): boolean => fault === "partition" || fault === "oneWay";

/** What is left once a fault has happened once more, to a node or a tag of this name. */
export const suffer = (
  { faults = {} }: Scenario,
  left: Left,
  fault: keyof Faults,
  name: string,
): Left | null => {
  const isSplit = typeof faults[fault] === "object" && !areSides(fault);
  const pool = `budget of ${fault}${isSplit ? ` for ${name}` : ""}`;
  return take(left, pool, 0);
};

/** What is left once a timer, a request or a joint step has been taken once more. */
export const use = (left: Left, name: string): Left | null =>
  take(left, `limit of ${name}`, Infinity);

const take = (left: Left, pool: string, unsaid: number): Left | null => {
  const amount = left[pool] ?? unsaid;
  if (amount === Infinity) return left;
  return amount > 0 ? { ...left, [pool]: amount - 1 } : null;
};
