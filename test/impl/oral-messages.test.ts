import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ATTACK as A, Commander, Lieutenant, RETREAT as R } from "../../impl/oral-messages.ts";
import { type Campaign, decisionsOf, obtained } from "./campaign.ts";

/** Everybody says what they should, but for those of the table. */
const liars =
  (table: Readonly<Record<number, Campaign["says"]>>): Campaign["says"] =>
  (from, to, path, order) =>
    table[from] === undefined ? order : table[from](from, to, path, order);

const loyal = liars({});

describe("OM(0)", () => {
  it("obeys whatever it was told, and retreats when told nothing", () => {
    const says = liars({ 0: (_, to) => (to === 1 ? A : to === 2 ? R : null) });
    expect(decisionsOf({ lieutenants: 3, relays: 0, order: A, says })).toEqual([A, R, R]);
  });
});

describe("OM(1)", () => {
  it.each([A, R])("obeys a loyal commander among three loyal lieutenants", (order) => {
    expect(decisionsOf({ lieutenants: 3, relays: 1, order, says: loyal })).toEqual([
      order,
      order,
      order,
    ]);
  });

  it("outvotes a lieutenant who lies, as in the third figure of the paper", () => {
    const says = liars({ 3: () => R });
    const decisions = decisionsOf({ lieutenants: 3, relays: 1, order: A, says });
    expect(decisions.slice(0, 2)).toEqual([A, A]);
  });

  it("agrees whatever a commander says, as in the fourth figure of the paper", () => {
    const says = liars({ 0: (_, to) => (to === 2 ? R : A) });
    expect(decisionsOf({ lieutenants: 3, relays: 1, order: R, says })).toEqual([A, A, A]);
  });

  it("takes a tie for no majority: among three generals, one lie undoes an order", () => {
    const says = liars({ 2: () => R });
    expect(decisionsOf({ lieutenants: 2, relays: 1, order: A, says })[0]).toBe(R);
  });

  it("takes silence for a retreat", () => {
    const says = liars({ 0: () => null });
    expect(decisionsOf({ lieutenants: 3, relays: 1, order: A, says })).toEqual([R, R, R]);
  });
});

describe("OM(2)", () => {
  /** Half of six lieutenants are told to attack, and 6, who lies too, is the one that tips it. */
  const divided = (sixth: Campaign["says"]): Campaign => ({
    lieutenants: 6,
    relays: 2,
    order: A,
    says: liars({ 0: (_, to) => (to <= 3 ? A : R), 6: sixth }),
  });

  it("obeys a loyal commander in spite of two liars", () => {
    const says = liars({ 5: () => R, 6: (_, to) => (to % 2 === 0 ? R : null) });
    const decisions = decisionsOf({ lieutenants: 6, relays: 2, order: A, says });
    expect(decisions.slice(0, 4)).toEqual([A, A, A, A]);
  });

  it("finds three to three where the sixth says retreat, and so retreats", () => {
    expect(decisionsOf(divided(() => R)).slice(0, 5)).toEqual([R, R, R, R, R]);
  });

  it("finds four to two where the sixth tells most to attack, and so attacks", () => {
    const sixth: Campaign["says"] = (_, to) => (to <= 3 ? A : R);
    expect(decisionsOf(divided(sixth)).slice(0, 5)).toEqual([A, A, A, A, A]);
  });
});

describe("a commander", () => {
  it("gives its order once", () => {
    const commander = new Commander(2, A);
    expect(commander.endRound(0)).toEqual([{ to: [1, 2], path: [], order: A }]);
    expect(commander.endRound(1)).toEqual([]);
  });
});

describe("a lieutenant", () => {
  const heardBy = (lieutenant: Lieutenant) => [...lieutenant.heard()];

  it("passes on all that it was told in a round, to those who do not know", () => {
    const lieutenant = new Lieutenant(2, 4, 2);
    lieutenant.receive(1, 0, [], A);
    expect(lieutenant.endRound(1)).toEqual([{ to: [1, 3, 4], path: [2], order: A }]);
    lieutenant.receive(2, 3, [3], A);
    expect(lieutenant.endRound(2)).toEqual([
      { to: [3, 4], path: [1, 2], order: R },
      { to: [1, 4], path: [3, 2], order: A },
      { to: [1, 3], path: [4, 2], order: R },
    ]);
    expect(lieutenant.endRound(3)).toEqual([]);
    expect([lieutenant.decision, lieutenant.endRound(4)]).toEqual([R, []]);
  });

  it.each<[string, ...Parameters<Lieutenant["receive"]>]>([
    ["is early", 1, 3, [3], A],
    ["is late", 3, 3, [3], A],
    ["is repeated", 2, 1, [1], A],
    ["comes from somebody else than its path says", 2, 4, [3], A],
    ["is relayed by its receiver", 2, 2, [2], A],
    ["is relayed by the commander", 2, 0, [0], A],
    ["is relayed by a stranger", 2, 5, [5], A],
    ["has come round to one of its path", 3, 3, [3, 3], A],
    ["has come round to its receiver", 3, 3, [2, 3], A],
    ["was relayed too often", 4, 4, [1, 3, 4], A],
    ["is an order by somebody who does not command", 1, 3, [], A],
  ])("ignores a report that %s", (_, ...report) => {
    const lieutenant = new Lieutenant(2, 4, 2);
    lieutenant.receive(2, 1, [1], R);
    lieutenant.receive(...report);
    expect(heardBy(lieutenant)).toEqual([{ path: [1], order: R }]);
  });

  it("hears nothing after its decision", () => {
    const lieutenant = new Lieutenant(1, 2, 0);
    lieutenant.endRound(1);
    lieutenant.receive(1, 0, [], A);
    expect([lieutenant.decision, heardBy(lieutenant)]).toEqual([R, [{ path: [], order: R }]]);
  });

  it("keeps apart every path that there may be", () => {
    const lieutenant = new Lieutenant(3, 5, 4);
    const peers = [1, 2, 4, 5];
    const paths: number[][] = [[]];
    for (const path of paths)
      paths.push(...peers.filter((peer) => !path.includes(peer)).map((peer) => [...path, peer]));
    const reports = paths.map((path, at) => ({ path, order: at % 3 === 0 ? A : R }));
    for (const { path, order } of reports.toReversed())
      lieutenant.receive(path.length + 1, path.at(-1) ?? 0, path, order);
    expect(heardBy(lieutenant)).toEqual(reports);
    expect(reports).toHaveLength(1 + 4 + 12 + 24 + 24);
  });
});

describe("lieutenants of any number", () => {
  const campaigns = fc.record({
    lieutenants: fc.integer({ min: 1, max: 6 }),
    relays: fc.integer({ min: 0, max: 7 }),
    order: fc.constantFrom(A, R),
    traitors: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 4 }),
    lies: fc.func(fc.constantFrom(A, R, null)),
  });

  it("decide what the recursion of the paper does, however anybody lies", () => {
    fc.assert(
      fc.property(campaigns, ({ lieutenants, relays, order, traitors, lies }) => {
        const says = liars(Object.fromEntries(traitors.map((traitor) => [traitor, lies])));
        const everyone = Array.from({ length: lieutenants }, (_, at) => at + 1);
        const expected = obtained(says, 0, everyone, { order, relays });
        const decisions = decisionsOf({ lieutenants, relays, order, says });
        expect(decisions).toEqual(everyone.map((lieutenant) => expected.get(lieutenant)));
      }),
      { seed: 1982, numRuns: 300 },
    );
  });
});
