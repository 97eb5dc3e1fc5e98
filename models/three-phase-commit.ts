/**
 * Three-phase commit: between the votes and the commit, all are told that all have voted yes, so
 * that those who survive the coordinator can end the transaction without it.
 *
 * Source    Skeen, "Nonblocking Commit Protocols" (1981): the three-phase commit with a central
 *           site, cited as "3PC", and the termination protocol with a backup coordinator.
 * Network   delivers every message once, in any order; nodes may stop for ever. Each message of a
 *           broadcast leaves in a step of its own, so that a sender may stop between any two. As in
 *           the paper, failures are detected: a timeout tells that its peer has stopped, and that
 *           nothing from it is on its way. Three scenarios show what is lost without that.
 * Left out  Loss; recovery, where who comes back asks and may not decide alone; the election, as
 *           the survivors take over in their order, each watching the one who leads now.
 *
 * It is often said that a participant that hears nothing commits if it is prepared, else aborts,
 * which goes wrong only where an abort is lost. With these bare timeouts it goes wrong although
 * detectors are perfect and nothing is lost, if the coordinator stops in the middle of its
 * PreCommit: in 12 actions, where the start, each message sent, each received, the crash and both
 * timeouts are one each; in 8, if a broadcast is one step, with a crash in it. Nor is the protocol
 * weakly consistent: while its assumptions hold, all decide, and agree.
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

const Move = { phase: S.Literal("waiting", "prepared") };

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
      receives: { CanCommit: {}, PreCommit: {}, Commit: {}, Abort: {}, Move, Moved: {} },
      timers: { PeerTimeout: { peer: NodeId } },
      requests: { Refuse: {}, Tell: { receiver: NodeId } },
    },
  },
});

// ── Rules ───────────────────────────────────────────────────────────────────────────────────────

const without = (nodes: ReadonlySet<NodeId>, one: NodeId) =>
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
  Begin: cite("3PC, phase 1", (node, _, context) =>
    node.phase === "initial" ? enter("waiting", context) : null,
  ),
  Tell: cite("3PC", (node, { receiver }) =>
    node.phase !== "initial" && node.untold.has(receiver)
      ? become({ ...node, untold: without(node.untold, receiver) }, to(receiver, WORD[node.phase]))
      : null,
  ),
  Yes: cite("3PC, phase 2", (node, { from }, context) =>
    node.phase === "waiting" ? hear(node, from, context) : become(node),
  ),
  No: cite("3PC, phase 2", (node, _, context) =>
    node.phase === "waiting" ? enter("aborted", context) : become(node),
  ),
  Ack: cite("3PC, phase 3", (node, { from }, context) =>
    node.phase === "prepared" ? hear(node, from, context) : become(node),
  ),
  // A vote that will not come is a no; an acknowledgement that will not come is none that matters.
  ParticipantTimeout: cite("3PC, failures", (node, { peer }, context) => {
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

const successors = (site: Site): ReadonlySet<NodeId> => new Set(after(site.self, site));

/** Adopts a decision; who leads passes it on. */
const decide = (node: Participant, phase: "committed" | "aborted", site: Site) => {
  const untold = node.leader === site.self ? successors(site) : empty;
  return become({ ...node, phase, untold, heard: empty });
};

/** The backup's second phase, when all survivors are where it is. */
const conclude = (node: Participant, site: Site): Outcome<Participant> => {
  if (isFinal(node.phase)) return decide(node, node.phase, site);
  if (after(site.self, site).every((id) => node.heard.has(id)))
    return decide(node, node.phase === "prepared" ? "committed" : "aborted", site);
  return become(node);
};

/** The first phase: all that come after it are to move to its own phase. */
const lead = (node: Participant, site: Site): Outcome<Participant> =>
  conclude({ ...node, leader: site.self, untold: successors(site), heard: empty }, site);

const participant = rules.participant({
  // Who has aborted, or obeys a backup, will not vote yes any more.
  CanCommit: cite("3PC, phase 1", (node, { from }) =>
    node.phase === "initial" && node.leader === from
      ? become({ ...node, phase: "waiting" }, to(from, "Yes"))
      : become(node, to(from, "No")),
  ),
  PreCommit: cite("3PC, phase 2", (node, { from }) =>
    node.phase === "waiting" && node.leader === from
      ? become({ ...node, phase: "prepared" }, to(from, "Ack"))
      : become(node),
  ),
  Commit: cite("3PC, phase 3", (node, _, context) =>
    isFinal(node.phase) ? become(node) : decide(node, "committed", context),
  ),
  Abort: cite("3PC, phase 3", (node, _, context) =>
    isFinal(node.phase) ? become(node) : decide(node, "aborted", context),
  ),
  Refuse: cite("3PC, phase 1", (node) =>
    node.phase === "initial" ? become({ ...node, phase: "aborted" }) : null,
  ),
  // Whoever leads moves all that come after it to its own phase, or tells them what is decided.
  Tell: cite("termination, phase 1", (node, { receiver }) => {
    if (!node.untold.has(receiver) || node.phase === "initial") return null;
    const told = { ...node, untold: without(node.untold, receiver) };
    return isFinal(node.phase)
      ? become(told, to(receiver, WORD[node.phase]))
      : become(told, to(receiver, "Move", { phase: node.phase }));
  }),
  // One that has decided says so, and the backup adopts that. A former leader is not obeyed.
  Move: cite("termination, phase 1", (node, { from, phase }, context) => {
    if (isFinal(node.phase)) return become(node, to(from, WORD[node.phase]));
    if (after(from, context).includes(node.leader)) return become(node);
    return become({ phase, leader: from, untold: empty, heard: empty }, to(from, "Moved"));
  }),
  Moved: cite("termination, phase 2", (node, { from }, context) =>
    node.leader === context.self && !isFinal(node.phase)
      ? conclude({ ...node, heard: add(node.heard, from) }, context)
      : become(node),
  ),
  PeerTimeout: cite("termination, election", (node, { peer }, context) => {
    if (node.leader === context.self) {
      const awaited = after(context.self, context).includes(peer) && !node.heard.has(peer);
      return awaited && !isFinal(node.phase)
        ? conclude({ ...node, heard: add(node.heard, peer) }, context)
        : null;
    }
    if (peer !== node.leader) return null;
    const phase = node.phase === "initial" ? "aborted" : node.phase;
    const [next = context.self] = after(peer, context);
    if (next === context.self) return lead({ ...node, phase }, context);
    return become({ ...node, phase, leader: next });
  }),
});

// ── Properties ──────────────────────────────────────────────────────────────────────────────────

const phases = observe({
  coordinator: ({ phase }) => phase,
  participant: ({ phase }) => phase,
  history: ({ yes }, { nodes }) => yes.size === nodes.participant.length,
});

const standing = observe({
  coordinator: ({ phase }, { up }) => ({ phase, up }),
  participant: ({ phase }, { up }) => ({ phase, up }),
});

const everyone = <T>(all: Readonly<Record<"coordinator" | "participant", readonly T[]>>) => [
  ...all.coordinator,
  ...all.participant,
];

const start = { phase: "initial", untold: empty, heard: empty } as const;
const perfect = ["ParticipantTimeout", "PeerTimeout"] as const;

/** What is said of sites that hear nothing: they commit if prepared and abort if not. */
const bareTimeouts = {
  breaks: "atomicity",
  rules: {
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
  },
} as const;

export default model({
  name: "three-phase-commit",
  source: "Skeen 1981",
  population: ({ participants }) => ({ coordinator: 1, participant: participants }),
  initial: {
    coordinator: () => [become(start)],
    participant: ({ nodes }) => nodes.coordinator.map((leader) => become({ ...start, leader })),
  },
  rules: { coordinator, participant },
  history: {
    initial: { yes: empty },
    record: {
      participant: {
        CanCommit: ({ yes }, _, { self, before, after }) =>
          after.phase === before.phase ? { yes } : { yes: add(yes, self) },
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
    "validity-commit": always(phases, (all) => all.history || !everyone(all).includes("committed")),
    /** What the third phase is for: in the end, nobody who lives is left without a decision. */
    "nobody-blocked": atQuiescence(standing, (seen) =>
      everyone(seen).every(({ phase, up }) => isFinal(phase) || !up),
    ),
    commits: sometimes(phases, (seen) => everyone(seen).every((phase) => phase === "committed")),
    aborts: sometimes(phases, (seen) => everyone(seen).every((phase) => phase === "aborted")),
    /** Two-phase commit blocks here: nobody has decided when the coordinator stops. */
    "survivors-commit": sometimes(standing, ({ coordinator, participant }) => {
      const stopped = coordinator.some(({ phase, up }) => phase === "prepared" && !up);
      return stopped && participant.every(({ phase }) => phase === "committed");
    }),
  },
  scenarios: {
    "coordinator-crashes": {
      parameters: { participants: 2 },
      perfect,
      faults: { crash: { coordinator: 1 } },
      expect: { verdict: "holds-within-bounds", states: 1_056, generated: 1_967, depth: 23 },
    },
    "two-of-three-crash": {
      parameters: { participants: 2 },
      perfect,
      faults: { crash: 2 },
      expect: { verdict: "holds-within-bounds", states: 4_729, generated: 9_272, depth: 25 },
    },
    "two-of-four-crash": {
      parameters: { participants: 3 },
      perfect,
      faults: { crash: 2 },
      expect: { verdict: "holds-within-bounds", states: 472_903, generated: 1_376_776, depth: 42 },
    },
    /** A cut is no failure: who detects perfectly waits until it heals. */
    "network-is-cut": {
      parameters: { participants: 2 },
      perfect,
      faults: { crash: { coordinator: 1 }, partition: 1 },
      expect: { verdict: "holds-within-bounds", states: 5_280, generated: 14_549, depth: 25 },
    },
    /** But a timeout cannot tell: the prepared side commits, and the other side aborts. */
    "network-falls-apart": {
      parameters: { participants: 2 },
      silence: perfect,
      faults: { partition: 1 },
      expect: { verdict: "violated", property: "atomicity", length: 14 },
    },
    /** Nobody stops. Participants that err alone cost no agreement, but leave others waiting. */
    "participants-suspect": {
      parameters: { participants: 2 },
      perfect,
      faults: { suspect: { PeerTimeout: 2 } },
      expect: { verdict: "violated", property: "nobody-blocked", length: 13 },
    },
    /** Nobody stops. Each side of what may be a cut takes the other for stopped. */
    "both-sides-suspect": {
      parameters: { participants: 2 },
      perfect,
      faults: { suspect: 3 },
      expect: { verdict: "violated", property: "atomicity", length: 13 },
    },
  },
  bugs: {
    "bare-timeouts": { ...bareTimeouts, in: "coordinator-crashes", length: 12 },
    "bare-timeouts-too-early": { ...bareTimeouts, in: "participants-suspect", length: 11 },
    "commits-on-votes": {
      breaks: "atomicity",
      in: "coordinator-crashes",
      length: 12,
      rules: {
        coordinator: {
          Yes: (node, event, context) => {
            const outcome = coordinator.Yes(node, event, context);
            return outcome?.state.phase === "prepared" ? enter("committed", context) : outcome;
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
          PeerTimeout: (node, event, context) => {
            const outcome = participant.PeerTimeout(node, event, context);
            return outcome?.state.leader === context.self
              ? conclude({ ...outcome.state, heard: successors(context) }, context)
              : outcome;
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
