/** A small seeded generator, so that a run is named by two numbers, on any machine. */
export interface Dice {
  /** From 0 up, `sides` excluded. */
  below(sides: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Each of them with the same probability. */
  some<T>(from: readonly T[], probability: number): T[];
}

/** Each run of a seed has dice of its own: it can be repeated without those before it. */
export const diceOf = (seed: number, run: number): Dice => {
  let state = scramble(scramble(seed + STEP) + run);
  const roll = (): number => {
    state = (state + STEP) | 0;
    return scramble(state) / 2 ** 32;
  };
  const below = (sides: number): number => Math.floor(roll() * sides);
  return {
    below,
    chance: (probability) => roll() < probability,
    pick: (from) => from[below(from.length)]!,
    some: (from, probability) => from.filter(() => roll() < probability),
  };
};

/** An odd number whose multiples are spread evenly, as in SplitMix. */
const STEP = 0x9e3779b9;

/** The last step of MurmurHash3: every bit of the input moves every bit of the output. */
const scramble = (word: number): number => {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return (twice ^ (twice >>> 16)) >>> 0;
};
