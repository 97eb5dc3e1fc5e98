/** The reference for rounds against published answers, and against others counted by hand. */
import { describe, expect, it } from "vitest";
import oralMessages from "../../../models/oral-messages.ts";
import { diceOf } from "../dice.ts";
import { answerTo } from "./compare.ts";
import { randomRecipe } from "./models.ts";
import { enumerate } from "./reference.ts";

const MOST = 10_000_000;

/** The fewest lies that break a property, and then the fewest messages; null: it cannot break. */
const cheapestIn = (nodes: number, traitors: number, m: number) => {
  const { ic1, ic2 } = oralMessages.properties;
  const judged = { ic1: ic1!, ic2: ic2! };
  const limits = { left: MOST, talk: "useful" as const };
  const answer = enumerate(oralMessages, { parameters: { nodes, traitors, m } }, judged, limits);
  if (answer === null) throw new Error("too large");
  const [least = null] = [...answer.costs.values()].toSorted(
    (a, b) => a.lies - b.lies || a.length - b.length,
  );
  return least;
};

describe("oral messages in the reference", () => {
  it("break among three generals by one lie, once two messages are read", () => {
    expect(cheapestIn(3, 1, 1)).toEqual({ lies: 1, length: 2 });
  });

  // The published table of fewest lies, as far as plain recursion goes.
  it.each([
    [3, 1, 0, 1],
    [3, 1, 2, 1],
    [4, 1, 0, 1],
    [4, 1, 1, null],
    [4, 1, 2, 2],
    [5, 1, 1, null],
    [4, 2, 0, 1],
    [4, 2, 1, 2],
    [5, 2, 0, 1],
    [4, 0, 1, null],
  ])("take as many lies as published among %i with %i traitors, m = %i", (nodes, t, m, lies) => {
    expect(cheapestIn(nodes, t, m)?.lies ?? null).toBe(lies);
  });
});

describe("leaving out what is not worth saying", () => {
  it("changes neither costs nor states, in random models", () => {
    const recipes = Array.from({ length: 250 }, (_, run) => randomRecipe(diceOf(1, run + 1)));
    const compared = recipes.flatMap((recipe) => {
      const all = recipe.traitors === 0 ? null : answerTo(recipe, "anything");
      return all === null ? [] : [{ all, useful: answerTo(recipe) }];
    });
    expect(compared.length).toBeGreaterThan(30);
    for (const { all, useful } of compared) expect(useful).toEqual({ ...all, seen: useful?.seen });
  });
});
