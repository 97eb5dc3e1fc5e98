/** Scenes as they are reported: each is run through the rules, which have to lead to it. */
import type { Observed } from "../../models/protocol.ts";
import { messageOf } from "../counterexamples/counterexample.ts";
import { RoundRun } from "../rounds/run.ts";
import type { Instance, Node } from "../model/instance.ts";
import type { Look } from "../properties/ask.ts";
import type { Json, Read } from "../report.ts";
import { sameJson, toJson } from "../schema/to-json.ts";
import type { Chosen } from "./lightest.ts";
import type { Scene, Told } from "./report.ts";
import type { SceneTable } from "./scene-table.ts";

export const chainOf = (
  instance: Instance,
  table: SceneTable,
  { scenes }: Chosen,
): readonly Scene[] =>
  scenes.map(({ scene, way }, place) => {
    const run = new RoundRun(instance, way.strategy).run(way.turns);
    const views = viewsOf(table, scene);
    assertSame(table, run, views);
    const { order } = table.of(scene);
    const next = scenes[place + 1];
    return {
      traitors: way.strategy.traitors.map((index) => instance.nodes[index]!.id),
      order: table.orders[order] ?? null,
      lies: run.lies,
      told: toldIn(run),
      views,
      shared: next === undefined ? null : sharedBy(table, scene, next.scene),
    };
  });

const viewsOf = (table: SceneTable, scene: number): Scene["views"] => {
  const { views } = table.of(scene);
  const loyal = table.readers.flatMap(({ id }, reader) => {
    const view = views[reader]!;
    return view < 0 ? [] : [[id, toJson(table.read(view))] as const];
  });
  return Object.fromEntries(loyal);
};

/** The first of the nodes that have read the same in both. */
const sharedBy = (table: SceneTable, scene: number, next: number): string => {
  const [here, there] = [table.of(scene).views, table.of(next).views];
  const reader = here.findIndex((view, at) => view >= 0 && view === there[at]);
  return table.readers[reader]!.id;
};

/** Nothing is shown that rests on the tables of the search alone. */
const assertSame = (table: SceneTable, run: RoundRun, views: Scene["views"]): void => {
  for (const node of table.readers) {
    if (!run.sight.isLoyal(node.index)) continue;
    if (!run.hasEnded || !sameJson(toJson(lookAt(table, run, node)), views[node.id] as Json))
      throw new Error(`the strategy found for a scene does not lead ${node.id} to what it read`);
  }
};

const lookAt = (table: SceneTable, run: RoundRun, { index, role, context }: Node): Observed => {
  const look = table.scenes.views[role] as Look;
  const standing = { up: true, inboxEmpty: run.sight.isInboxEmpty(index) };
  return look(run.states[index]!, { ...context, ...standing });
};

const toldIn = (run: RoundRun): readonly Told[] =>
  run.turns.flatMap(({ round, node, heard }) =>
    heard
      .filter(({ lie }) => lie)
      .map(({ from, envelope, truth }) => ({
        round,
        from: run.instance.nodes[from]!.id,
        to: run.instance.nodes[node]!.id,
        message: saidIn(run, envelope),
        truth: saidIn(run, truth),
      })),
  );

const saidIn = (run: RoundRun, envelope: number | null): Read["message"] => {
  if (envelope === null) return null;
  const { tag, payload } = messageOf(run, envelope);
  return { tag, payload };
};
