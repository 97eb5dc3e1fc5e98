/**
 * Chains of scenes: in each, and in the next, some loyal node has read the same. What it decides in
 * the one it decides in the other, and so do all loyal nodes beside it. A chain from a scene where
 * one order has to be obeyed to a scene where another has to leaves no way to decide.
 */
import type { SceneTable } from "./scene-table.ts";

/** The scenes that are part of a shortest chain, by their place in it. */
export type Layers = readonly (readonly number[])[];

/** Of the shortest chains between any two orders; null if there is no chain. */
export const shortestLayers = (table: SceneTable): Layers | null => {
  const links = linksOf(table);
  let shortest: Layers | null = null;
  for (const order of table.orders.keys()) {
    const found = layersFrom(table, links, order);
    if (found !== null && found.length < (shortest?.length ?? Infinity)) shortest = found;
  }
  return shortest;
};

const layersFrom = (table: SceneTable, links: Links, order: number): Layers | null => {
  const scenes = Array.from({ length: table.size }, (_, scene) => scene);
  const isFirst = (scene: number): boolean => table.of(scene).order === order;
  const isLast = (scene: number): boolean => table.of(scene).order >= 0 && !isFirst(scene);
  const before = stepsFrom(table, links, scenes.filter(isFirst));
  const last = scenes.filter((scene) => isLast(scene) && before[scene]! >= 0);
  const steps = last.reduce((least, scene) => Math.min(least, before[scene]!), Infinity);
  if (steps === Infinity) return null;
  const ends = last.filter((scene) => before[scene] === steps);
  const after = stepsFrom(table, links, ends);
  const layers = Array.from({ length: steps + 1 }, (): number[] => []);
  for (const scene of scenes)
    if (before[scene]! >= 0 && after[scene] === steps - before[scene]!)
      layers[before[scene]!]!.push(scene);
  return layers;
};

/** Breadth-first, scene by view by scene: for each scene how many steps it takes; -1: no way. */
const stepsFrom = (table: SceneTable, links: Links, from: readonly number[]): Int32Array => {
  const steps = new Int32Array(table.size).fill(-1);
  const passed = new Uint8Array(table.views);
  for (const scene of from) steps[scene] = 0;
  let reached = from;
  for (let step = 1; reached.length > 0; step++) {
    const next: number[] = [];
    for (const scene of reached)
      for (const view of table.of(scene).views) {
        if (view < 0 || passed[view] === 1) continue;
        passed[view] = 1;
        for (let at = links.starts[view]!; at < links.starts[view + 1]!; at++) {
          const other = links.scenes[at]!;
          if (steps[other] === -1) next.push(other);
          if (steps[other] === -1) steps[other] = step;
        }
      }
    reached = next;
  }
  return steps;
};

/** For each view the scenes that have it, end to end in one list. */
interface Links {
  readonly starts: Int32Array;
  readonly scenes: Int32Array;
}

const linksOf = (table: SceneTable): Links => {
  const starts = new Int32Array(table.views + 1);
  const viewsOf = (scene: number) => table.of(scene).views.filter((view) => view >= 0);
  for (let scene = 0; scene < table.size; scene++)
    for (const view of viewsOf(scene)) starts[view + 1]!++;
  for (let view = 0; view < table.views; view++) starts[view + 1]! += starts[view]!;
  const next = starts.slice();
  const scenes = new Int32Array(starts[table.views]!);
  for (let scene = 0; scene < table.size; scene++)
    for (const view of viewsOf(scene)) scenes[next[view]!++] = scene;
  return { starts, scenes };
};

interface Tail {
  readonly scene: number;
  readonly cost: number;
  readonly rest: Tail | null;
}

/**
 * The cheapest chain through the layers, of scenes that have a cost; of equals the first by the
 * numbers of their scenes. Null if the scenes with a cost make no chain.
 */
export const cheapestChain = (
  table: SceneTable,
  layers: Layers,
  costOf: (scene: number) => number | undefined,
): readonly number[] | null => {
  let byView = new Map<number, Tail>();
  let best: Tail | null = null;
  for (const [place, layer] of layers.toReversed().entries()) {
    const next = new Map<number, Tail>();
    best = null;
    for (const scene of layer) {
      const cost = costOf(scene);
      if (cost === undefined) continue;
      const views = table.of(scene).views.filter((view) => view >= 0);
      const rest = views.reduce<Tail | null>(
        (a, view) => better(a, byView.get(view) ?? null),
        null,
      );
      if (place > 0 && rest === null) continue;
      const tail: Tail = { scene, cost: cost + (rest?.cost ?? 0), rest };
      for (const view of views) next.set(view, better(next.get(view) ?? null, tail)!);
      best = better(best, tail);
    }
    byView = next;
  }
  const chain: number[] = [];
  for (let tail = best; tail !== null; tail = tail.rest) chain.push(tail.scene);
  return chain.length === 0 ? null : chain;
};

const better = (a: Tail | null, b: Tail | null): Tail | null => {
  if (a === null || b === null) return a ?? b;
  if (a.cost !== b.cost) return a.cost < b.cost ? a : b;
  return a.scene <= b.scene ? a : b;
};
