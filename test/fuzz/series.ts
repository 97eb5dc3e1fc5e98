/** Many random models of one kind, each of them compared, until two answers differ. */

export interface Span {
  readonly seed: number;
  /** The number of the first model that is drawn. */
  readonly from: number;
  /** How many are to be compared; of those too large for the reference, another one is drawn. */
  readonly compared: number;
}

export interface Difference<Recipe> {
  readonly run: number;
  readonly recipe: Recipe;
  readonly differences: readonly string[];
}

export interface Outcome<Recipe> {
  /** Compared. */
  readonly runs: number;
  /** Drawn besides, and too large for the reference: nothing was compared. */
  readonly skipped: number;
  readonly features: ReadonlyMap<string, number>;
  /** The first, where the search ended. */
  readonly difference: Difference<Recipe> | null;
}

interface Compared<Recipe> {
  readonly recipe: Recipe;
  readonly features: Iterable<string>;
  readonly differences: readonly string[];
}

/** @param once compares the model of a run, or says that it is too large. */
export const inSeries = async <Recipe>(
  { from, compared }: Span,
  once: (run: number) => Promise<Compared<Recipe> | null>,
): Promise<Outcome<Recipe>> => {
  const features = new Map<string, number>();
  let [runs, skipped] = [0, 0];
  // A bound, should the reference find everything too large.
  for (let run = from; runs < compared && skipped <= compared; run++) {
    // One at a time: the first difference ends it, and a run must not disturb another's memory.
    const found = await once(run);
    if (found === null) {
      skipped++;
      continue;
    }
    runs++;
    for (const name of found.features) features.set(name, (features.get(name) ?? 0) + 1);
    const { recipe, differences } = found;
    if (differences.length > 0)
      return { runs, skipped, features, difference: { run, recipe, differences } };
  }
  return { runs, skipped, features, difference: null };
};
