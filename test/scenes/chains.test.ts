/** Chains through layers of scenes that are written down by hand. */
import { describe, expect, it } from "vitest";
import { cheapestChain } from "../../checks/scenes/chains.ts";
import type { SceneTable } from "../../checks/scenes/scene-table.ts";

/** Of two nodes that read in each scene, what they have read; -1: a traitor. */
const tableOf = (views: readonly (readonly number[])[]): SceneTable =>
  ({ of: (scene: number) => ({ views: views[scene]! }) }) as unknown as SceneTable;

describe("the cheapest chain", () => {
  // From 0 or 1, by 2 or 3, to 4 or 5: the even ones share views, and the odd ones do.
  const table = tableOf([
    [0, -1],
    [1, -1],
    [0, 4],
    [1, 5],
    [-1, 4],
    [-1, 5],
  ]);
  const layers = [
    [0, 1],
    [2, 3],
    [4, 5],
  ];

  it.each([
    ["all cost the same, and the first wins", [1, 1, 1, 1, 1, 1], [0, 2, 4]],
    ["its first scene is cheap", [1, 0, 1, 1, 1, 1], [1, 3, 5]],
    ["its second scene is cheap", [1, 1, 1, 0, 1, 1], [1, 3, 5]],
    ["its last scene is cheap", [1, 1, 1, 1, 1, 0], [1, 3, 5]],
    ["its sum is less, whatever its last scene costs", [1, 0, 2, 0, 0, 2], [1, 3, 5]],
    ["it is the only one whose scenes all have a cost", [0, 9, undefined, 9, 0, 9], [1, 3, 5]],
  ])("is found where %s", (_, costs: readonly (number | undefined)[], chain) => {
    expect(cheapestChain(table, layers, (scene) => costs[scene])).toEqual(chain);
  });

  it("is none where no scenes with a cost are linked", () => {
    expect(cheapestChain(table, layers, (scene) => (scene === 2 ? undefined : scene))).toEqual([
      1, 3, 5,
    ]);
    expect(cheapestChain(table, layers, (scene) => ([2, 5].includes(scene) ? undefined : 1))).toBe(
      null,
    );
  });
});
