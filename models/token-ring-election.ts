/**
 * The ring election with a list of members: who misses the leader sends a list round the ring, to
 * which everybody alive adds itself; the greatest of the list leads, and a second lap tells so.
 *
 * Source    Tanenbaum & Van Steen, "Distributed Systems: Principles and Paradigms" (2nd ed., 2007),
 *           section 6.5.1, "A ring algorithm".
 * Network   delivers every message once, in any order; nodes stop for ever. A silence is perfect:
 *           it is noticed only of a node that is down, and from which nothing is on its way.
 * Left out  How a sender finds out that its successor has crashed. The book has it skip such nodes,
 *           as if it knew; here it skips those whose silence it has noticed, and when it notices
 *           that of the node to which it has handed its last message, it hands that on again. The
 *           members of the new ring, which the second lap tells in the book.
 * Claims    The book, and the article on elections and split brain, let the initiator end a lap. If
 *           it crashes, its list goes round for ever, or is lost where others drop it; here,
 *           whoever finds itself in a list ends the lap. Only so is it true that of several lists
 *           none stays. Nor is it promised that the leader is alive: it may crash once it is in
 *           the list, and then it is missed again.
 */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  atQuiescence,
  become,
  cite,
  type Context,
  empty,
  int,
  list,
  NodeId,
  type Outcome,
  sometimes,
  vocabulary,
} from "./protocol.ts";

const Members = list(NodeId, "nodes");
type Members = S.Schema.Type<typeof Members>;

/** Of two: without a leader it asks who is there, and with one it tells all who leads. */
const Lap = S.Struct({ leader: S.NullOr(NodeId), path: Members });
type Lap = S.Schema.Type<typeof Lap>;

const Node = S.Struct({
  leader: S.NullOr(NodeId),
  /** Whose silence it has noticed. */
  silent: S.ReadonlySet(NodeId),
  /** What it has handed on last. */
  last: S.NullOr(Lap),
});
type Node = S.Schema.Type<typeof Node>;

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(3, 6) }),
  roles: {
    node: {
      state: Node,
      receives: { Election: { members: Members }, Coordinator: { leader: NodeId, told: Members } },
      timers: { Silence: { peer: NodeId } },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

type Ring = Pick<Context, "self" | "everyone">;
type Route = (silent: ReadonlySet<NodeId>, ring: Ring) => NodeId;
type Choice = (members: Members, ring: Ring) => NodeId;

/** The others, in the order in which a lap comes to them. */
const onwards = ({ self, everyone }: Ring): readonly NodeId[] => {
  const place = everyone.indexOf(self);
  return [...everyone.slice(place + 1), ...everyone.slice(0, place)];
};

/** Who is left alone is its own successor. */
const nextHeard: Route = (silent, ring) => onwards(ring).find((id) => !silent.has(id)) ?? ring.self;

const greatest: Choice = (members, { everyone }) =>
  everyone.findLast((id) => members.includes(id))!;

const handOn = (node: Node, last: Lap, receiver: NodeId): Outcome<Node> => {
  const { leader, path } = last;
  const message =
    leader === null
      ? to(receiver, "Election", { members: path })
      : to(receiver, "Coordinator", { leader, told: path });
  return become<Node>({ ...node, last }, message);
};

const nodeWith = (next: Route, choice: Choice): ReturnType<typeof rules.node> => {
  const hold = (node: Node, ring: Ring): Outcome<Node> => {
    const lap = { leader: null, path: [ring.self] };
    return handOn({ ...node, leader: null }, lap, next(node.silent, ring));
  };
  /** An old lap may tell of a leader that has been missed since: then there has to be another. */
  const tell = (node: Node, leader: NodeId, path: Members, ring: Ring): Outcome<Node> =>
    node.silent.has(leader)
      ? hold(node, ring)
      : handOn({ ...node, leader }, { leader, path }, next(node.silent, ring));
  return rules.node({
    Silence: cite("6.5.1, the coordinator or a successor is down", (node, { peer }, ring) => {
      if (peer === ring.self || node.silent.has(peer)) return null;
      const aware = { ...node, silent: add(node.silent, peer) };
      if (node.leader === peer) return hold(aware, ring);
      return node.last !== null && next(node.silent, ring) === peer
        ? handOn(aware, node.last, next(aware.silent, ring))
        : become(aware);
    }),
    Election: cite("6.5.1, the list of members", (node, { members }, ring) => {
      if (members.includes(ring.self)) return tell(node, choice(members, ring), [ring.self], ring);
      const lap = { leader: null, path: [...members, ring.self] };
      return handOn(node, lap, next(node.silent, ring));
    }),
    Coordinator: cite("6.5.1, the second lap", (node, { leader, told }, ring) =>
      told.includes(ring.self) ? become(node) : tell(node, leader, [...told, ring.self], ring),
    ),
  });
};

const sound = nodeWith(nextHeard, greatest);

/** Beyond a silent neighbour, it looks no further. */
const nextButOne: Route = (silent, ring) => {
  const [first, second] = onwards(ring);
  return (silent.has(first!) ? second : first) ?? ring.self;
};

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

/** Numbers are those of the ring, from 0 on. */
const leaders = observe({
  node: ({ leader }, { up, everyone }) => ({
    up,
    leader: leader === null ? null : everyone.indexOf(leader),
  }),
});

const missed = observe({
  node: ({ leader, silent }) => leader !== null && silent.has(leader),
});

export default model({
  name: "token-ring-election",
  source: "Tanenbaum & Van Steen 2007",
  population: ({ nodes }) => ({ node: nodes }),
  initial: {
    node: ({ everyone }) => [become({ leader: everyone.at(-1)!, silent: empty, last: null })],
  },
  rules: { node: sound },
  properties: {
    /** Nobody passes over one who is alive: that is all that may be said at every instant. */
    "nobody-follows-less-than-the-greatest": always(leaders, ({ node }) => {
      const greatestUp = node.findLastIndex(({ up }) => up);
      return node.every(({ up, leader }) => !up || leader === null || leader >= greatestUp);
    }),
    "nobody-follows-whom-it-has-missed": always(missed, ({ node }) => !node.includes(true)),
    /** Where all laps are over, and all silences noticed. */
    "all-follow-the-greatest": atQuiescence(leaders, ({ node }) => {
      const greatestUp = node.findLastIndex(({ up }) => up);
      return node.every(({ up, leader }) => !up || leader === greatestUp);
    }),
    "a-new-leader": sometimes(leaders, ({ node }) =>
      node.slice(0, -1).every(({ up, leader }) => up && leader === node.length - 2),
    ),
    "two-new-leaders-in-turn": sometimes(leaders, ({ node }) =>
      node.slice(0, -2).every(({ up, leader }) => up && leader === node.length - 3),
    ),
    /** It crashed once it was in the list: so `all-follow-the-greatest` is no invariant. */
    "elects-one-that-has-crashed": sometimes(leaders, ({ node }) => {
      const elected = node.length - 2;
      return !node[elected]!.up && node.some(({ up, leader }) => up && leader === elected);
    }),
  },
  scenarios: {
    "one-crashes": {
      parameters: { nodes: 4 },
      perfect: ["Silence"],
      faults: { crash: 1 },
      outOfReach: ["two-new-leaders-in-turn", "elects-one-that-has-crashed"],
      expect: { verdict: "holds-within-bounds", states: 4_137, generated: 10_102, depth: 23 },
    },
    "two-of-three-crash": {
      parameters: { nodes: 3 },
      perfect: ["Silence"],
      faults: { crash: 2 },
      expect: { verdict: "holds-within-bounds", states: 390, generated: 564, depth: 16 },
    },
    "two-of-four-crash": {
      parameters: { nodes: 4 },
      perfect: ["Silence"],
      faults: { crash: 2 },
      expect: { verdict: "holds-within-bounds", states: 714_173, generated: 2_286_669, depth: 36 },
    },
  },
  bugs: {
    "initiator-leads": {
      breaks: "nobody-follows-less-than-the-greatest",
      in: "one-crashes",
      length: 6,
      rules: { node: nodeWith(nextHeard, ([first]) => first!) },
    },
    "skips-one-neighbour-only": {
      breaks: "all-follow-the-greatest",
      in: "two-of-four-crash",
      length: 7,
      rules: { node: nodeWith(nextButOne, greatest) },
    },
    "hands-on-once": {
      breaks: "all-follow-the-greatest",
      in: "two-of-four-crash",
      length: 7,
      rules: {
        node: {
          Silence: (node, { peer }, ring) =>
            node.leader === peer || peer === ring.self || node.silent.has(peer)
              ? sound.Silence(node, { peer }, ring)
              : become({ ...node, silent: add(node.silent, peer) }),
        },
      },
    },
    /** The list of an initiator that crashed meanwhile is thrown away when it comes round again. */
    "only-its-initiator-ends-a-lap": {
      breaks: "all-follow-the-greatest",
      in: "two-of-three-crash",
      length: 7,
      rules: {
        node: {
          Election: (node, event, ring) =>
            event.members.slice(1).includes(ring.self)
              ? become(node)
              : sound.Election(node, event, ring),
        },
      },
    },
    "believes-an-old-lap": {
      breaks: "nobody-follows-whom-it-has-missed",
      in: "two-of-four-crash",
      length: 9,
      rules: {
        node: {
          Coordinator: (node, { leader, told }, ring) =>
            told.includes(ring.self)
              ? become(node)
              : handOn(
                  { ...node, leader },
                  { leader, path: [...told, ring.self] },
                  nextHeard(node.silent, ring),
                ),
        },
      },
    },
  },
});
