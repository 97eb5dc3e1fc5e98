/** One step as marks in the lanes of its nodes: one glyph a column. */
import { match } from "ts-pattern";
import type { Read, Step } from "../../report.ts";
import { paint } from "../terminal.ts";
import { columnOf, widthOf, type Lanes } from "./lanes.ts";

/** One glyph for each column of the picture. */
type Picture = string[];

const MARKS = {
  lane: "│",
  down: "·",
  acts: "●",
  sent: "○",
  lie: "!",
  crash: "✗",
  powerLoss: "↯",
  restart: "▲",
  errs: "?",
  lost: "×",
  copied: "+",
  joint: "■",
  side: "█",
  otherSide: "░",
} as const;

/** Where nothing happens: a line for each node, and dots for those that are down. */
export const lanesAlone = (lanes: Lanes, down: ReadonlySet<string>): string =>
  emptyOf(lanes, down).join("");

/** @param down the nodes that are down before the step. */
export const pictureOf = (step: Step, lanes: Lanes, down: ReadonlySet<string>): string => {
  const { node, from, side, partners } = step;
  const picture = emptyOf(lanes, down);
  const column = (name: string | null): number | null => {
    const at = name === null ? -1 : lanes.nodes.indexOf(name);
    return at === -1 ? null : columnOf(at, lanes.gap);
  };
  const [here, sender] = [column(node), column(from)];
  const carry = (head: Head): void => carried(picture, sender, here, head);
  match(step.action)
    .with("deliver", () => {
      carry("reaches");
      if (step.lie && sender !== here) put(picture, sender, paint("bad", MARKS.lie));
      put(picture, here, MARKS.acts);
    })
    .with("discard", () => carry("ignored"))
    .with("drop", () => carry("lost"))
    .with("duplicate", () => carry("copied"))
    .with("timer", "request", () => put(picture, here, MARKS.acts))
    .with("suspect", () => put(picture, here, MARKS.errs))
    .with("crash", () => put(picture, here, MARKS.crash))
    .with("power-loss", () => put(picture, here, MARKS.powerLoss))
    .with("restart", () => put(picture, here, MARKS.restart))
    .with("joint", () =>
      joined(picture, [node, ...partners.map((partner) => partner.node)].map(column)),
    )
    .with("partition", () => parted(picture, lanes, side, MARKS.otherSide))
    .with("one-way", () => parted(picture, lanes, side, MARKS.lane))
    .with("heal", () => across(picture, lanes, "─", "┼"))
    .with("turn", () => {
      readIn(picture, step.reads, here, column);
      put(picture, here, MARKS.acts);
    })
    .exhaustive();
  if (step.unsent !== null && here !== null) crashedIn(picture, here);
  return picture.join("");
};

const emptyOf = ({ nodes, gap }: Lanes, down: ReadonlySet<string>): Picture => {
  const picture: Picture = Array.from({ length: widthOf(nodes, gap) }, () => " ");
  for (const [at, node] of nodes.entries())
    put(picture, columnOf(at, gap), down.has(node) ? MARKS.down : MARKS.lane);
  return picture;
};

const put = (picture: Picture, column: number | null, glyph: string): void => {
  if (column !== null) picture[column] = glyph;
};

/** How a message ends that is on its way: each stands just before the lane of its receiver. */
type Head = "reaches" | "ignored" | "lost" | "copied";

const headOf = (head: Head, isRightward: boolean): string =>
  match(head)
    .with("reaches", () => (isRightward ? "▶" : "◀"))
    .with("ignored", () => (isRightward ? "▷" : "◁"))
    .with("lost", () => MARKS.lost)
    .with("copied", () => MARKS.copied)
    .exhaustive();

/** Without a sender, and from a node to itself, there is the head of the arrow alone. */
const carried = (picture: Picture, from: number | null, to: number | null, head: Head): void => {
  if (to === null) return;
  const isRightward = from === null || from <= to;
  if (from !== null && from !== to) {
    filled(picture, from, to, "─", "┼");
    put(picture, from, MARKS.sent);
  }
  put(picture, isRightward ? to - 1 : to + 1, headOf(head, isRightward));
};

/** Several arrows may share a head, and a sender may lie once: what tells more is drawn last. */
const readIn = (
  picture: Picture,
  reads: readonly Read[],
  here: number | null,
  column: (node: string) => number | null,
): void => {
  const isIgnored = ({ rule, message }: Read): boolean => rule === null && message !== null;
  for (const read of reads)
    if (isIgnored(read)) carried(picture, column(read.from), here, "ignored");
  for (const read of reads)
    if (!isIgnored(read)) carried(picture, column(read.from), here, "reaches");
  for (const { lie, from } of reads) if (lie) put(picture, column(from), paint("bad", MARKS.lie));
};

/** A line between two lanes, across those in between; what is drawn there already stays. */
const filled = (picture: Picture, a: number, b: number, line: string, crossing: string): void => {
  for (let at = Math.min(a, b) + 1; at < Math.max(a, b); at++) {
    if (picture[at] === MARKS.lane) picture[at] = crossing;
    else if (picture[at] === " " || picture[at] === MARKS.down) picture[at] = line;
  }
};

const joined = (picture: Picture, columns: readonly (number | null)[]): void => {
  const known = columns.filter((column) => column !== null);
  filled(picture, Math.min(...known), Math.max(...known), "═", "╪");
  for (const column of known) put(picture, column, MARKS.joint);
};

/** From the first lane to the last, with the same mark in each. */
const across = (picture: Picture, { nodes, gap }: Lanes, line: string, mark: string): void => {
  filled(picture, columnOf(0, gap), columnOf(nodes.length - 1, gap), line, line);
  for (const at of nodes.keys()) put(picture, columnOf(at, gap), mark);
};

const parted = (picture: Picture, lanes: Lanes, side: readonly string[], others: string): void => {
  across(picture, lanes, "╌", others);
  for (const [at, node] of lanes.nodes.entries())
    if (side.includes(node)) put(picture, columnOf(at, lanes.gap), MARKS.side);
};

/** Beside what it did; no arrow comes from both sides in a step that a node does not survive. */
const crashedIn = (picture: Picture, column: number): void =>
  put(picture, picture[column + 1] === " " ? column + 1 : column - 1, MARKS.crash);
