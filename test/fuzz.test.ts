/** The engine against the reference explorer, on a few of the random models of `npm run fuzz`. */
import { describe, expect, it } from "vitest";
import { check } from "../checks/index.ts";
import { compare, type Mistake } from "./fuzz/compare.ts";
import { runAll } from "./fuzz/runs.ts";
import type { World } from "./fuzz/semantics.ts";
import { textOf } from "./fuzz/text.ts";

const RUNS = { seed: 1, from: 1, compared: 300, engine: check };

/** Where the mistake is in the world that an action leads to. */
const leadingTo = (mistaken: (before: World, after: World) => World): Mistake =>
  function (system) {
    const actions = (world: World) =>
      system.actions(world).map((action) => ({ ...action, next: mistaken(world, action.next) }));
    return { ...system, actions };
  };

const mistakes: Readonly<Record<string, Mistake>> = {
  "counts each of the equal copies in a bag": (system, { network = "bag" }) => ({
    ...system,
    actions: (world) =>
      system.actions(world).flatMap((action) => {
        if (network !== "bag" || action.kind !== "deliver") return [action];
        const { inbox } = world.cells[system.nodes.indexOf(action.node)]!;
        const isCopy = ({ from, tag, payload }: (typeof inbox)[number]): boolean =>
          from === action.from && tag === action.tag && payload === action.payload;
        const copy = inbox.find(isCopy);
        return inbox.filter(({ key }) => key === copy?.key).map(() => action);
      }),
  }),
  "loses what is sent to a node that is down": leadingTo((before, after) => ({
    ...after,
    cells: after.cells.map((cell, at) => {
      const was = before.cells[at]!;
      return was.up ? cell : was;
    }),
  })),
  "does not charge what is limited": leadingTo(({ left }, after) => ({ ...after, left })),
  "lets a message that nobody wants stay at the head of its queue": (system) => ({
    ...system,
    actions: (world) => system.actions(world).filter(({ kind }) => kind !== "discard"),
  }),
  "starts in the first of its initial states only": (system) => ({
    ...system,
    initial: system.initial.slice(0, 1),
  }),
};

describe("random models", () => {
  it("are answered alike by the engine and by the reference", async () => {
    const { difference, skipped } = await runAll(RUNS);
    expect(difference && [...difference.differences, textOf(difference.recipe)]).toBeNull();
    expect(skipped).toBeLessThan(60);
  });

  it.each(Object.entries(mistakes))("tell a reference that %s", async (_, mistake) => {
    const { difference } = await runAll({ ...RUNS, mistake });
    expect(difference).not.toBeNull();
    const withoutIt = await compare(difference!.recipe, check);
    expect(withoutIt.differences).toEqual([]);
  });
});
