/**
 * OM(m): loyal lieutenants obey one order, and a loyal commander's own, though some generals lie.
 *
 * Source    Lamport, Shostak & Pease, "The Byzantine Generals Problem" (1982), section 3.
 * Network   synchronous rounds: a message arrives in the round after it was sent, who sent it is
 *           known, and its absence is noticed. A traitor says anything to anybody, or nothing.
 * Left out  Nothing. The recursion of the paper is unrolled: OM(m - k) among the generals who are
 *           not in a path of k relays is the exchange of the messages that extend this path.
 */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  become,
  cite,
  empty,
  int,
  list,
  NodeId,
  position,
  sometimes,
  vocabulary,
} from "./protocol.ts";

const Order = S.Literal("attack", "retreat");
type Order = typeof Order.Type;
/** Lieutenants who passed the order on, each once; none: it comes from the commander itself. */
const Path = list(NodeId, "m").pipe(
  S.filter((path) => new Set(path).size === path.length || "Expected nobody twice"),
);
type Path = typeof Path.Type;
const Report = S.Struct({ path: Path, order: Order });
type Reports = ReadonlySet<typeof Report.Type>;

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(3, 10), traitors: int(0, "nodes"), m: int(0, 10) }),
  synchronous: true,
  roles: {
    commander: { state: S.Struct({ order: Order }) },
    lieutenant: {
      state: S.Struct({ heard: S.ReadonlySet(Report), decision: S.NullOr(Order) }),
      receives: { Report: { path: position(Path), order: Order } },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

const commander = rules.commander({
  Round: cite("3, OM(m), step 1", (node, { round }, { nodes }) =>
    round === 0
      ? become(node, to(nodes.lieutenant, "Report", { path: [], order: node.order }))
      : null,
  ),
});

/** What was told along a path, if anything was. */
const told = (heard: Reports, path: Path): Order | undefined => {
  for (const report of heard) if (isSame(report.path, path)) return report.order;
  return undefined;
};

const isSame = (a: Path, b: Path): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at]);

/** Every path of so many lieutenants. */
const pathsOf = (lieutenants: Path, relays: number): readonly Path[] =>
  relays === 0
    ? [[]]
    : lieutenants.flatMap((first) => {
        const rest = lieutenants.filter((id) => id !== first);
        return pathsOf(rest, relays - 1).map((path) => [first, ...path]);
      });

type Vote = (own: Order, said: readonly Order[]) => Order;

/** A tie is no majority, and without one there is a retreat. */
const majority: Vote = (own, said) => {
  const votes = [own, ...said];
  return 2 * votes.filter((order) => order === "attack").length > votes.length
    ? "attack"
    : "retreat";
};

/** What a lieutenant obtains along a path: what it was told, and what the others say of that. */
const obtain = (heard: Reports, path: Path, peers: Path, relays: number, vote: Vote): Order => {
  const others = relays === 0 ? [] : peers.filter((id) => !path.includes(id));
  const said = others.map((id) => obtain(heard, [...path, id], peers, relays - 1, vote));
  return vote(told(heard, path) ?? "retreat", said);
};

type Rules = ReturnType<typeof rules.lieutenant>;
type Fits = (path: Path, from: NodeId, commander: NodeId | undefined) => boolean;

/** A report is taken in its round, the first of its path, if that can be and fits its sender. */
const hear = (fits: Fits): Rules["Report"] =>
  cite("3, OM(m), step 2", (node, { from, round, path, order }, { self, nodes }) => {
    const onTime = round === path.length + 1;
    const possible = (): boolean => !path.some((id) => id === self || nodes.commander.includes(id));
    if (!onTime || !fits(path, from, nodes.commander[0]) || !possible()) return null;
    if (node.decision !== null || told(node.heard, path) !== undefined) return null;
    return become({ ...node, heard: add(node.heard, { path, order }) });
  });

/** Notices what is missing, passes on what was told in this round, and decides in the last. */
const passOn = (relaysOf: (m: number) => number, vote: Vote): Rules["Round"] =>
  cite("3, OM(m), steps 2 and 3", (node, { round }, { self, peers, parameters }) => {
    const relays = relaysOf(parameters.m);
    if (round > relays + 1) return null;
    const paths = round === 0 ? [] : pathsOf(peers, round - 1);
    const heard = paths.reduce(withDefault, node.heard);
    if (round > relays) return become({ heard, decision: obtain(heard, [], peers, relays, vote) });
    const sends = paths.map((path) => {
      const rest = peers.filter((id) => !path.includes(id));
      const order = told(heard, path) ?? "retreat";
      return to(rest, "Report", { path: [...path, self], order });
    });
    return become({ ...node, heard }, ...sends);
  });

const withDefault = (heard: Reports, path: Path): Reports =>
  told(heard, path) === undefined ? add(heard, { path, order: "retreat" }) : heard;

const speaksLast: Fits = (path, from, commander) => from === (path.at(-1) ?? commander);

const lieutenant = rules.lieutenant({
  Report: hear(speaksLast),
  Round: passOn((m) => m, majority),
});

const ownOnTie: Vote = (own, said) => {
  const attacks = [own, ...said].filter((order) => order === "attack").length;
  return 2 * attacks === said.length + 1 ? own : majority(own, said);
};
const oneTooFew = (m: number): number => Math.max(0, m - 1);

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const orders = observe({
  commander: ({ order }) => order,
  lieutenant: ({ decision }) => decision,
});
const decided = (decisions: readonly (Order | null)[]): boolean => !decisions.includes(null);

const wording = (path: Path, order: Order): string =>
  path.reduce((said, id) => `${id} says: ${said}`, `commander: ${order}`);

export default model({
  name: "oral-messages",
  source: "Lamport, Shostak & Pease 1982",
  defaults: { m: ({ traitors }) => traitors },
  population: ({ nodes }) => ({ commander: 1, lieutenant: nodes - 1 }),
  traitors: "traitors",
  predicts: ({ nodes, traitors, m }) => {
    if (nodes <= traitors + 1) return "n/a";
    return traitors === 0 || (m >= traitors && nodes > 2 * traitors + m) ? "holds" : "violated";
  },
  initial: {
    commander: () => [become({ order: "attack" }), become({ order: "retreat" })],
    lieutenant: () => [become({ heard: empty, decision: null })],
  },
  rules: { commander, lieutenant },
  properties: {
    /** IC1: all loyal lieutenants obey the same order. */
    ic1: always(orders, ({ lieutenant }) => !decided(lieutenant) || new Set(lieutenant).size <= 1),
    /** IC2: if the commander is loyal, every loyal lieutenant obeys the order it sends. */
    ic2: always(
      orders,
      ({ commander, lieutenant }) =>
        !decided(lieutenant) ||
        commander.every((order) => lieutenant.every((decision) => decision === order)),
    ),
    "all-attack": sometimes(orders, ({ lieutenant }) =>
      lieutenant.every((order) => order === "attack"),
    ),
    "all-retreat": sometimes(orders, ({ lieutenant }) =>
      lieutenant.every((order) => order === "retreat"),
    ),
  },
  recursion: {
    commander: "commander",
    lieutenants: "lieutenant",
    orders: ["attack", "retreat"],
    relays: ({ m }) => m,
    vote: majority,
    tells: (receiver, path, order) => to(receiver, "Report", { path, order }),
    shows: {
      commander: (order) => ({ order }),
      lieutenant: (decision) => ({ heard: empty, decision }),
    },
  },
  scenes: {
    order: observe({ commander: ({ order }) => order }),
    views: observe({
      lieutenant: ({ heard }) => [...heard].map(({ path, order }) => wording(path, order)),
    }),
  },
  scenarios: {
    "three-generals-one-traitor": {
      parameters: { nodes: 3, traitors: 1 },
      expect: { verdict: "violated", property: "ic2", length: 2 },
    },
    "four-generals-one-traitor": {
      parameters: { nodes: 4, traitors: 1 },
      expect: { verdict: "holds-within-bounds", states: 222, generated: 222, depth: 13 },
    },
    /** More rounds than there are traitors: among three of the four, one round is not enough. */
    "four-generals-one-round-too-many": {
      parameters: { nodes: 4, traitors: 1, m: 2 },
      expect: { verdict: "violated", property: "ic1", length: 10 },
    },
    "five-generals-one-traitor": {
      parameters: { nodes: 5, traitors: 1 },
      expect: { verdict: "holds-within-bounds", states: 611, generated: 611, depth: 17 },
    },
    "five-generals-two-traitors": {
      parameters: { nodes: 5, traitors: 2 },
      expect: { verdict: "violated", property: "ic1", length: 20 },
    },
  },
  bugs: {
    "keeps-own-order-on-a-tie": {
      breaks: "ic1",
      in: "five-generals-one-traitor",
      length: 16,
      rules: { lieutenant: { Round: passOn((m) => m, ownOnTie) } },
      recursion: { vote: ownOnTie },
    },
    "one-round-too-few": {
      breaks: "ic1",
      in: "four-generals-one-traitor",
      length: 3,
      rules: { lieutenant: { Round: passOn(oneTooFew, majority) } },
      recursion: { relays: ({ m }) => oneTooFew(m) },
    },
    "believes-any-relayer": {
      breaks: "ic2",
      in: "four-generals-one-traitor",
      length: 7,
      rules: { lieutenant: { Report: hear(() => true) } },
    },
  },
});
