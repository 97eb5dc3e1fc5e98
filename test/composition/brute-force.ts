/**
 * The recursion taken literally: nodes with names, every path, every message of a traitor, and the
 * outcome of one assignment of orders to them. Shares nothing with the code that it judges.
 */
export interface Tree {
  /** Node 0 commands. The traitors among the others are the last. */
  readonly nodes: number;
  readonly traitors: number;
  readonly commanderLies: boolean;
  readonly relays: number;
  /** The order that the commander has, and how many there are. */
  readonly order: number;
  readonly orders: number;
  /** `said` is ascending. */
  readonly vote: (own: number, said: readonly number[]) => number;
}

export type Assignment = ReadonlyMap<string, number>;

export const slotOf = (path: readonly number[], to: number): string => `${path.join(">")}:${to}`;

const lieutenantsOf = ({ nodes }: Tree): readonly number[] =>
  Array.from({ length: nodes - 1 }, (_, at) => at + 1);

const traitorsBelow = ({ traitors, commanderLies }: Tree): number =>
  traitors - (commanderLies ? 1 : 0);

const isTraitor = (tree: Tree, node: number): boolean =>
  node === 0 ? tree.commanderLies : node >= tree.nodes - traitorsBelow(tree);

export const loyalOf = (tree: Tree): readonly number[] =>
  lieutenantsOf(tree).filter((node) => !isTraitor(tree, node));

const pathsOf = (tree: Tree, relays: number): readonly (readonly number[])[] => {
  const longer = (path: readonly number[]): readonly (readonly number[])[] =>
    path.length === relays
      ? [path]
      : [
          path,
          ...lieutenantsOf(tree)
            .filter((node) => !path.includes(node))
            .flatMap((node) => longer([...path, node])),
        ];
  return longer([]);
};

const speakerOf = (path: readonly number[]): number => path.at(-1) ?? 0;

/** Every message from a traitor to a loyal node. */
export const slotsOf = (tree: Tree): readonly { path: readonly number[]; to: number }[] =>
  pathsOf(tree, tree.relays)
    .filter((path) => isTraitor(tree, speakerOf(path)))
    .flatMap((path) =>
      loyalOf(tree)
        .filter((to) => !path.includes(to))
        .map((to) => ({ path, to })),
    );

/** What a node is told along a path; a traitor is told what a loyal node there would be. */
const toldAlong = (tree: Tree, said: Assignment, path: readonly number[], to: number): number => {
  const speaker = speakerOf(path);
  if (isTraitor(tree, speaker) && !isTraitor(tree, to)) return said.get(slotOf(path, to))!;
  return path.length === 0 ? tree.order : toldAlong(tree, said, path.slice(0, -1), speaker);
};

const resolve = (tree: Tree, said: Assignment, path: readonly number[], node: number): number => {
  const own = toldAlong(tree, said, path, node);
  if (path.length === tree.relays) return own;
  const others = lieutenantsOf(tree).filter((other) => other !== node && !path.includes(other));
  const heard = others.map((other) => resolve(tree, said, [...path, other], node));
  return tree.vote(
    own,
    heard.toSorted((a, b) => a - b),
  );
};

/** What the loyal nodes come to, in their order. */
export const outcomeOf = (tree: Tree, said: Assignment): readonly number[] =>
  loyalOf(tree).map((node) => resolve(tree, said, [], node));

export const liesOf = (tree: Tree, said: Assignment): number =>
  slotsOf(tree).filter(({ path, to }) => {
    const before = path.slice(0, -1);
    const truth = path.length === 0 ? tree.order : toldAlong(tree, said, before, speakerOf(path));
    return said.get(slotOf(path, to)) !== truth;
  }).length;

/** For every tuple of outcomes that some assignment leads to, the fewest lies of one that does. */
export const fewestLies = (tree: Tree): ReadonlyMap<string, number> => {
  const slots = slotsOf(tree).map(({ path, to }) => slotOf(path, to));
  const best = new Map<string, number>();
  for (let number = 0; number < tree.orders ** slots.length; number++) {
    const said = new Map(
      slots.map((slot, at) => [slot, Math.floor(number / tree.orders ** at) % tree.orders]),
    );
    const key = outcomeOf(tree, said).join();
    best.set(key, Math.min(best.get(key) ?? Infinity, liesOf(tree, said)));
  }
  return best;
};
