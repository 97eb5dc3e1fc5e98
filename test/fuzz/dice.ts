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
  let state = scramble(scramble(seed | 0) ^ (run | 0));
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
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

/** The last step of mulberry32: every bit of the input moves every bit of the output. */
const scramble = (word: number): number => {
  const mixed = Math.imul(word ^ (word >>> 15), word | 1);
  const again = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61));
  return (again ^ (again >>> 14)) >>> 0;
};
