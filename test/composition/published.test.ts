/**
 * Figures of Lamport, Shostak & Pease's OM(m) that were computed before, independently of this
 * repository: by another program, and in 97 cells by listing all strategies.
 */
import { describe, expect, it } from "vitest";
import { Outcomes } from "../../checks/composition/outcomes.ts";
import { composed, generals } from "./generals.ts";
import { finished, majority, votingOf } from "./votes.ts";

/** Fewest lies for m = 0 to 3; `.`: it holds, `x`: it does not. */
const TABLE: readonly (readonly [number, number, string])[] = [
  [3, 1, "1 1 1 1"],
  [4, 1, "1 . 2 2"],
  [5, 1, "1 . . 4"],
  [6, 1, "1 . . ."],
  [7, 1, "1 . . ."],
  [8, 1, "1 . . ."],
  [9, 1, "1 . . ."],
  [10, 1, "1 . . ."],
  [4, 2, "1 2 2 2"],
  [5, 2, "1 2 4 3"],
  [6, 2, "1 3 6 x"],
  [7, 2, "1 3 . x"],
  [8, 2, "1 4 . ."],
  [9, 2, "1 4 . ."],
  [10, 2, "1 5 . ."],
  [5, 3, "1 2 3 x"],
  [6, 3, "1 3 4 x"],
  [7, 3, "1 3 x x"],
  [8, 3, "1 4 x x"],
  [9, 3, "1 4 x 24"],
  [10, 3, "1 5 8 ."],
];

describe("agreement and obedience among n generals", () => {
  it.each(TABLE)("%i with %i traitors take so few lies to break: %s", async (n, traitors, row) => {
    for (const [m, cell] of row.split(" ").entries()) {
      const { worst } = await composed(generals({ nodes: n, traitors, m }));
      const lies = worst?.lies ?? ".";
      if (cell === "x") expect(lies).toBeGreaterThan(0);
      else expect([m, String(lies)]).toEqual([m, cell]);
    }
  });

  it.each([3, 4, 5, 6, 7, 8, 9, 10])("%i without traitors agree and obey", async (nodes) => {
    for (const m of [0, 1, 2, 3]) {
      const { worst, statuses } = await composed(generals({ nodes, traitors: 0, m }));
      expect([worst, ...statuses.map(({ settled }) => settled)]).toEqual([null, null, null]);
    }
  });
});

describe("the fewest lies for every number of lieutenants who attack as they are told", () => {
  it.each([
    [6, 2, { 0: 10, 1: 8, 2: 6, 3: 0 }],
    [9, 3, { 0: 45, 1: 33, 2: 30, 3: 27, 4: 24, 5: 0 }],
  ])("of %i generals with %i traitors", (nodes, traitors, expected) => {
    const loyal = nodes - 1 - traitors;
    const part = { commander: "loyal", loyal, traitors, relays: traitors, order: 0 } as const;
    const reaches = finished(new Outcomes(votingOf(majority)), part);
    const byAttackers = [...reaches.values()].map(({ outcome, lies }) => [
      outcome.filter((order) => order === 0).length,
      lies,
    ]);
    expect(Object.fromEntries(byAttackers)).toEqual(expected);
  });
});

describe("the bugs", () => {
  it.each([
    ["one-round-too-few", { nodes: 4, traitors: 1 }, "ic1", 1],
    ["one-round-too-few", { nodes: 7, traitors: 2 }, "ic1", 3],
    ["one-round-too-few", { nodes: 10, traitors: 3 }, "ic1", 8],
    ["keeps-own-order-on-a-tie", { nodes: 5, traitors: 1 }, "ic1", 2],
    ["keeps-own-order-on-a-tie", { nodes: 7, traitors: 1 }, "ic1", 3],
    ["keeps-own-order-on-a-tie", { nodes: 3, traitors: 1 }, "ic1", 1],
  ])("%s with %o breaks %s by so few lies: %i", async (bug, size, property, lies) => {
    const { worst } = await composed(generals(size, bug));
    expect([worst?.claim.name, worst?.lies]).toEqual([property, lies]);
  });

  it("keeps-own-order-on-a-tie is hidden where votes are odd", async () => {
    const { worst } = await composed(
      generals({ nodes: 4, traitors: 1 }, "keeps-own-order-on-a-tie"),
    );
    expect(worst).toBeNull();
  });

  it("keeps-own-order-on-a-tie does obey a loyal commander among three", async () => {
    const { statuses } = await composed(
      generals({ nodes: 3, traitors: 1 }, "keeps-own-order-on-a-tie"),
    );
    expect(statuses.map(({ settled }) => settled)).toEqual(["violated", null]);
  });
});
