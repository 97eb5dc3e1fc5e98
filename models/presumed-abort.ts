/**
 * Presumed abort: two-phase commit as databases run it, with nodes that restart, with peers that
 * are asked, and with a coordinator that writes down nothing but its commits.
 *
 * Source    Bernstein, Hadzilacos & Goodman, "Concurrency Control and Recovery in Database
 *           Systems" (1987), section 7.4: what is logged when, recovery, and the cooperative
 *           termination protocol; the conditions AC1 to AC5 are those of section 7.3. The
 *           presumption is that of Mohan, Lindsay & Obermarck, "Transaction Management in the R*
 *           Distributed Database Management System" (1986), cited as "R*".
 * Network   delivers every message in any order, after any time, any number of times: that covers
 *           whoever asks or tells again. A node may stop between two steps or in the middle of a
 *           broadcast, and start again with its log alone. A timer may expire at any moment.
 * Left out  Loss: a message that never arrives is as good as one that is late for ever. The answer
 *           of a peer that is uncertain itself, since nothing follows from it. Each record is
 *           forced in the step that needs it, before anything leaves; where the paper writes a
 *           record without forcing it, that saves time, and changes no outcome.
 *
 * It is often said that a coordinator that stops between two of its commits leaves the data
 * inconsistent. It does not: all that decide agree, and who is uncertain waits, until the
 * coordinator is back or a peer knows. Nor does any failure at all undo the transaction: once the
 * commit is in the log, it will happen.
 */
import { Schema as S } from "@effect/schema";
import {
  add,
  always,
  alwaysStep,
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
  /** `forgotten` is also how it comes back without a record: it presumes an abort if asked. */
  phase: S.Literal("idle", "collecting", "committed", "aborted", "forgotten"),
  log: S.Literal("empty", "commit"),
  yes: S.ReadonlySet(NodeId),
  acknowledged: S.ReadonlySet(NodeId),
});

const Participant = S.Struct({
  /** `ready` is the uncertainty period: its yes is in the log, and no decision. */
  phase: S.Literal("working", "ready", "committed", "aborted"),
  log: S.Literal("empty", "yes", "commit", "abort"),
});

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ participants: int(1, 9) }),
  history: S.Struct({ yes: S.ReadonlySet(NodeId), excused: S.Boolean }),
  roles: {
    coordinator: {
      state: Coordinator,
      durable: ["log"],
      receives: { Yes: {}, No: {}, Ack: {}, DecisionRequest: {} },
      timers: { VoteTimeout: {} },
      requests: { Begin: {} },
    },
    participant: {
      state: Participant,
      durable: ["log"],
      receives: { Prepare: {}, Commit: {}, Abort: {}, DecisionRequest: {} },
      timers: { DecisionTimeout: {} },
      requests: { GiveUp: {} },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

const blank = { log: "empty", yes: empty, acknowledged: empty } as const;

const coordinator = rules.coordinator({
  Begin: cite("7.4, step 1", (node, _, { nodes }) =>
    node.phase === "idle"
      ? become({ ...node, phase: "collecting" }, to(nodes.participant, "Prepare"))
      : null,
  ),
  // The record is in the log before the first commit leaves: from there on it will happen.
  Yes: cite("7.4, step 3", (node, { from }, { nodes, quorum }) => {
    if (node.phase !== "collecting") return null;
    const yes = add(node.yes, from);
    return quorum(yes, nodes.participant)
      ? become({ ...blank, phase: "committed", log: "commit" }, to(nodes.participant, "Commit"))
      : become({ ...node, yes });
  }),
  No: cite("R*, presumed abort", (node, _, { nodes }) =>
    node.phase === "collecting"
      ? become({ ...blank, phase: "aborted" }, to(nodes.participant, "Abort"))
      : null,
  ),
  VoteTimeout: cite("7.4, timeout in step 3", (node, _, { nodes }) =>
    node.phase === "collecting"
      ? become({ ...blank, phase: "aborted" }, to(nodes.participant, "Abort"))
      : null,
  ),
  // When all have the commit in their logs, nobody will ever have to be told.
  Ack: cite("R*, presumed abort", (node, { from }, { nodes }) => {
    if (node.phase !== "committed") return null;
    const acknowledged = add(node.acknowledged, from);
    return acknowledged.size === nodes.participant.length
      ? become({ ...blank, phase: "forgotten" })
      : become({ ...node, acknowledged });
  }),
  DecisionRequest: cite("R*, presumed abort", (node, { from }) => {
    if (node.phase === "idle" || node.phase === "collecting") return null;
    return become(node, to(from, node.phase === "committed" ? "Commit" : "Abort"));
  }),
  Restart: cite("7.4, recovery", (node, _, { nodes }) =>
    node.log === "commit"
      ? become({ ...node, phase: "committed" }, to(nodes.participant, "Commit"))
      : become({ ...node, phase: "forgotten" }),
  ),
});

const participant = rules.participant({
  // The yes is in the log before it leaves. Who has given up by then says so.
  Prepare: cite("7.4, step 2", (node, { from }) => {
    if (node.phase === "working") return become({ phase: "ready", log: "yes" }, to(from, "Yes"));
    return node.phase === "aborted" ? become(node, to(from, "No")) : null;
  }),
  Commit: cite("7.4, step 4", (node, _, { nodes }) =>
    node.phase === "ready" || node.phase === "committed"
      ? become({ phase: "committed", log: "commit" }, to(nodes.coordinator, "Ack"))
      : null,
  ),
  // It is not acknowledged. One who has committed was presumed forgotten, and knows better.
  Abort: cite("R*, presumed abort", (node) => {
    if (node.phase === "working") return become({ ...node, phase: "aborted" });
    return node.phase === "ready" ? become({ phase: "aborted", log: "abort" }) : null;
  }),
  // Who is uncertain cannot help; who has not voted sees to it that it never votes yes.
  DecisionRequest: cite("7.4, cooperative termination", (node, { from }) => {
    if (node.phase === "ready") return null;
    if (node.phase === "committed") return become(node, to(from, "Commit"));
    return become({ ...node, phase: "aborted" }, to(from, "Abort"));
  }),
  DecisionTimeout: cite("7.4, cooperative termination", (node, _, { nodes, peers }) =>
    node.phase === "ready"
      ? become(node, to([...nodes.coordinator, ...peers], "DecisionRequest"))
      : null,
  ),
  GiveUp: cite("7.4, timeout in step 2", (node) =>
    node.phase === "working" ? become({ ...node, phase: "aborted" }) : null,
  ),
  // Who has not promised aborts: what it did is lost.
  Restart: cite("7.4, recovery", ({ log }, _, { nodes, peers }) => {
    if (log === "yes")
      return become(
        { phase: "ready", log },
        to([...nodes.coordinator, ...peers], "DecisionRequest"),
      );
    return become({ phase: log === "commit" ? "committed" : "aborted", log });
  }),
});

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const phases = observe({
  coordinator: ({ phase }) => phase,
  participant: ({ phase }) => phase,
});

const reasons = observe({
  ...phases,
  history: ({ yes, excused }, { nodes }) => ({
    unanimous: yes.size === nodes.participant.length,
    excused,
  }),
});

const standing = observe({ participant: ({ phase }, { up }) => (up ? phase : "down") });

const isFinal = (phase: string): boolean => phase === "committed" || phase === "aborted";

export default model({
  name: "presumed-abort",
  source: "Bernstein, Hadzilacos & Goodman 1987; Mohan, Lindsay & Obermarck 1986",
  population: ({ participants }) => ({ coordinator: 1, participant: participants }),
  initial: {
    coordinator: () => [become({ ...blank, phase: "idle" })],
    participant: () => [become({ phase: "working", log: "empty" })],
  },
  rules: { coordinator, participant },
  quorum: (yes, participants) => yes.size === participants.length,
  history: {
    initial: { yes: empty, excused: false },
    record: {
      coordinator: {
        VoteTimeout: (history) => ({ ...history, excused: true }),
        Restart: (history) => ({ ...history, excused: true }),
      },
      participant: {
        Prepare: (history, _, { self, after }) =>
          after.phase === "ready" ? { ...history, yes: add(history.yes, self) } : history,
      },
    },
  },
  properties: {
    /** AC1: all that decide decide the same, those that stopped later and the coordinator too. */
    atomicity: always(phases, ({ coordinator, participant }) => {
      const reached = new Set([...coordinator, ...participant]);
      return !(reached.has("committed") && reached.has("aborted"));
    }),
    /** AC2: a decision is never changed. Only the coordinator may forget it. */
    "decision-stands": alwaysStep(phases, (before, after) => {
      const later = [...after.coordinator, ...after.participant];
      return [...before.coordinator, ...before.participant].every(
        (phase, at) => !isFinal(phase) || [phase, "forgotten"].includes(later[at] ?? phase),
      );
    }),
    /** AC3: nobody commits unless all have voted yes. */
    "validity-commit": always(
      reasons,
      ({ coordinator, participant, history }) =>
        history.unanimous || ![...coordinator, ...participant].includes("committed"),
    ),
    /** AC4: where all vote yes, nobody aborts unless the coordinator lost patience or memory. */
    "validity-abort": always(
      reasons,
      ({ coordinator, participant, history: { unanimous, excused } }) =>
        !unanimous || excused || ![...coordinator, ...participant].includes("aborted"),
    ),
    /** AC5: in the end, nobody who lives is left uncertain. */
    "nobody-blocked": atQuiescence(standing, ({ participant }) => !participant.includes("ready")),
    /** What asking one another achieves: who is left uncertain knows nobody alive who is not. */
    "blocked-together": atQuiescence(
      standing,
      ({ participant }) =>
        !participant.includes("ready") ||
        participant.every((phase) => phase === "ready" || phase === "down"),
    ),
    commits: sometimes(phases, ({ coordinator, participant }) =>
      [...coordinator, ...participant].every((phase) => phase === "committed"),
    ),
    aborts: sometimes(phases, ({ participant }) =>
      participant.every((phase) => phase === "aborted"),
    ),
    "forgets-a-commit": sometimes(
      phases,
      ({ coordinator, participant }) =>
        coordinator.includes("forgotten") && participant.every((phase) => phase === "committed"),
    ),
  },
  scenarios: {
    "nobody-crashes": {
      parameters: { participants: 3 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 8_334, generated: 86_930, depth: 26 },
    },
    "everybody-restarts": {
      parameters: { participants: 2 },
      network: "set",
      faults: { crash: 2, crashMidStep: 1, restart: 3 },
      expect: { verdict: "holds-within-bounds", states: 23_857, generated: 159_499, depth: 19 },
    },
    /** With three, a coordinator may stop when one or two of its commits have left. */
    "coordinator-restarts": {
      parameters: { participants: 3 },
      network: "set",
      faults: { crashMidStep: { coordinator: 1 }, restart: { coordinator: 1 } },
      expect: { verdict: "holds-within-bounds", states: 52_285, generated: 525_033, depth: 27 },
    },
    "coordinator-stays-down": {
      parameters: { participants: 2 },
      network: "set",
      faults: { crashMidStep: { coordinator: 1 } },
      expect: { verdict: "violated", property: "nobody-blocked", length: 5 },
    },
  },
  bugs: {
    "aborts-when-uncertain": {
      breaks: "atomicity",
      in: "everybody-restarts",
      length: 6,
      rules: {
        participant: {
          DecisionTimeout: (node) =>
            node.phase === "ready" ? become({ phase: "aborted", log: "abort" }) : null,
        },
      },
    },
    "commits-when-uncertain": {
      breaks: "validity-commit",
      in: "everybody-restarts",
      length: 3,
      rules: {
        participant: {
          DecisionTimeout: (node) =>
            node.phase === "ready" ? become({ phase: "committed", log: "commit" }) : null,
        },
      },
    },
    "coordinator-loses-its-log": {
      breaks: "atomicity",
      in: "everybody-restarts",
      length: 10,
      durable: { coordinator: [] },
    },
    "participant-loses-its-log": {
      breaks: "atomicity",
      in: "everybody-restarts",
      length: 6,
      durable: { participant: [] },
    },
    "tells-before-it-logs": {
      breaks: "atomicity",
      in: "everybody-restarts",
      length: 10,
      rules: {
        coordinator: {
          Yes: (node, { from }, { nodes, quorum }) => {
            if (node.phase !== "collecting") return null;
            const yes = add(node.yes, from);
            return quorum(yes, nodes.participant)
              ? become({ ...blank, phase: "committed" }, to(nodes.participant, "Commit"))
              : become({ ...node, yes });
          },
          Ack: (node) => (node.phase === "committed" ? become({ ...node, log: "commit" }) : null),
        },
      },
    },
    "forgets-at-the-first-ack": {
      breaks: "atomicity",
      in: "everybody-restarts",
      length: 10,
      rules: {
        coordinator: {
          Ack: (node) =>
            node.phase === "committed" ? become({ ...blank, phase: "forgotten" }) : null,
        },
      },
    },
    "obeys-every-abort": {
      breaks: "decision-stands",
      in: "everybody-restarts",
      length: 12,
      rules: { participant: { Abort: () => become({ phase: "aborted", log: "abort" }) } },
    },
    "asks-the-coordinator-only": {
      breaks: "blocked-together",
      in: "coordinator-stays-down",
      length: 4,
      rules: {
        participant: {
          DecisionTimeout: (node, _, { nodes }) =>
            node.phase === "ready" ? become(node, to(nodes.coordinator, "DecisionRequest")) : null,
        },
      },
    },
  },
});
