/** The engine against the reference explorer, on a few of the random models of `npm run fuzz`. */
import { describe, expect, it } from "vitest";
import { check } from "../checks/index.ts";
import { compare, type Mistake } from "./fuzz/compare.ts";
import { runAll } from "./fuzz/runs.ts";
import { FEATURES } from "./fuzz/features.ts";
import { cellOf } from "./fuzz/reading/arena.ts";
import type { Action, World } from "./fuzz/semantics.ts";
import { textOf } from "./fuzz/text.ts";

const RUNS = { seed: 1, from: 1, compared: 400, engine: check };

/** Where the mistake is in the world that an action leads to. */
const leadingTo = (mistaken: (before: World, after: World) => World): Mistake =>
  function (system) {
    const actions = (world: World) =>
      system.actions(world).map((action) => ({ ...action, next: mistaken(world, action.next) }));
    return { ...system, actions };
  };

const onlyWith =
  (isKept: (action: Action) => boolean): Mistake =>
  (system) => ({ ...system, actions: (world) => system.actions(world).filter(isKept) });

const mistakes: Readonly<Record<string, Mistake>> = {
  "counts each of the equal copies in a bag": (system, { network = "bag" }) => ({
    ...system,
    actions: (world) =>
      system.actions(world).flatMap((action) => {
        if (network !== "bag" || action.kind !== "deliver") return [action];
        const { inbox } = world.cells[system.nodes.findIndex((node) => node === action.node)]!;
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
  "crashes only between two steps": onlyWith(({ unsent }) => unsent === null),
  "never heals a network that fell apart": onlyWith(({ kind }) => kind !== "heal"),
  "takes no joint step with several partners": onlyWith(({ partners }) => partners.length < 2),
  "keeps what had not reached the disk": (system) => ({
    ...system,
    actions: (world) =>
      system.actions(world).map((action) => {
        if (action.kind !== "power-loss") return action;
        const at = system.nodes.findIndex((node) => node === action.node);
        const { state } = world.cells[at]!;
        const { inbox } = action.next.cells[at]!;
        const cells = action.next.cells.with(at, cellOf(state, inbox, false));
        return { ...action, next: { ...action.next, cells } };
      }),
  }),
  "delivers what a divided network holds back": (system) => ({
    ...system,
    actions: (world) => [
      ...system.actions(world),
      ...system
        .actions({ ...world, cut: [] })
        .filter(
          ({ kind, from }) =>
            kind === "deliver" && world.cut.some((it) => it.startsWith(`${from}>`)),
        )
        .map((action) => ({ ...action, next: { ...action.next, cut: world.cut } })),
    ],
  }),
  "starts in the first of its initial states only": (system) => ({
    ...system,
    initial: system.initial.slice(0, 1),
  }),
};

describe("random models", () => {
  it("are answered alike by the engine and by the reference", async () => {
    const { difference, skipped, features } = await runAll(RUNS);
    expect(difference && [...difference.differences, textOf(difference.recipe)]).toBeNull();
    expect(skipped).toBeLessThan(100);
    expect(FEATURES.filter((name) => !features.has(name))).toEqual([]);
  });

  it.each(Object.entries(mistakes))("tell a reference that %s", async (_, mistake) => {
    const { difference } = await runAll({ ...RUNS, mistake });
    expect(difference).not.toBeNull();
    const withoutIt = await compare(difference!.recipe, check);
    expect(withoutIt.differences).toEqual([]);
  });
});
