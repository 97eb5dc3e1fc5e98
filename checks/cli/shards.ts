/** One part of many checks: the same on every machine, whoever asks. */
import { UsageError } from "../errors.ts";
import { quote } from "../schema/print.ts";

/** From 1 on. */
export interface ShardChoice {
  readonly index: number;
  readonly count: number;
}

/** For `commander`: `2/3` is the second of three. */
export const shardIn = (text: string): ShardChoice => {
  const [, index = 0, count = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count)
    throw new UsageError(
      `--shard: expected I/N with I from 1 to N, such as 1/3, actual ${quote(text)}`,
    );
  return { index, count };
};

/**
 * By place, in turn: neighbours, which tend to be of like size, go to different shards, and none
 * has two checks more than another.
 */
export const isInShard = (place: number, { index, count }: ShardChoice): boolean =>
  place % count === index - 1;

/** How many of all it takes. */
export const sizeOfShard = (checks: number, { index, count }: ShardChoice): number =>
  Math.ceil(Math.max(0, checks - index + 1) / count);

/** The parts in the order of their shards, as the whole was before; what is missing is left out. */
export const interleaved = <T>(parts: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(0, ...parts.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) =>
    parts.flatMap((part) => part.slice(at, at + 1)),
  ).flat();
};
