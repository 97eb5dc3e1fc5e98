/**
 * The election of Chang and Roberts on a ring in one direction: who meets a smaller id passes it on
 * and gives up, who meets a greater one swallows it, and whose own id comes back leads.
 *
 * Source    Chang & Roberts, "An improved algorithm for decentralized extrema-finding in circular
 *           configurations of processes" (CACM 22, 1979), as Tel writes it down in "Introduction
 *           to Distributed Algorithms" (2nd ed., 2000), algorithm 7.3: the least id wins there, and
 *           the greatest in the paper. The one is the mirror of the other.
 * Network   delivers every message once, in any order: unlike Le Lann's election, this one needs no
 *           queues. A node hears nothing until it has started. Nobody stops, nothing is lost.
 * Left out  The lap on which the leader tells its name: who has lost knows that, but not to whom.
 *           Ids are dealt out in the order of the ring, the worst for the least to win: each then
 *           travels until it is back at the first node, and all take n(n+1)/2 messages.
 */
import { Schema as S } from "@effect/schema";
import {
  always,
  alwaysStep,
  atQuiescence,
  become,
  cite,
  type Context,
  int,
  type NodeId,
  sometimes,
  vocabulary,
} from "./protocol.ts";

const Node = S.Struct({
  /** Whether it wants to lead: any of the nodes may, and it may be none of them. */
  initiates: S.Boolean,
  phase: S.Literal("asleep", "candidate", "lost", "leader"),
});

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(1, 7) }),
  roles: {
    node: { state: Node, receives: { Id: { id: int(1, "nodes") } }, requests: { Start: {} } },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

type Ring = readonly NodeId[];
type Rules = ReturnType<typeof rules.node>;

const nextOf = ({ self, everyone }: Pick<Context, "self" | "everyone">): NodeId =>
  everyone[(everyone.indexOf(self) + 1) % everyone.length]!;

/** From 1 on, in the order of the ring. */
const idOf = (self: NodeId, ring: Ring): number => ring.indexOf(self) + 1;

const start = (rankOf: typeof idOf): Rules["Start"] =>
  cite("algorithm 7.3, first line", (node, _, context) => {
    if (node.phase !== "asleep") return null;
    if (!node.initiates) return become({ ...node, phase: "lost" });
    const id = rankOf(context.self, context.everyone);
    return become({ ...node, phase: "candidate" }, to(nextOf(context), "Id", { id }));
  });

type Passes = (id: number, own: number) => boolean;

const meet = (rankOf: typeof idOf, passes: Passes): Rules["Id"] =>
  cite("algorithm 7.3, the loop", (node, { id }, context) => {
    if (node.phase === "asleep") return null;
    const own = rankOf(context.self, context.everyone);
    if (node.phase === "lost" || passes(id, own))
      return become({ ...node, phase: "lost" }, to(nextOf(context), "Id", { id }));
    return become(id === own ? { ...node, phase: "leader" } : node);
  });

const isLess: Passes = (id, own) => id < own;

const node = rules.node({ Start: start(idOf), Id: meet(idOf, isLess) });

/** As if the second node had the id of the first, the fourth that of the third, and so on. */
const sharedId = (self: NodeId, ring: Ring): number => Math.ceil(idOf(self, ring) / 2);

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const ring = observe({ node: ({ initiates, phase }) => ({ initiates, phase }) });
const phases = observe({ node: ({ phase }) => phase });

export default model({
  name: "chang-roberts",
  source: "Chang & Roberts 1979",
  population: ({ nodes }) => ({ node: nodes }),
  initial: {
    node: () => [
      become({ initiates: true, phase: "asleep" }),
      become({ initiates: false, phase: "asleep" }),
    ],
  },
  rules: { node },
  properties: {
    "one-leader": always(
      phases,
      ({ node }) => node.filter((phase) => phase === "leader").length <= 1,
    ),
    /** They know it as soon as anybody leads, though not who. */
    "others-have-lost": always(
      phases,
      ({ node }) =>
        !node.includes("leader") || node.every((phase) => phase === "leader" || phase === "lost"),
    ),
    /** Nodes are observed in the order of their ids, so the first is the least. */
    "least-initiator-leads": always(ring, ({ node }) => {
      const least = node.findIndex(({ initiates }) => initiates);
      return node.every(({ phase }, at) => phase !== "leader" || at === least);
    }),
    "least-initiator-stands": always(ring, ({ node }) => {
      const least = node.find(({ initiates }) => initiates);
      return least?.phase !== "lost";
    }),
    /** Who leads or has lost stays so. */
    settled: alwaysStep(phases, (before, after) =>
      before.node.every(
        (phase, at) => (phase !== "leader" && phase !== "lost") || phase === after.node[at],
      ),
    ),
    "elects-if-anybody-initiates": atQuiescence(ring, ({ node }) =>
      node.some(({ initiates }) => initiates)
        ? node.some(({ phase }) => phase === "leader")
        : node.every(({ phase }) => phase === "lost"),
    ),
    "elects-if-all-initiate": sometimes(
      ring,
      ({ node }) =>
        node.every(({ initiates }) => initiates) && node.some(({ phase }) => phase === "leader"),
    ),
    "elects-the-last": sometimes(phases, ({ node }) => node.at(-1) === "leader"),
  },
  /** The counts with three, four and five nodes are those that TLC has for ChangRoberts.tla. */
  scenarios: {
    "three-nodes": {
      parameters: { nodes: 3 },
      expect: { verdict: "holds-within-bounds", states: 137, generated: 227, depth: 10 },
    },
    "four-nodes": {
      parameters: { nodes: 4 },
      expect: { verdict: "holds-within-bounds", states: 823, generated: 1_791, depth: 15 },
    },
    "five-nodes": {
      parameters: { nodes: 5 },
      expect: { verdict: "holds-within-bounds", states: 5_455, generated: 15_113, depth: 21 },
    },
    /** An own id that comes back once more says nothing new. */
    "messages-repeat": {
      parameters: { nodes: 3 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 107, generated: 274, depth: 8 },
    },
  },
  bugs: {
    "ids-are-shared": {
      breaks: "one-leader",
      in: "three-nodes",
      length: 6,
      rules: { node: { Start: start(sharedId), Id: meet(sharedId, isLess) } },
    },
    "greatest-goes-on": {
      breaks: "least-initiator-leads",
      in: "three-nodes",
      length: 6,
      rules: { node: { Id: meet(idOf, (id, own) => id > own) } },
    },
    /** Then its own id goes round for ever: nothing ever rests, and nobody leads. */
    "passes-its-own-id-on": {
      breaks: "least-initiator-stands",
      in: "three-nodes",
      length: 6,
      rules: { node: { Id: meet(idOf, (id, own) => id <= own) } },
    },
    /** Who has passed an id on before it starts has lost, and must not stand. */
    "starts-after-it-passed-an-id-on": {
      breaks: "least-initiator-leads",
      in: "three-nodes",
      length: 4,
      rules: {
        node: {
          Id: (node, event, context) =>
            node.phase === "asleep"
              ? become(node, to(nextOf(context), "Id", { id: event.id }))
              : meet(idOf, isLess)(node, event, context),
        },
      },
    },
  },
});
