/**
 * The election of Le Lann on a ring in one direction: everybody passes every id on, and when its
 * own comes back, whoever has seen no greater one leads.
 *
 * Source    Le Lann, "Distributed Systems - Towards a Formal Approach" (IFIP Congress 1977), as the
 *           article on elections and split brain has it in its listing 1. It is often sold as the
 *           election of Chang and Roberts, who swallow an id that cannot win; in this listing
 *           all ids go all the way round, since who has lost could not leave its loop otherwise.
 * Network   delivers every message once, in order. The listing assumes that without saying so: the
 *           ids of all others have to come before one's own. In any order, the wrong node leads
 *           after six steps. It assumes that everybody starts, too: a node that does not
 *           lets no id pass, and nobody is elected.
 * Left out  A program that stops when its loop ends: what would come later is not read. What comes
 *           before a node starts waits in its mailbox. Nobody stops, and nothing is lost.
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
  list,
  sometimes,
  vocabulary,
} from "./protocol.ts";

const Node = S.Struct({
  /** `beaten` has seen a greater id, and goes on until it sees its own. */
  phase: S.Literal("asleep", "candidate", "beaten", "lost", "leader"),
  mailbox: list(int(1, "nodes"), "nodes"),
});

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ nodes: int(2, 6) }),
  roles: {
    node: { state: Node, receives: { Id: { id: int(1, "nodes") } }, requests: { Start: {} } },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

type Ring = Pick<Context, "self" | "everyone">;
type Rules = ReturnType<typeof rules.node>;

/** Ids are dealt out from 1 on, in the order of the ring. */
const idOf = ({ self, everyone }: Ring): number => everyone.indexOf(self) + 1;

/** To the next node, in this order. */
const send = (ids: readonly number[], ring: Ring) => {
  const next = ring.everyone[idOf(ring) % ring.everyone.length]!;
  return ids.map((id) => to(next, "Id", { id }));
};

type Order = (own: number, mailbox: readonly number[]) => readonly number[];

const start = (order: Order): Rules["Start"] =>
  cite("listing 1, line 2", (node, _, ring) => {
    if (node.phase !== "asleep") return null;
    const own = idOf(ring);
    const phase = node.mailbox.some((id) => id > own) ? "beaten" : "candidate";
    return become({ phase, mailbox: [] }, ...send(order(own, node.mailbox), ring));
  });

const hear: Rules["Id"] = cite("listing 1, lines 2 to 7", (node, { id }, ring) => {
  const own = idOf(ring);
  if (node.phase === "asleep") return become({ ...node, mailbox: [...node.mailbox, id] });
  if (node.phase === "lost" || node.phase === "leader") return null;
  if (id === own) return become({ ...node, phase: node.phase === "beaten" ? "lost" : "leader" });
  return become({ ...node, phase: id > own ? "beaten" : node.phase }, ...send([id], ring));
});

const wake = start((own, mailbox) => [own, ...mailbox]);

const node = rules.node({ Start: wake, Id: hear });

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const phases = observe({ node: ({ phase }) => phase });

export default model({
  name: "le-lann",
  source: "Le Lann 1977",
  population: ({ nodes }) => ({ node: nodes }),
  initial: { node: () => [become({ phase: "asleep", mailbox: [] })] },
  rules: { node },
  properties: {
    /** Nodes are observed in the order of their ids, so the last has the greatest. */
    "greatest-leads": always(phases, ({ node }) => !node.slice(0, -1).includes("leader")),
    /** Who leads or has lost stays so. */
    settled: alwaysStep(phases, (before, after) =>
      before.node.every(
        (phase, at) => (phase !== "leader" && phase !== "lost") || phase === after.node[at],
      ),
    ),
    "elects-one": atQuiescence(phases, ({ node }) => {
      const losers = node.filter((phase) => phase === "lost");
      return node.includes("leader") && losers.length === node.length - 1;
    }),
    elected: sometimes(phases, ({ node }) => node.at(-1) === "leader"),
    "loses-before-anybody-leads": sometimes(
      phases,
      ({ node }) => node.includes("lost") && !node.includes("leader"),
    ),
  },
  scenarios: {
    queues: {
      parameters: { nodes: 3 },
      network: "fifo",
      expect: { verdict: "holds-within-bounds", states: 50, generated: 97, depth: 13 },
    },
    "any-order": {
      parameters: { nodes: 3 },
      network: "bag",
      expect: { verdict: "violated", property: "greatest-leads", length: 6 },
    },
    "one-never-starts": {
      parameters: { nodes: 3 },
      network: "fifo",
      limits: { Start: 2 },
      expect: { verdict: "violated", property: "elects-one", length: 5 },
    },
  },
  bugs: {
    /** The other reading of the listing: who is beaten waits for its own id, that was swallowed. */
    "passes-on-greater-ids-only": {
      breaks: "elects-one",
      in: "queues",
      length: 8,
      rules: {
        node: {
          Id: (node, event, ring) =>
            node.phase !== "asleep" && event.id < idOf(ring)
              ? become(node)
              : hear(node, event, ring),
        },
      },
    },
    "sends-its-own-id-last": {
      breaks: "greatest-leads",
      in: "queues",
      length: 6,
      rules: { node: { Start: start((own, mailbox) => [...mailbox, own]) } },
    },
    "loses-what-came-before-it-started": {
      breaks: "elects-one",
      in: "queues",
      length: 8,
      rules: { node: { Start: start((own) => [own]) } },
    },
    "compares-only-what-comes-later": {
      breaks: "greatest-leads",
      in: "queues",
      length: 9,
      rules: {
        node: {
          Start: (node, event, ring) => {
            const awake = wake(node, event, ring);
            return awake && become({ ...awake.state, phase: "candidate" }, ...awake.sends);
          },
        },
      },
    },
  },
});
