/**
 * The scenes of the oral messages with one round of relays, enumerated as the paper has them and
 * without the engine: who lies, what each lieutenant is told, and what it is told of that.
 */
interface Counts {
  readonly scenes: number;
  readonly views: number;
  /** Scenes in the shortest chain from one order to the other; null if there is none. */
  readonly chain: number | null;
}

type Order = "attack" | "retreat";
const ORDERS: readonly Order[] = ["attack", "retreat"];

interface Scene {
  readonly order: Order | null;
  readonly views: readonly string[];
}

/** Node 0 is the commander. */
export const countByHand = (nodes: number, traitors: number): Counts => {
  const scenes = subsets(nodes, traitors).flatMap((liars) =>
    (liars.has(0) ? [null] : ORDERS).flatMap((order) => scenesOf(nodes, liars, order)),
  );
  const views = new Set(scenes.flatMap((scene) => scene.views));
  return { scenes: scenes.length, views: views.size, chain: chainIn(scenes) };
};

const subsets = (nodes: number, size: number): readonly ReadonlySet<number>[] =>
  Array.from({ length: 2 ** nodes }, (_, bits) =>
    Array.from({ length: nodes }, (_, node) => node).filter((node) => (bits >> node) & 1),
  )
    .filter((members) => members.length === size)
    .map((members) => new Set(members));

const scenesOf = (
  nodes: number,
  liars: ReadonlySet<number>,
  order: Order | null,
): readonly Scene[] => {
  const lieutenants = Array.from({ length: nodes - 1 }, (_, index) => index + 1);
  const loyal = lieutenants.filter((node) => !liars.has(node));
  // Everything that a liar says to a loyal lieutenant is a choice of its own.
  const choices = loyal.flatMap((to) =>
    [0, ...lieutenants]
      .filter((from) => liars.has(from) && from !== to)
      .map((from) => `${from}>${to}`),
  );
  return Array.from({ length: 2 ** choices.length }, (_, bits) => {
    const said = new Map(choices.map((choice, at) => [choice, ORDERS[(bits >> at) & 1]!]));
    const told = (to: number): Order => order ?? said.get(`0>${to}`)!;
    const views = loyal.map((to) => {
      const relayed = lieutenants
        .filter((from) => from !== to)
        .map((from) => `${from} says ${liars.has(from) ? said.get(`${from}>${to}`)! : told(from)}`);
      return [`${to} is told ${told(to)}`, ...relayed].join(", ");
    });
    return { order, views };
  });
};

const chainIn = (scenes: readonly Scene[]): number | null => {
  let reached = scenes.filter(({ order }) => order === "attack");
  const passed = new Set(reached);
  for (let length = 1; reached.length > 0; length++) {
    if (reached.some(({ order }) => order === "retreat")) return length;
    const views = new Set(reached.flatMap((scene) => scene.views));
    reached = scenes.filter(
      (scene) => !passed.has(scene) && scene.views.some((view) => views.has(view)),
    );
    for (const scene of reached) passed.add(scene);
  }
  return null;
};
