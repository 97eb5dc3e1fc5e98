/** A global state as plain values, and what of an action does not ask any rule. */
import { enter, without, twice, type Envelopes, type Inbox } from "../network/inbox.ts";
import type { Instance, Node } from "../model/instance.ts";

export interface World {
  readonly states: readonly object[];
  readonly up: readonly boolean[];
  /** Numbers of envelopes in the table of the interpreter. */
  readonly inboxes: readonly Inbox[];
  /** What is left of each budget. */
  readonly left: readonly number[];
  /** Links that are cut: `from * nodes + to`. */
  readonly cut: ReadonlySet<number>;
  readonly history: object | undefined;
}

export interface Taken {
  readonly world: World;
  /** What was sent, as envelopes. */
  readonly sends: readonly number[];
  /** What was to be sent, and did not leave, since the node crashed. */
  readonly unsent: readonly number[];
}

/** Why an action cannot happen. */
export class Impossible extends Error {
  override readonly name: string = "Impossible";
}

/** The rule of the action is not enabled. */
export class NotEnabled extends Impossible {
  override readonly name = "NotEnabled";
  readonly rule: string;
  constructor(rule: string, answer: string) {
    super(`${rule} is ${answer}`);
    this.rule = rule;
  }
}

/** @param pool -1: there is no such budget. @throws Impossible */
export const spend = (world: World, pool: number, what: string): World => {
  const left = world.left[pool];
  if (left === undefined) throw new Impossible(`the scenario has no budget for ${what}`);
  if (left === 0) throw new Impossible(`the budget of ${what} is used up`);
  return { ...world, left: world.left.with(pool, left - 1) };
};

/** A node stops. Its links may lose what is on its way to it. */
export const stopped = (world: World, { scenario }: Instance, node: number): World => ({
  ...world,
  up: world.up.with(node, false),
  inboxes: scenario.resetsLinks === true ? world.inboxes.with(node, []) : world.inboxes,
});

/** Puts envelopes into the inboxes of their receivers. */
export const deliverAll = (
  world: World,
  { scenario }: Instance,
  sends: readonly number[],
  envelopes: Envelopes & { readonly receiver: (envelope: number) => number },
): World => {
  const inboxes = [...world.inboxes];
  for (const envelope of sends) {
    const to = envelopes.receiver(envelope);
    if (scenario.resetsLinks === true && !world.up[to]) continue;
    inboxes[to] = enter(inboxes[to]!, envelope, envelopes);
  }
  return { ...world, inboxes };
};

/** A message is lost, or copied. */
export const withMessageFault = (
  world: World,
  kind: "drop" | "duplicate",
  { index, receives }: Node,
  place: number,
  tag: number,
): World => {
  const inbox = world.inboxes[index]!;
  const changed = kind === "drop" ? without(inbox, place) : twice(inbox, place);
  const spent = spend(world, receives[tag]![kind], `${kind} of ${receives[tag]!.tag}`);
  return { ...spent, inboxes: world.inboxes.with(index, changed) };
};

/** @throws Impossible where a link that is needed is cut. */
export const needLinks = ({ cut }: World, { nodes }: Instance, links: readonly number[]): void => {
  const missing = links.find((link) => cut.has(link));
  if (missing === undefined) return;
  const [from, to] = [Math.floor(missing / nodes.length), missing % nodes.length];
  throw new Impossible(`nothing passes from ${nodes[from]!.id} to ${nodes[to]!.id}`);
};

/** The network falls apart. */
export const parted = (world: World, { partitions }: Instance, number: number): World => {
  const partition = partitions[number];
  if (partition === undefined) throw new Impossible("the scenario has no such partition");
  const { links, budget, kind } = partition;
  if (links.every((link) => world.cut.has(link))) throw new Impossible("it is cut already");
  return { ...spend(world, budget, kind), cut: new Set([...world.cut, ...links]) };
};

export const healed = (world: World): World => {
  if (world.cut.size === 0) throw new Impossible("no link is cut");
  return { ...world, cut: new Set() };
};
