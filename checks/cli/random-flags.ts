/** Numbers that random runs are given. */
import { UsageError } from "../errors.ts";

/** A seed is a number of 32 bits; and no machine plays longer runs than these. */
const MOST = { seed: 2 ** 31 - 1, steps: 100_000, runs: 1_000_000_000 };

export type RandomFlags = Readonly<Partial<Record<keyof typeof MOST, number | undefined>>>;

/** Those that are given. @throws UsageError for one that is too large. */
export const randomGiven = ({ runs, seed, steps }: RandomFlags): RandomFlags => {
  const given = Object.entries({ runs, seed, steps }).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) {
    const most = MOST[name as keyof typeof MOST];
    if (value! > most)
      throw new UsageError(`--${name}: expected a whole number up to ${most}, actual ${value}`);
  }
  return Object.fromEntries(given);
};
