import { describe, expect, it } from "vitest";
import { multisets } from "../../checks/composition/ballots.ts";
import { keyOf, Outcomes } from "../../checks/composition/outcomes.ts";
import { rebuild } from "../../checks/composition/rebuild.ts";
import { slotsOf as slotCount } from "../../checks/composition/strategies.ts";
import {
  fewestLies,
  liesOf,
  loyalOf,
  outcomeOf,
  slotOf,
  slotsOf,
  type Tree,
} from "./brute-force.ts";
import {
  finished,
  majority,
  ownOnTie,
  partOf,
  plurality,
  stubborn,
  treesOf,
  votingOf,
  type Vote,
} from "./votes.ts";

const nameOf = ({ nodes, traitors, commanderLies, relays, order }: Tree): string =>
  `(${nodes}, ${traitors}) m=${relays} order ${order}, ${commanderLies ? "lying" : "loyal"}`;

const MOST = { nodes: 6, traitors: 3, relays: 4 };
const small = (vote: Vote, slots: number): readonly Tree[] =>
  treesOf(vote, MOST).filter((tree) => slotsOf(tree).length <= slots);

/** Fewest lies of every tuple, as composed: all tuples of the same orders have the same. */
const composed = (tree: Tree): Record<string, number> => {
  const reaches = finished(new Outcomes(votingOf(tree)), partOf(tree));
  const tuples = arrangements(loyalOf(tree).length, tree.orders);
  return Object.fromEntries(
    tuples.flatMap((tuple) => {
      const reached = reaches.get(keyOf(tuple));
      return reached === undefined ? [] : [[tuple.join(), reached.lies]];
    }),
  );
};

const arrangements = (length: number, orders: number): readonly (readonly number[])[] =>
  Array.from({ length: orders ** length }, (_, number) =>
    Array.from({ length }, (_, at) => Math.floor(number / orders ** at) % orders),
  );

const VOTES: readonly (readonly [string, Vote, number])[] = [
  ["a majority of two orders", majority, 12],
  ["its own order on a tie", ownOnTie, 12],
  ["the most frequent of three orders", plurality, 8],
  ["the only order that others say, of three", stubborn, 8],
];

describe.each(VOTES)("composition with a vote for %s", (_, vote, slots) => {
  it("finds the outcomes, and the fewest lies of each, that all assignments together have", () => {
    const trees = small(vote, slots);
    expect(trees.length).toBeGreaterThan(50);
    for (const tree of trees)
      expect([nameOf(tree), composed(tree)]).toEqual([
        nameOf(tree),
        Object.fromEntries(fewestLies(tree)),
      ]);
  });

  it("rebuilds for every outcome an assignment that has it, with just so many lies", () => {
    for (const tree of treesOf(vote, MOST)) expectRebuilt(tree);
  });
});

const expectRebuilt = (tree: Tree): void => {
  const outcomes = new Outcomes(votingOf(tree));
  const part = partOf(tree);
  const loyal = loyalOf(tree);
  const traitors = Array.from({ length: part.traitors }, (_, at) => 1 + loyal.length + at);
  for (const { outcome, lies } of finished(outcomes, part).values())
    for (const wanted of [outcome, outcome.toReversed(), [...outcome.slice(1), outcome[0]!]]) {
      if (loyal.length === 0) continue;
      const tellings = rebuild(outcomes, { part, path: [], loyal, traitors }, wanted);
      const said = new Map(tellings.map(({ path, to, order }) => [slotOf(path, to), order]));
      const slots = slotsOf(tree).map(({ path, to }) => slotOf(path, to));
      expect([nameOf(tree), outcomeOf(tree, said), liesOf(tree, said)]).toEqual([
        nameOf(tree),
        wanted,
        lies,
      ]);
      expect(tellings).toHaveLength(slots.length);
      expect(new Set(said.keys())).toEqual(new Set(slots));
    }
};

describe("the size of a strategy", () => {
  it("is the number of messages from traitors to loyal nodes along all paths", () => {
    for (const tree of treesOf(majority, { nodes: 6, traitors: 6, relays: 6 })) {
      const { commander, loyal, traitors, relays } = partOf(tree);
      expect([nameOf(tree), slotCount(commander, loyal, traitors, relays)]).toEqual([
        nameOf(tree),
        slotsOf(tree).length,
      ]);
    }
  });
});

describe("the computation of outcomes", () => {
  it("can be left at any point, and counts what it has examined", () => {
    const outcomes = new Outcomes(votingOf(majority));
    const part = { commander: "loyal", loyal: 5, traitors: 3, relays: 3, order: 0 } as const;
    const steps = outcomes.reach(part);
    const counts = Array.from({ length: 20 }, () => {
      steps.next();
      return outcomes.examined;
    });
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(outcomes.known(part)).toBeUndefined();
    expect(finished(outcomes, part).get("0,0,0,0,0")?.lies).toBe(0);
  });

  it("asks the vote once for every ballot", () => {
    const asked: string[] = [];
    const voting = votingOf(majority);
    const outcomes = new Outcomes({
      orders: 2,
      vote: (own, said) => {
        asked.push(`${own}:${said.join()}`);
        return voting.vote(own, said);
      },
    });
    for (const order of [0, 1])
      finished(outcomes, { commander: "traitor", loyal: 4, traitors: 1, relays: 2, order });
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toContain("0:4,0");
  });

  it("goes on where relays are left and nobody to pass an order on", () => {
    for (const tree of small(majority, 3))
      expect([nameOf(tree), composed({ ...tree, relays: 50 })]).toEqual([
        nameOf(tree),
        composed({ ...tree, relays: tree.nodes }),
      ]);
  });
});

describe("multisets", () => {
  it("are ascending tuples, each once", () => {
    expect(multisets(2, 3)).toEqual([
      [0, 0],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });
});
