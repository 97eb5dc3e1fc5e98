/** The engine against plain enumeration of all that traitors may say, on a few random models. */
import { describe, expect, it } from "vitest";
import { check } from "../checks/index.ts";
import { answerTo, differencesIn } from "./fuzz/rounds/compare.ts";
import { FEATURES } from "./fuzz/rounds/features.ts";
import type { Recipe } from "./fuzz/rounds/recipe.ts";
import type { Answer } from "./fuzz/rounds/reference.ts";
import { runAll } from "./fuzz/rounds/runs.ts";
import { textOf } from "./fuzz/rounds/text.ts";

const RUNS = { seed: 1, from: 1, compared: 200, engine: check };

/** The reference explores another model than the engine does. */
const ofRoles =
  (change: (role: Recipe["roles"][number]) => Recipe["roles"][number]) =>
  (recipe: Recipe): Answer | null =>
    answerTo({ ...recipe, roles: recipe.roles.map(change) });

const mistakes: Readonly<Record<string, (recipe: Recipe) => Answer | null>> = {
  "takes every field for a content": ofRoles((role) => ({ ...role, positions: [] })),
  "reads tags in another order": ofRoles((role) => ({
    ...role,
    receives: role.receives.toReversed(),
  })),
  "forgets what was sent before the first round": ofRoles((role) => ({
    ...role,
    initial: role.initial.map((start) => ({ ...start, sends: [] })),
  })),
  "knows the first of the initial states only": ofRoles((role) => ({
    ...role,
    initial: role.initial.slice(0, 1),
  })),
  "has one traitor fewer": (recipe) =>
    answerTo({ ...recipe, traitors: Math.max(recipe.traitors - 1, 0) }),
  "lets no traitor say what has no effect": (recipe) => answerTo(recipe, "felt"),
};

describe("random synchronous models", () => {
  it("are answered alike by the engine and by the reference", async () => {
    const { difference, skipped, features } = await runAll(RUNS);
    expect(difference && [...difference.differences, textOf(difference.recipe)]).toBeNull();
    expect(skipped).toBeLessThan(150);
    expect(FEATURES.filter((name) => !features.has(name))).toEqual([]);
  });

  it.each(Object.entries(mistakes))("tell a reference that %s", async (_, reference) => {
    const { difference } = await runAll({ ...RUNS, reference });
    expect(difference).not.toBeNull();
    const { recipe } = difference!;
    expect(await differencesIn(recipe, answerTo(recipe)!, check)).toEqual([]);
  });
});
