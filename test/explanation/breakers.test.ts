import { describe, expect, it } from "vitest";
import { breakersOf } from "../../checks/explanation/breakers.ts";
import type { Sight } from "../../checks/properties/evaluate.ts";
import { always, alwaysStep, sometimes, type Property } from "../../models/protocol.ts";
import { counted } from "../engine/toys.ts";
import { claim, sight } from "./sights.ts";

const breakers = (property: Property, now: Sight, before?: Sight): readonly (string | null)[] => {
  const sights = before === undefined ? [now] : [before, now];
  return breakersOf(claim(property), sights).nodes.map(({ node }) => node?.id ?? null);
};

const is = (wanted: number) => (count: number) => count === wanted;

describe("the nodes that break a property", () => {
  it("are the first ones of each kind that must not be together", () => {
    const apart = always(counted, ({ counter }) => !(counter.some(is(1)) && counter.some(is(2))));
    expect(breakers(apart, sight([0, 1, 2, 2]))).toEqual(["counter2", "counter3"]);
  });

  it("need those that would keep it, had they stayed what they were", () => {
    const none = always(counted, ({ counter }) => {
      const [first, ...others] = counter;
      return !(first === 2 && others.every(is(1)));
    });
    const sights = [sight([0, 1, 0]), sight([2, 1, 0]), sight([2, 1, 1])];
    const { nodes, needed } = breakersOf(claim(none), sights);
    expect(nodes.map(({ node }) => node?.id)).toEqual(["counter1"]);
    expect(needed.map(({ node }) => node?.id)).toEqual(["counter1", "counter3"]);
  });

  it("are one, where one exception is enough", () => {
    const all = always(counted, ({ counter }) => counter.every(is(0)));
    expect(breakers(all, sight([1, 0, 3]))).toEqual(["counter1"]);
  });

  it("are all, where it is broken by what none of them is", () => {
    const any = always(counted, ({ counter }) => counter.some(is(1)));
    expect(breakers(any, sight([0, 2]))).toEqual(["counter1", "counter2"]);
  });

  it("are those without whom the predicate cannot be asked", () => {
    const least = always(counted, ({ counter }) => counter.reduce((a, b) => Math.min(a, b)) > 0);
    expect(breakers(least, sight([0, 0, 2]))).toEqual(["counter1"]);
    const third = always(counted, ({ counter }) => counter[2]!.toFixed() !== "2");
    expect(breakers(third, sight([0, 0, 2]))).toEqual(["counter1", "counter2", "counter3"]);
  });

  it("are left out of both views of a step", () => {
    const rises = alwaysStep(counted, (before, after) =>
      before.counter.every((count, at) => count <= after.counter[at]!),
    );
    expect(breakers(rises, sight([4, 1, 5]), sight([4, 3, 4]))).toEqual(["counter2"]);
  });

  it("are one where one meets a witness, and all where all have to", () => {
    const one = sometimes(counted, ({ counter }) => counter.some(is(1)));
    expect(breakers(one, sight([0, 1, 1]))).toEqual(["counter2"]);
    const all = sometimes(counted, ({ counter }) => counter.every(is(1)));
    expect(breakers(all, sight([1, 1, 1]))).toEqual(["counter1", "counter2", "counter3"]);
  });

  it("are loyal", () => {
    const all = always(counted, ({ counter }) => counter.every(is(0)));
    const isLoyal = (node: number): boolean => node !== 0;
    expect(breakers(all, { ...sight([1, 0, 3]), isLoyal })).toEqual(["counter3"]);
  });

  it("are none where the history breaks it alone", () => {
    const observation = { ...counted, history: ({ total }: { total: number }) => total };
    const low: Property = {
      ...always(observation, ({ history }) => history < 3),
    };
    const now = { ...sight([1, 2]), history: { total: 3 } };
    expect(breakersOf(claim(low), [now]).nodes.map(({ node, value }) => [node, value])).toEqual([
      [null, 3],
    ]);
  });

  it("are asked about a few times for each", () => {
    let asked = 0;
    const counting = always(counted, ({ counter }) => {
      asked++;
      return counter.every(is(0));
    });
    breakers(counting, sight([1, 0, 3]));
    // Each time twice, as predicates always are: without the node, and with what it was before.
    expect(asked).toBe(2 * 3 * 3 - 2);
  });
});
