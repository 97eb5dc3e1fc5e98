/**
 * Of the shortest chains the one to be shown. A chain is followed from scene to scene, so none of
 * them should hold many lies: fewest in the scene that has most, then fewest in all. Lies are
 * counted by rising number, so that scenes with more than it takes are never looked at.
 */
import { wayOfCheapest, wayTo, type Way } from "../counterexamples/strategies.ts";
import { firstByCost, turnsTo, type Place } from "../exploration/cheapest.ts";
import type { Search } from "../exploration/search.ts";
import { countingTables } from "../exploration/tables.ts";
import { Watch, type Standing } from "../properties/watch.ts";
import { cheapestChain, type Layers } from "./chains.ts";
import { Spectator, type SceneTable } from "./scene-table.ts";

export interface Chosen {
  readonly scenes: readonly { readonly scene: number; readonly way: Way }[];
  /** Whether all that could have fewer lies was looked at. */
  readonly minimal: boolean;
}

/** @param stop is asked now and then whether to be content with any of the shortest. */
export const lightestChain = async (
  search: Search,
  table: SceneTable,
  layers: Layers,
  stop: () => Promise<boolean>,
): Promise<Chosen> => {
  const tables = countingTables(search.tables);
  const spectator = new Spectator(table, tables);
  const watch = new Watch(tables, []);
  const wanted = new Set(layers.flat());
  const found = new Map<number, Place>();
  const chain = (): readonly number[] | null =>
    cheapestChain(table, layers, (scene) => found.get(scene)?.lies);
  let lies = 0;
  const judge = (place: Place, standing: Standing): readonly number[] | null => {
    const known = place.lies > lies ? chain() : null;
    lies = place.lies;
    if (standing !== "end") return known;
    const scene = table.find(spectator.see(place.columns));
    if (scene !== null && wanted.has(scene) && !found.has(scene)) found.set(scene, place);
    return known;
  };
  const isOutside = ({ columns }: Place): boolean => watch.isOutside(columns);
  const first = await firstByCost(tables, { isOutside, judge }, stop);
  const minimal = first !== null || found.size === wanted.size;
  const scenes = first ?? (minimal ? chain() : null);
  if (scenes === null) return anyChain(search, table, layers);
  const wayOf = (scene: number): Way => {
    const place = found.get(scene)!;
    return wayOfCheapest(tables, { start: place.start, turns: turnsTo(place) });
  };
  return { scenes: scenes.map((scene) => ({ scene, way: wayOf(scene) })), minimal };
};

const anyChain = (search: Search, table: SceneTable, layers: Layers): Chosen => {
  const scenes = cheapestChain(table, layers, () => 0)!;
  const wayOf = (scene: number): Way => wayTo(search, table.rows[scene]!);
  return { scenes: scenes.map((scene) => ({ scene, way: wayOf(scene) })), minimal: false };
};
