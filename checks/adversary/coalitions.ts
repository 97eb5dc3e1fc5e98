/** Who the traitors may be: every set of so many nodes. */
import type { Instance } from "../model/instance.ts";

/** In the order of a dictionary, by the numbers of the nodes. */
export const coalitionsOf = ({
  nodes,
  traitors,
}: Pick<Instance, "nodes" | "traitors">): readonly ReadonlySet<number>[] =>
  choices(
    nodes.map(({ index }) => index),
    traitors,
  ).map((members) => new Set(members));

const choices = (from: readonly number[], size: number): readonly (readonly number[])[] =>
  size === 0
    ? [[]]
    : from.flatMap((first, at) =>
        choices(from.slice(at + 1), size - 1).map((rest) => [first, ...rest]),
      );

/** With fewer, there is nobody to agree with, and nothing that a property says means anything. */
export const FEWEST_LOYAL = 2;

export const hasTooFewLoyal = ({ nodes, traitors }: Instance): boolean =>
  traitors > 0 && nodes.length - traitors < FEWEST_LOYAL;
