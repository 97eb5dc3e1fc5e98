/**
 * Two-phase commit: every participant commits, or none does; and if the coordinator stops at the
 * wrong moment, those that voted yes can only wait.
 *
 * Source    Bernstein, Hadzilacos & Goodman, "Concurrency Control and Recovery in Database
 *           Systems" (1987), section 7.4; its conditions AC1 to AC5 are those of section 7.3.
 * Network   delivers every message once, in any order, after any time; nodes may stop for ever. A
 *           timer may expire at any moment, whether or not the peer it waits for is alive.
 * Left out  Loss, and a crash between two sends of one broadcast: for agreement, a message that was
 *           never sent is as good as one that is late for ever. Recovery and the cooperative
 *           termination protocol: who is uncertain waits. A vote of the coordinator's own. An
 *           abort goes to all participants, and not only to those whose yes has arrived: another
 *           yes may be on its way.
 */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  atQuiescence,
  become,
  cite,
  empty,
  int,
  NodeId,
  sometimes,
  vocabulary,
} from "./protocol.ts";

const Coordinator = S.Struct({
  phase: S.Literal("idle", "collecting", "committed", "aborted"),
  yes: S.ReadonlySet(NodeId),
  acknowledged: S.ReadonlySet(NodeId),
});

const Participant = S.Struct({
  /** `prepared` is the uncertainty period: it has promised to commit, and may be told to abort. */
  phase: S.Literal("working", "asked", "prepared", "committed", "aborted"),
  vote: S.Literal("none", "yes", "no"),
});

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ participants: int(1, 20) }),
  roles: {
    coordinator: {
      state: Coordinator,
      durable: ["phase"],
      receives: { Yes: {}, No: {}, Ack: {} },
      timers: { VoteTimeout: {} },
      requests: { Begin: {} },
    },
    participant: {
      state: Participant,
      durable: ["phase", "vote"],
      receives: { Prepare: {}, Commit: {}, Abort: {} },
      timers: { CoordinatorTimeout: {} },
      requests: { VoteYes: {}, VoteNo: {} },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

const coordinator = rules.coordinator({
  Begin: cite("7.4, step 1", (node, _, { nodes }) =>
    node.phase === "idle"
      ? become({ ...node, phase: "collecting" }, to(nodes.participant, "Prepare"))
      : null,
  ),
  Yes: cite("7.4, step 3", (node, { from }, { nodes, quorum }) => {
    if (node.phase !== "collecting") return null;
    const yes = add(node.yes, from);
    return quorum(yes, nodes.participant)
      ? become({ ...node, yes, phase: "committed" }, to(nodes.participant, "Commit"))
      : become({ ...node, yes });
  }),
  No: cite("7.4, step 3", (node, _, { nodes }) =>
    node.phase === "collecting"
      ? become({ ...node, phase: "aborted" }, to(nodes.participant, "Abort"))
      : null,
  ),
  VoteTimeout: cite("7.4, timeout in step 3", (node, _, { nodes }) =>
    node.phase === "collecting"
      ? become({ ...node, phase: "aborted" }, to(nodes.participant, "Abort"))
      : null,
  ),
  Ack: cite("7.4, garbage collection", (node, { from }) =>
    become({ ...node, acknowledged: add(node.acknowledged, from) }),
  ),
});

const participant = rules.participant({
  Prepare: cite("7.4, step 2", (node) =>
    node.phase === "working" ? become({ ...node, phase: "asked" }) : null,
  ),
  VoteYes: cite("7.4, step 2", (node, _, { nodes }) =>
    node.phase === "asked"
      ? become({ phase: "prepared", vote: "yes" }, to(nodes.coordinator, "Yes"))
      : null,
  ),
  VoteNo: cite("7.4, step 2", (node, _, { nodes }) =>
    node.phase === "asked"
      ? become({ phase: "aborted", vote: "no" }, to(nodes.coordinator, "No"))
      : null,
  ),
  Commit: cite("7.4, step 4", (node, { from }) =>
    node.phase === "prepared" ? become({ ...node, phase: "committed" }, to(from, "Ack")) : null,
  ),
  Abort: cite("7.4, step 4", (node, { from }) =>
    node.phase === "committed" ? null : become({ ...node, phase: "aborted" }, to(from, "Ack")),
  ),
  // Not once it is prepared: the others may have committed, and nobody is there to be asked.
  CoordinatorTimeout: cite("7.4, timeout in step 2", (node) =>
    node.phase === "working" ? become({ ...node, phase: "aborted" }) : null,
  ),
});

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const phases = observe({
  coordinator: ({ phase }) => phase,
  participant: ({ phase }) => phase,
});

const reasons = observe({
  coordinator: ({ phase, yes }, { nodes }) => ({
    phase,
    gaveUp: phase === "aborted" && yes.size < nodes.participant.length,
  }),
  participant: ({ phase, vote }) => ({ phase, vote }),
});

const uncertain = observe({ participant: ({ phase }, { up }) => up && phase === "prepared" });

export default model({
  name: "two-phase-commit",
  source: "Bernstein, Hadzilacos & Goodman 1987",
  population: ({ participants }) => ({ coordinator: 1, participant: participants }),
  initial: {
    coordinator: () => [become({ phase: "idle", yes: empty, acknowledged: empty })],
    participant: () => [become({ phase: "working", vote: "none" })],
  },
  rules: { coordinator, participant },
  quorum: (yes, participants) => yes.size === participants.length,
  properties: {
    /** AC1: all that decide decide the same, those that stopped later and the coordinator too. */
    atomicity: always(phases, ({ coordinator, participant }) => {
      const reached = new Set([...coordinator, ...participant]);
      return !(reached.has("committed") && reached.has("aborted"));
    }),
    /** AC3: nobody commits unless all have voted yes. */
    "validity-commit": always(reasons, ({ coordinator, participant }) => {
      const committed = [...coordinator, ...participant].some(({ phase }) => phase === "committed");
      return !committed || participant.every(({ vote }) => vote === "yes");
    }),
    /** AC4: nobody aborts unless a yes was not given, or was not there when patience ended. */
    "validity-abort": always(reasons, ({ coordinator, participant }) => {
      const aborted = [...coordinator, ...participant].some(({ phase }) => phase === "aborted");
      const refused = participant.some(({ vote }) => vote !== "yes");
      return !aborted || refused || coordinator.some(({ gaveUp }) => gaveUp);
    }),
    commits: sometimes(phases, ({ coordinator, participant }) =>
      [...coordinator, ...participant].every((phase) => phase === "committed"),
    ),
    aborts: sometimes(phases, ({ coordinator, participant }) =>
      [...coordinator, ...participant].every((phase) => phase === "aborted"),
    ),
    /** AC5 as far as it goes without recovery: in the end, nobody who lives is left uncertain. */
    "nobody-blocked": atQuiescence(uncertain, ({ participant }) => !participant.includes(true)),
  },
  scenarios: {
    "nobody-crashes": {
      parameters: { participants: 3 },
      expect: { verdict: "holds-within-bounds", states: 6_623, generated: 18_260, depth: 17 },
    },
    "participants-crash": {
      parameters: { participants: 2 },
      faults: { crash: { participant: 2 } },
      expect: { verdict: "holds-within-bounds", states: 1_564, generated: 3_633, depth: 14 },
    },
    "coordinator-crashes": {
      parameters: { participants: 2 },
      faults: { crash: { coordinator: 1 } },
      expect: { verdict: "violated", property: "nobody-blocked", length: 5 },
    },
    /** Whatever was sent may arrive again: a vote that is counted twice would be one too many. */
    "messages-repeat": {
      parameters: { participants: 2 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 235, generated: 842, depth: 12 },
    },
  },
  bugs: {
    "decides-on-first-vote": {
      breaks: "atomicity",
      in: "nobody-crashes",
      length: 5,
      quorum: (yes) => yes.size > 0,
    },
    "decides-by-majority": {
      breaks: "validity-commit",
      in: "nobody-crashes",
      length: 7,
      quorum: (yes, participants) => 2 * yes.size > participants.length,
    },
    "times-out-after-yes": {
      breaks: "atomicity",
      in: "coordinator-crashes",
      length: 8,
      rules: {
        participant: {
          CoordinatorTimeout: (node) =>
            node.phase === "working" || node.phase === "prepared"
              ? become({ ...node, phase: "aborted" })
              : null,
        },
      },
    },
    "waits-for-every-vote": {
      breaks: "nobody-blocked",
      in: "participants-crash",
      length: 5,
      rules: { coordinator: { VoteTimeout: () => null } },
    },
  },
});
