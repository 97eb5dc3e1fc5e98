/**
 * Single-decree Paxos as Stateright's example has it, with the counts that Stateright finds.
 *
 * Source    Stateright, examples/paxos.rs, without its history of the clients' operations. Sections
 *           are those of Lamport, "Paxos Made Simple" (2001), which it implements.
 * Network   delivers every message at most once, in any order. What is not wanted stays in it.
 * Left out  What the example leaves out: retries and rejections, since they serve progress only,
 *           and crashes (who has stopped cannot be told from who is slow).
 *
 * All three servers are proposers, acceptors and learners. Clients and servers are numbered
 * together; client i puts its value at server i mod 3, and then reads at the next one.
 */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  become,
  cite,
  empty,
  int,
  NodeId,
  sometimes,
  vocabulary,
} from "../../models/protocol.ts";

/** The rank of the client that puts it. */
const Value = int(1, "clients");
/** The number of the client that puts, and twice that number when it reads. */
const Request = int(3, 10);
/** Ordered by round, then by the number of the server. */
const Ballot = S.Struct({ round: int(0, "clients"), server: int(0, 2) });
const Proposal = S.Struct({ request: Request, requester: NodeId, value: Value });
const Accepted = S.Struct({ ballot: Ballot, proposal: Proposal });
const Promised = S.Struct({ by: NodeId, accepted: S.NullOr(Accepted) });

type Ballot = typeof Ballot.Type;
type Promised = typeof Promised.Type;

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ clients: int(1, 3) }),
  roles: {
    server: {
      state: S.Struct({
        ballot: Ballot,
        proposal: S.NullOr(Proposal),
        promises: S.ReadonlySet(Promised),
        accepts: S.ReadonlySet(NodeId),
        accepted: S.NullOr(Accepted),
        decided: S.Boolean,
      }),
      receives: {
        Put: { request: Request, value: Value },
        Get: { request: Request },
        Prepare: { ballot: Ballot },
        Prepared: { ballot: Ballot, accepted: S.NullOr(Accepted) },
        Accept: { ballot: Ballot, proposal: Proposal },
        Accepted: { ballot: Ballot },
        Decided: { ballot: Ballot, proposal: Proposal },
      },
    },
    client: {
      state: S.Struct({ phase: S.Literal("putting", "getting", "done") }),
      receives: { PutOk: { request: Request }, GetOk: { request: Request, value: Value } },
    },
  },
});

const compare = (a: Ballot, b: Ballot): number => a.round - b.round || a.server - b.server;

/** What has been accepted under the highest ballot that the promises tell of. */
const latest = (promises: Iterable<Promised>): Promised["accepted"] =>
  [...promises]
    .flatMap(({ accepted }) => accepted ?? [])
    .toSorted((a, b) => compare(b.ballot, a.ballot))[0] ?? null;

const serverOf = (number: number, servers: readonly NodeId[]): readonly NodeId[] =>
  servers.filter((_, index) => index === number % servers.length);

const server = rules.server({
  Put: cite("2.2, phase 1a", (node, { from, request, value }, { self, peers, nodes }) => {
    if (node.decided || node.proposal !== null) return null;
    const ballot = { round: node.ballot.round + 1, server: nodes.server.indexOf(self) };
    const proposal = { request, requester: from, value };
    const promises = new Set([{ by: self, accepted: node.accepted }]);
    return become({ ...node, ballot, proposal, promises }, to(peers, "Prepare", { ballot }));
  }),
  Prepare: cite("2.2, phase 1b", (node, { from, ballot }) => {
    if (node.decided || compare(ballot, node.ballot) <= 0) return null;
    const { accepted } = node;
    return become({ ...node, ballot }, to(from, "Prepared", { ballot, accepted }));
  }),
  Prepared: cite("2.2, phase 2a", (node, { from, ballot, accepted }, { self, peers }) => {
    if (node.decided || compare(ballot, node.ballot) !== 0) return null;
    const promises = add(node.promises, { by: from, accepted });
    const proposal = latest(promises)?.proposal ?? node.proposal;
    // A promise beyond the second comes too late to change the proposal.
    if (promises.size !== 2 || proposal === null) return become({ ...node, promises });
    return become(
      { ...node, proposal, promises, accepts: new Set([self]), accepted: { ballot, proposal } },
      to(peers, "Accept", { ballot, proposal }),
    );
  }),
  Accept: cite("2.2, phase 2b", (node, { from, ballot, proposal }) =>
    node.decided || compare(ballot, node.ballot) < 0
      ? null
      : become(
          { ...node, ballot, accepted: { ballot, proposal } },
          to(from, "Accepted", { ballot }),
        ),
  ),
  Accepted: cite("2.3", (node, { from, ballot }, { peers }) => {
    const { decided, proposal } = node;
    if (decided || proposal === null || compare(ballot, node.ballot) !== 0) return null;
    const accepts = add(node.accepts, from);
    if (accepts.size !== 2) return become({ ...node, accepts });
    return become(
      { ...node, accepts, decided: true },
      to(peers, "Decided", { ballot, proposal }),
      to(proposal.requester, "PutOk", { request: proposal.request }),
    );
  }),
  Decided: cite("2.3", (node, { ballot, proposal }) =>
    node.decided
      ? null
      : become({ ...node, ballot, accepted: { ballot, proposal }, decided: true }),
  ),
  Get: (node, { from, request }) =>
    node.decided && node.accepted !== null
      ? become(node, to(from, "GetOk", { request, value: node.accepted.proposal.value }))
      : null,
});

const client = rules.client({
  PutOk: (node, _, { self, nodes, everyone }) => {
    if (node.phase !== "putting") return null;
    const number = everyone.indexOf(self);
    const next = serverOf(number + 1, nodes.server);
    return become({ phase: "getting" }, to(next, "Get", { request: 2 * number }));
  },
  GetOk: (node) => (node.phase === "getting" ? become({ phase: "done" }) : null),
});

const decisions = observe({
  server: ({ accepted, decided }) => (decided ? (accepted?.proposal.value ?? null) : null),
});
const reads = observe({ client: ({ phase }) => phase === "done" });

export default model({
  name: "stateright-paxos",
  source: "Lamport 2001",
  population: ({ clients }) => ({ server: 3, client: clients }),
  initial: {
    server: () => [
      become({
        ballot: { round: 0, server: 0 },
        proposal: null,
        promises: empty,
        accepts: empty,
        accepted: null,
        decided: false,
      }),
    ],
    client: ({ self, nodes, everyone }) => {
      const request = everyone.indexOf(self);
      const value = nodes.client.indexOf(self) + 1;
      const first = serverOf(request, nodes.server);
      return [become({ phase: "putting" }, to(first, "Put", { request, value }))];
    },
  },
  rules: { server, client },
  properties: {
    agreement: always(decisions, ({ server }) => new Set(server.filter(Boolean)).size < 2),
    "first-value-is-chosen": sometimes(decisions, ({ server }) => server.includes(1)),
    "second-value-is-chosen": sometimes(decisions, ({ server }) => server.includes(2)),
    "a-client-reads": sometimes(reads, ({ client }) => client.includes(true)),
  },
  scenarios: {
    "clients-1": {
      parameters: { clients: 1 },
      outOfReach: ["second-value-is-chosen"],
      expect: { verdict: "holds-within-bounds", states: 265, generated: 482, depth: 14 },
    },
    "clients-2": {
      parameters: { clients: 2 },
      expect: { verdict: "holds-within-bounds", states: 16_668, generated: 32_971, depth: 21 },
    },
    "clients-3": {
      parameters: { clients: 3 },
      expect: {
        verdict: "holds-within-bounds",
        states: 1_194_428,
        generated: 2_420_477,
        depth: 28,
      },
    },
  },
  bugs: {
    "proposes-its-own-value": {
      breaks: "agreement",
      in: "clients-2",
      length: 10,
      rules: {
        server: {
          Prepared: (node, event, context) =>
            server.Prepared(node, { ...event, accepted: null }, context),
        },
      },
    },
  },
});
