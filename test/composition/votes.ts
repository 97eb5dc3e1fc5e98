/** Votes over the numbers of orders, and how to compute what a recursion with them comes to. */
import type { Voting } from "../../checks/composition/ballots.ts";
import type { Outcomes, Part, Reaches } from "../../checks/composition/outcomes.ts";
import type { Tree } from "./brute-force.ts";

export interface Vote {
  readonly orders: number;
  readonly vote: (own: number, said: readonly number[]) => number;
}

const count = (votes: readonly number[], order: number): number =>
  votes.filter((vote) => vote === order).length;

/** Order 0 needs more than half. */
export const majority: Vote = {
  orders: 2,
  vote: (own, said) => (2 * count([own, ...said], 0) > said.length + 1 ? 0 : 1),
};

export const ownOnTie: Vote = {
  orders: 2,
  vote: (own, said) =>
    2 * count([own, ...said], 0) === said.length + 1 ? own : majority.vote(own, said),
};

/** The first of the most frequent of three orders. */
export const plurality: Vote = {
  orders: 3,
  vote: (own, said) => {
    const counts = [0, 1, 2].map((order) => count([own, ...said], order));
    return counts.indexOf(Math.max(...counts));
  },
};

/** Gives up its own order, one of three, only for one that all others agree on. */
export const stubborn: Vote = {
  orders: 3,
  vote: (own, said) => (said.length > 0 && new Set(said).size === 1 ? said[0]! : own),
};

export const votingOf = ({ orders, vote }: Vote): Voting => ({
  orders,
  vote: (own, said) =>
    vote(
      own,
      said.flatMap((times, order) => Array<number>(times).fill(order)),
    ),
});

export const partOf = ({ nodes, traitors, commanderLies, relays, order }: Tree): Part => {
  const below = traitors - (commanderLies ? 1 : 0);
  return {
    commander: commanderLies ? "traitor" : "loyal",
    loyal: nodes - 1 - below,
    traitors: below,
    relays,
    order,
  };
};

export const finished = (outcomes: Outcomes, part: Part): Reaches => {
  const steps = outcomes.reach(part);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/** Every tree up to a size, with every order and either kind of commander. */
export const treesOf = (
  { orders, vote }: Vote,
  most: { readonly nodes: number; readonly traitors: number; readonly relays: number },
): readonly Tree[] => {
  const upTo = (last: number, first = 0): readonly number[] =>
    Array.from({ length: last - first + 1 }, (_, at) => first + at);
  return upTo(most.nodes, 2).flatMap((nodes) =>
    upTo(Math.min(most.traitors, nodes)).flatMap((traitors) =>
      upTo(most.relays).flatMap((relays) =>
        upTo(orders - 1).flatMap((order) =>
          [false, true]
            .map((commanderLies) => ({
              nodes,
              traitors,
              commanderLies,
              relays,
              order,
              orders,
              vote,
            }))
            .filter((tree) => (tree.commanderLies ? traitors > 0 : traitors < nodes)),
        ),
      ),
    ),
  );
};
