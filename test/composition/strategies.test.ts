import { describe, expect, it } from "vitest";
import { choose, strategiesOf } from "../../checks/composition/strategies.ts";

describe("the number of strategies", () => {
  it.each([
    [3, 1, 1, 12],
    [4, 1, 1, 32],
    [5, 2, 2, 65_536],
    [7, 2, 1, 13_824],
    // Three coalitions, two orders and four messages; or a lying commander and three messages.
    [4, 1, 2, 3 * 2 * 2 ** 4 + 2 ** 3],
    // Without traitors, only the commander's order is left to choose.
    [6, 0, 3, 2],
    // Without loyal lieutenants, nobody reads what is said.
    [3, 3, 1, 1],
  ])("for %i generals with %i traitors and %i relays is %i", (nodes, traitors, relays, count) => {
    expect(strategiesOf({ nodes, traitors, relays, orders: 2 })).toBe(count);
  });

  it("is beyond any search for nine generals with three traitors", () => {
    const count = strategiesOf({ nodes: 9, traitors: 3, relays: 3, orders: 2 });
    expect(Math.log2(count)).toBeGreaterThan(555);
    expect(Math.log2(count)).toBeLessThan(563);
  });

  it("takes each further order into account", () => {
    expect(strategiesOf({ nodes: 3, traitors: 1, relays: 1, orders: 3 })).toBe(2 * 3 * 3 + 3 ** 2);
  });

  it("stays a number where relays outlast the generals", () => {
    const size = { nodes: 5, traitors: 1, orders: 2 };
    expect(strategiesOf({ ...size, relays: 40 })).toBe(strategiesOf({ ...size, relays: 5 }));
  });
});

describe("the number of choices", () => {
  it("is a binomial coefficient, and 0 outside", () => {
    expect([0, 1, 2, 3, 4, 5].map((some) => choose(4, some))).toEqual([1, 4, 6, 4, 1, 0]);
    expect(choose(4, -1)).toBe(0);
  });
});
