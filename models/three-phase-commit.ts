/**
 * Three-phase commit: between the votes and the commit, all are told that all have voted yes, so
 * that those who survive the coordinator can end the transaction without it.
 *
 * Source    Skeen, "Nonblocking Commit Protocols" (1981): the protocol of section 5, and the
 *           termination protocol of section 6, with its central backup coordinator.
 * Network   delivers every message once, in any order; nodes may stop for ever. Each message of a
 *           broadcast leaves in a step of its own, so that a sender may stop between any two. As in
 *           the paper, failures are detected: a timeout tells that its peer has stopped, and that
 *           nothing from it is on its way. Two scenarios show what is lost without that.
 * Left out  Loss, and recovery: who comes back has to ask, and may not decide alone. The election:
 *           the survivors take over in their order, each watching the one who leads now.
 *
 * It is often said that a participant that hears nothing commits once it is prepared and aborts
 * before that, and that the protocol can only fail there if an abort is lost. With these bare
 * timeouts it fails, though detectors are perfect and nothing is lost, if the coordinator stops in
 * the middle of its PreCommit: 12 actions, the start, every message sent, every message received,
 * the crash and both timeouts counted as one each. A step that sends to all at once would hide it.
 * Nor is it weakly consistent: while its assumptions hold, all that decide agree.
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
  type Context,
  type Outcome,
} from "./protocol.ts";

/** The states q, w, p, c and a of the paper. */
const Phase = S.Literal("initial", "waiting", "prepared", "committed", "aborted");

const Coordinator = S.Struct({
  phase: Phase,
  /** Who has still to be told of the phase. */
  untold: S.ReadonlySet(NodeId),
  /** Whose yes has arrived in `waiting`; who has acknowledged, or stopped, in `prepared`. */
  heard: S.ReadonlySet(NodeId),
});

const Participant = S.Struct({
  phase: Phase,
  /** Whom it obeys and watches: the coordinator first, then one backup after the other. */
  leader: NodeId,
  /** As a backup: whom it has still to tell, and who has moved to its phase, or stopped. */
  untold: S.ReadonlySet(NodeId),
  heard: S.ReadonlySet(NodeId),
});

type Phase = typeof Phase.Type;
type Coordinator = typeof Coordinator.Type;
type Participant = typeof Participant.Type;

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ participants: int(1, 6) }),
  history: S.Struct({ yes: S.ReadonlySet(NodeId) }),
  roles: {
    coordinator: {
      state: Coordinator,
      receives: { Yes: {}, No: {}, Ack: {} },
      timers: { ParticipantTimeout: { peer: NodeId } },
      requests: { Begin: {}, Tell: { receiver: NodeId } },
    },
    participant: {
      state: Participant,
      receives: {
        CanCommit: {},
        PreCommit: {},
        Commit: {},
        Abort: {},
        Move: { phase: S.Literal("waiting", "prepared") },
        Moved: {},
      },
      timers: { PeerTimeout: { peer: NodeId } },
      requests: { Refuse: {}, Tell: { receiver: NodeId } },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

const without = (nodes: ReadonlySet<NodeId>, one: NodeId): ReadonlySet<NodeId> =>
  new Set([...nodes].filter((node) => node !== one));

const WORD = {
  waiting: "CanCommit",
  prepared: "PreCommit",
  committed: "Commit",
  aborted: "Abort",
} as const;

const isFinal = (phase: Phase): phase is "committed" | "aborted" =>
  phase === "committed" || phase === "aborted";

type Site = Context<"coordinator" | "participant">;

const enter = (phase: Phase, { nodes }: Site) =>
  become({ phase, untold: new Set(nodes.participant), heard: empty });

/** Goes on to the next phase when all have been heard. */
const hear = (node: Coordinator, from: NodeId, context: Site): Outcome<Coordinator> => {
  const heard = add(node.heard, from);
  return heard.size < context.nodes.participant.length
    ? become({ ...node, heard })
    : enter(node.phase === "waiting" ? "prepared" : "committed", context);
};

const coordinator = rules.coordinator({
  Begin: cite("5, phase 1", (node, _, context) =>
    node.phase === "initial" ? enter("waiting", context) : null,
  ),
  Tell: cite("5", (node, { receiver }) =>
    node.phase !== "initial" && node.untold.has(receiver)
      ? become({ ...node, untold: without(node.untold, receiver) }, to(receiver, WORD[node.phase]))
      : null,
  ),
  Yes: cite("5, phase 2", (node, { from }, context) =>
    node.phase === "waiting" ? hear(node, from, context) : become(node),
  ),
  No: cite("5, phase 2", (node, _, context) =>
    node.phase === "waiting" ? enter("aborted", context) : become(node),
  ),
  Ack: cite("5, phase 3", (node, { from }, context) =>
    node.phase === "prepared" ? hear(node, from, context) : become(node),
  ),
  // A vote that will not come is a no; an acknowledgement that will not come is none that matters.
  ParticipantTimeout: cite("5, site failures", (node, { peer }, context) => {
    if (!context.nodes.participant.includes(peer) || node.heard.has(peer)) return null;
    if (node.phase === "waiting") return enter("aborted", context);
    return node.phase === "prepared" ? hear(node, peer, context) : null;
  }),
});

/** The order in which they lead, and who comes after a node in it. */
const after = (one: NodeId, { nodes }: Site): readonly NodeId[] => {
  const line = [...nodes.coordinator, ...nodes.participant];
  return line.slice(line.indexOf(one) + 1);
};
const obeys = (node: Participant, from: NodeId, site: Site): boolean =>
  !after(from, site).includes(node.leader);

/** Adopts a decision; who leads passes it on. */
const decide = (node: Participant, phase: "committed" | "aborted", site: Site) =>
  become({
    ...node,
    phase,
    untold: node.leader === site.self ? new Set(after(site.self, site)) : empty,
    heard: empty,
  });

/** The backup's second phase, when all survivors are where it is. */
const conclude = (node: Participant, site: Site): Outcome<Participant> => {
  if (isFinal(node.phase)) return decide(node, node.phase, site);
  if (after(site.self, site).every((id) => node.heard.has(id)))
    return decide(node, node.phase === "prepared" ? "committed" : "aborted", site);
  return become(node);
};

/** The first phase: all that come after it are to move to its own phase. */
const lead = (node: Participant, site: Site): Outcome<Participant> =>
  conclude(
    { ...node, leader: site.self, untold: new Set(after(site.self, site)), heard: empty },
    site,
  );

const participant = rules.participant({
  // Who has aborted, or obeys a backup, will not vote yes any more.
  CanCommit: cite("5, phase 1", (node, { from }) =>
    node.phase === "initial" && node.leader === from
      ? become({ ...node, phase: "waiting" }, to(from, "Yes"))
      : become(node, to(from, "No")),
  ),
  PreCommit: cite("5, phase 2", (node, { from }) =>
    node.phase === "waiting" && node.leader === from
      ? become({ ...node, phase: "prepared" }, to(from, "Ack"))
      : become(node),
  ),
  Commit: cite("5, phase 3", (node, _, context) =>
    isFinal(node.phase) ? become(node) : decide(node, "committed", context),
  ),
  Abort: cite("5, phase 3", (node, _, context) =>
    isFinal(node.phase) ? become(node) : decide(node, "aborted", context),
  ),
  Refuse: cite("5, phase 1", (node) =>
    node.phase === "initial" ? become({ ...node, phase: "aborted" }) : null,
  ),
  // Whoever leads moves all that come after it to its own phase, or tells them what is decided.
  Tell: cite("6, phase 1", (node, { receiver }) => {
    if (!node.untold.has(receiver) || node.phase === "initial") return null;
    const told = { ...node, untold: without(node.untold, receiver) };
    return isFinal(node.phase)
      ? become(told, to(receiver, WORD[node.phase]))
      : become(told, to(receiver, "Move", { phase: node.phase }));
  }),
  // One that has decided says so, and the backup adopts that. A former leader is not obeyed.
  Move: cite("6, phase 1", (node, { from, phase }, context) => {
    if (isFinal(node.phase)) return become(node, to(from, WORD[node.phase]));
    if (!obeys(node, from, context)) return become(node);
    return become({ phase, leader: from, untold: empty, heard: empty }, to(from, "Moved"));
  }),
  Moved: cite("6, phase 2", (node, { from }, context) =>
    node.leader === context.self && !isFinal(node.phase)
      ? conclude({ ...node, heard: add(node.heard, from) }, context)
      : become(node),
  ),
  PeerTimeout: cite("6, election", (node, { peer }, context) => {
    if (node.leader === context.self) {
      const awaited = after(context.self, context).includes(peer) && !node.heard.has(peer);
      return awaited && !isFinal(node.phase)
        ? conclude({ ...node, heard: add(node.heard, peer) }, context)
        : null;
    }
    if (peer !== node.leader) return null;
    const phase = node.phase === "initial" ? "aborted" : node.phase;
    const [next = context.self] = after(peer, context);
    return next === context.self
      ? lead({ ...node, phase }, context)
      : become({ ...node, phase, leader: next });
  }),
});

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const phases = observe({
  coordinator: ({ phase }) => phase,
  participant: ({ phase }) => phase,
});

const votes = observe({
  ...phases,
  history: ({ yes }, { nodes }) => yes.size === nodes.participant.length,
});

const standing = observe({
  coordinator: ({ phase }, { up }) => ({ phase, up }),
  participant: ({ phase }, { up }) => ({ phase, up }),
});

const everyone = <T>(seen: {
  readonly coordinator: readonly T[];
  readonly participant: readonly T[];
}) => [...seen.coordinator, ...seen.participant];

/** Two-phase commit blocks here: nobody has decided when the coordinator stops. */
const survivors = (end: Phase) =>
  sometimes(standing, ({ coordinator, participant }) =>
    coordinator.some(
      ({ phase, up }) =>
        phase === "prepared" && !up && participant.every((one) => one.phase === end),
    ),
  );

const perfect = ["ParticipantTimeout", "PeerTimeout"] as const;

/** What is said of sites that hear nothing: they commit if prepared and abort if not. */
const bareTimeouts = {
  coordinator: {
    ParticipantTimeout: ((node, { peer }, context) =>
      node.phase !== "initial" && !isFinal(node.phase) && context.nodes.participant.includes(peer)
        ? enter("aborted", context)
        : null) satisfies typeof coordinator.ParticipantTimeout,
  },
  participant: {
    PeerTimeout: ((node, { peer }, context) =>
      peer === node.leader && !isFinal(node.phase)
        ? decide(node, node.phase === "prepared" ? "committed" : "aborted", context)
        : null) satisfies typeof participant.PeerTimeout,
  },
};

export default model({
  name: "three-phase-commit",
  source: "Skeen 1981",
  population: ({ participants }) => ({ coordinator: 1, participant: participants }),
  initial: {
    coordinator: () => [become({ phase: "initial", untold: empty, heard: empty })],
    participant: ({ nodes }) =>
      nodes.coordinator.map((leader) =>
        become({ phase: "initial", leader, untold: empty, heard: empty }),
      ),
  },
  rules: { coordinator, participant },
  history: {
    initial: { yes: empty },
    record: {
      participant: {
        CanCommit: ({ yes }, _, { self, before, after: { phase } }) => ({
          yes: before.phase === "initial" && phase === "waiting" ? add(yes, self) : yes,
        }),
      },
    },
  },
  properties: {
    /** All that decide decide the same, those that stopped later and the coordinator too. */
    atomicity: always(phases, (seen) => {
      const reached = new Set(everyone(seen));
      return !(reached.has("committed") && reached.has("aborted"));
    }),
    /** A decision is never changed. */
    "decision-stands": alwaysStep(phases, (before, next) => {
      const later = everyone(next);
      return everyone(before).every((phase, at) => !isFinal(phase) || later[at] === phase);
    }),
    /** Nobody commits unless all have voted yes. */
    "validity-commit": always(
      votes,
      (seen) => seen.history || !everyone(seen).includes("committed"),
    ),
    /** What the third phase is for: in the end, nobody who lives is left without a decision. */
    "nobody-blocked": atQuiescence(standing, (seen) =>
      everyone(seen).every(({ phase, up }) => isFinal(phase) || !up),
    ),
    commits: sometimes(phases, (seen) => everyone(seen).every((phase) => phase === "committed")),
    aborts: sometimes(phases, (seen) => everyone(seen).every((phase) => phase === "aborted")),
    "survivors-commit": survivors("committed"),
    "survivors-abort": survivors("aborted"),
  },
  scenarios: {
    "nobody-crashes": {
      parameters: { participants: 2 },
      perfect,
      outOfReach: ["survivors-commit", "survivors-abort"],
    },
    "coordinator-crashes": {
      parameters: { participants: 2 },
      perfect,
      faults: { crash: { coordinator: 1 } },
    },
    "two-of-three-crash": {
      parameters: { participants: 2 },
      perfect,
      faults: { crash: 2 },
    },
    "two-of-four-crash": {
      parameters: { participants: 3 },
      perfect,
      faults: { crash: 2 },
    },
    /** Nobody stops. Timers may expire at any time, as they do where messages are slow. */
    asynchronous: {
      parameters: { participants: 2 },
      expect: { verdict: "violated", property: "atomicity", length: 11 },
    },
    "false-suspicion": {
      parameters: { participants: 2 },
      perfect,
      faults: { suspect: 3 },
      expect: { verdict: "violated", property: "atomicity", length: 13 },
    },
  },
  bugs: {
    "bare-timeouts": {
      breaks: "atomicity",
      in: "coordinator-crashes",
      length: 12,
      rules: bareTimeouts,
    },
    "bare-timeouts-asynchronous": {
      breaks: "atomicity",
      in: "asynchronous",
      length: 11,
      rules: bareTimeouts,
    },
    "commits-on-votes": {
      breaks: "atomicity",
      in: "coordinator-crashes",
      length: 12,
      rules: {
        coordinator: {
          Yes: (node, { from }, context) => {
            if (node.phase !== "waiting") return become(node);
            const heard = add(node.heard, from);
            return heard.size < context.nodes.participant.length
              ? become({ ...node, heard })
              : enter("committed", context);
          },
        },
      },
    },
    "moves-nobody": {
      breaks: "atomicity",
      in: "two-of-three-crash",
      length: 14,
      rules: {
        participant: {
          PeerTimeout: (node, { peer }, context) => {
            if (peer !== node.leader || node.leader === context.self) return null;
            const [leader = context.self] = after(peer, context);
            if (leader !== context.self || isFinal(node.phase)) return become({ ...node, leader });
            const phase = node.phase === "prepared" ? "committed" : "aborted";
            return decide({ ...node, leader }, phase, context);
          },
        },
      },
    },
    "heeds-a-former-leader": {
      breaks: "atomicity",
      in: "two-of-three-crash",
      length: 16,
      rules: {
        participant: {
          PreCommit: (node, { from }) =>
            node.phase === "waiting"
              ? become({ ...node, phase: "prepared" }, to(from, "Ack"))
              : become(node),
        },
      },
    },
    "nobody-takes-over": {
      breaks: "nobody-blocked",
      in: "coordinator-crashes",
      length: 5,
      rules: { participant: { PeerTimeout: () => null } },
    },
  },
});
