/** How messages travel: what an inbox holds, and what of it may be delivered next. */
import type { NetworkKind, NodeId } from "../../../models/protocol.ts";
import { keyOf } from "../values.ts";
import { cellOf, type Arena, type Cell, type Envelope, type Sent, type World } from "./arena.ts";

export const kindOf = ({ scenario: { network = "bag" } }: Arena, tag: string): NetworkKind =>
  typeof network === "string" ? network : (network[tag] ?? "bag");

export const linkOf = (from: NodeId, to: NodeId): string => `${from}>${to}`;

/** An inbox in the one order that stands for all those between which there is no difference. */
const arrange = (arena: Arena, inbox: readonly Envelope[]): readonly Envelope[] => {
  const rank = ({ from }: Envelope): number => arena.setting.everyone.indexOf(from);
  const isQueued = ({ tag }: Envelope): boolean => kindOf(arena, tag) === "fifo";
  const loose = inbox.filter((envelope) => !isQueued(envelope));
  const queued = inbox.filter(isQueued);
  return [
    ...loose.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))),
    ...queued.toSorted((a, b) => rank(a) - rank(b)),
  ];
};

const enter = (arena: Arena, inbox: Cell["inbox"], envelope: Envelope): Cell["inbox"] => {
  const { key, from, tag } = envelope;
  const kind = kindOf(arena, tag);
  if (kind === "set" && inbox.some((other) => other.key === key)) return inbox;
  const isOlder = (other: Envelope): boolean =>
    kind === "latest" && other.from === from && other.tag === tag;
  return arrange(arena, [...inbox.filter((other) => !isOlder(other)), envelope]);
};

/** Where links are reset, what is sent to a node that is down is lost. */
export const post = (arena: Arena, world: World, from: NodeId, sends: readonly Sent[]): World => {
  const cells = world.cells.map((cell, at) => {
    if (!cell.up && arena.scenario.resetsLinks) return cell;
    const arriving = sends
      .filter(({ to }) => to === arena.nodes[at]!.self)
      .map(({ tag, payload }) => ({ key: keyOf([from, tag, payload]), from, tag, payload }));
    if (arriving.length === 0) return cell;
    const inbox = arriving.reduce(
      (entered, envelope) => enter(arena, entered, envelope),
      cell.inbox,
    );
    return cellOf(cell.state, inbox, cell.up);
  });
  return { ...world, cells };
};

/** What may be delivered to a node next, whatever its rules say to it. */
export const offered = (arena: Arena, world: World, at: number): readonly Envelope[] =>
  nextIn(arena, world, at).filter(
    ({ from }) => !world.cut.includes(linkOf(from, arena.nodes[at]!.self)),
  );

/** What is next in the inbox of a node that is up; of equal copies, one. */
export const nextIn = (arena: Arena, world: World, at: number): readonly Envelope[] => {
  const { inbox, up } = world.cells[at]!;
  if (!up) return [];
  const isHead = ({ key, from, tag }: Envelope, place: number): boolean => {
    const isAhead =
      kindOf(arena, tag) === "fifo"
        ? (other: Envelope) => other.from === from && kindOf(arena, other.tag) === "fifo"
        : (other: Envelope) => other.key === key;
    return inbox.findIndex(isAhead) === place;
  };
  return inbox.filter(isHead);
};

/** The inbox with one copy less. */
export const without = ({ inbox }: Cell, envelope: Envelope): Cell["inbox"] =>
  inbox.toSpliced(inbox.indexOf(envelope), 1);

/** The inbox with a second copy, which in a queue is right behind the first. */
export const twice = ({ inbox }: Cell, envelope: Envelope): Cell["inbox"] =>
  inbox.toSpliced(inbox.indexOf(envelope), 0, envelope);
