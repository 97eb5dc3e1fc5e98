/** A keeper of a count that is written to a disk, and a watcher whom it tells of it. */
import { Schema as S } from "@effect/schema";
import type { Adapter, Loss, NodeEvent, RunningNode, StartNode } from "../../impl/adapter.ts";
import { become, int, NodeId, vocabulary, type Model, type Send } from "../../models/protocol.ts";

const keeping = vocabulary({
  parameters: S.Struct({ most: int(1, 9) }),
  roles: {
    keeper: {
      // Of the count, so much has reached the disk for sure. Who has seen it is in memory only.
      state: S.Struct({ count: int(0, "most"), disk: int(0, "most"), seen: S.Boolean }),
      durable: ["count", "disk"],
      unsynced: { count: "disk" },
      receives: { Seen: {} },
      timers: { Sync: {} },
      requests: { Add: {} },
    },
    watcher: {
      state: S.Struct({ heard: int(0, "most"), alone: S.Boolean }),
      receives: { Count: { count: int(0, "most") }, Back: { count: int(0, "most") } },
      timers: { Silence: { peer: NodeId } },
    },
  },
});

type Given = Pick<
  Model["scenarios"][string],
  "faults" | "network" | "perfect" | "silence" | "resetsLinks"
>;

/** A scenario of one keeper, and of so many watchers as there are. */
export const keepers = (given: Given, most = 1, watchers = 1): Model => {
  const { model, rules, to } = keeping;
  const sound = model({
    name: "keepers",
    source: "a shop",
    population: () => ({ keeper: 1, watcher: watchers }),
    initial: {
      keeper: () => [become({ count: 0, disk: 0, seen: false })],
      watcher: () => [become({ heard: 0, alone: false })],
    },
    rules: {
      keeper: rules.keeper({
        Add: (node, _, { nodes, parameters }) => {
          const count = node.count + 1;
          if (count > parameters.most) return null;
          return become({ ...node, count }, to(nodes.watcher, "Count", { count }));
        },
        Sync: (node) => (node.disk < node.count ? become({ ...node, disk: node.count }) : null),
        Seen: (node) => (node.seen ? null : become({ ...node, seen: true })),
        Restart: (node, _, { nodes }) =>
          become(node, to(nodes.watcher, "Back", { count: node.count })),
      }),
      watcher: rules.watcher({
        Count: (node, { from, count }) =>
          count > node.heard ? become({ ...node, heard: count }, to(from, "Seen")) : null,
        Back: (node, { count }) => become({ ...node, heard: count }),
        Silence: (node, { peer }, { nodes }) =>
          nodes.keeper.includes(peer) && !node.alone ? become({ ...node, alone: true }) : null,
      }),
    },
    properties: {},
    scenarios: { only: { parameters: { most } } },
    bugs: {},
  });
  return { ...sound, scenarios: { only: { parameters: { most }, ...given } } };
};

/** What a keeper has written, and what of it is on the disk for sure. */
export interface File {
  readonly count: number;
  readonly disk: number;
}

/** How a keeper starts again, in which it may be spoilt. */
export interface Habits {
  /** What it finds on its disk; it has started so often before. */
  readonly finds: (file: File, loss: Loss, starts: number) => File;
  readonly remembers: (seen: boolean) => boolean;
  readonly says: (count: number, starts: number) => number | null;
}

const sound: Habits = {
  finds: ({ count, disk }, loss) => ({ count: loss === "nothing" ? count : disk, disk }),
  remembers: () => false,
  says: (count) => count,
};

const watcher: StartNode = () => {
  let [heard, alone] = [0, false];
  return {
    take: ({ tag, from, fields }) => {
      const told = Number(fields["count"]);
      const isNews = tag === "Count" && told > heard;
      if (tag === "Back" || isNews) heard = told;
      if (tag === "Silence" && String(fields["peer"]) === "keeper") alone = true;
      return isNews ? [{ to: [from!], tag: "Seen", payload: {} }] : [];
    },
    state: () => ({ heard, alone }),
  };
};

type Place = Parameters<StartNode>[0];

export const keepersAre = (spoilt: Partial<Habits> = {}): Adapter => {
  const habits = { ...sound, ...spoilt };
  const run = (
    place: Place,
    { count, disk }: File,
    known: boolean,
    starts: number,
  ): RunningNode => {
    let [written, synced, seen] = [count, disk, known];
    const { nodes, parameters } = place;
    const tell = (tag: string, count: number): readonly Send[] => [
      { to: nodes["watcher"]!, tag, payload: { count } },
    ];
    const said = starts === 0 ? null : habits.says(count, starts);
    return {
      sent: said === null ? [] : tell("Back", said),
      take: ({ tag }: NodeEvent) => {
        if (tag === "Seen") seen = true;
        if (tag === "Sync") synced = written;
        return tag === "Add" && written < Number(parameters["most"])
          ? tell("Count", ++written)
          : [];
      },
      state: () => ({ count: written, disk: synced, seen }),
      restarted: (loss) => {
        const file = habits.finds({ count: written, disk: synced }, loss, starts);
        return run(place, file, habits.remembers(seen), starts + 1);
      },
    };
  };
  const keeper: StartNode = (place) => run(place, { count: 0, disk: 0 }, false, 0);
  return { roles: { keeper, watcher } };
};
