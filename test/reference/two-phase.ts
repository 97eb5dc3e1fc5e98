/**
 * Two-phase commit as TLA+ describes it, with the counts that TLC finds: a measure for this engine.
 *
 * Source    Gray & Lamport, "Consensus on Transaction Commit" (2006), section 4, as in TLA+
 *           Examples, specifications/transaction_commit/TwoPhase.tla, whose names the rules bear.
 * Network   delivers every message any number of times, in any order.
 * Left out  What the specification leaves out: the manager's request to prepare, and crashes (who
 *           has stopped cannot be told from who is slow). A broadcast is one envelope for each
 *           receiver, where TwoPhase.tla has one for all; the states correspond one to one.
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

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ rms: int(1, 9) }),
  roles: {
    manager: {
      state: S.Struct({ phase: S.Literal("init", "done"), prepared: S.ReadonlySet(NodeId) }),
      receives: { Prepared: {} },
      requests: { TMCommit: {}, TMAbort: {} },
    },
    rm: {
      state: S.Struct({ phase: S.Literal("working", "prepared", "committed", "aborted") }),
      receives: { Commit: {}, Abort: {} },
      requests: { RMPrepare: {}, RMChooseToAbort: {} },
    },
  },
});

const manager = rules.manager({
  Prepared: cite("TMRcvPrepared", (node, { from }) =>
    node.phase === "init" ? become({ ...node, prepared: add(node.prepared, from) }) : null,
  ),
  TMCommit: cite("TMCommit", (node, _, { nodes }) =>
    node.phase === "init" && node.prepared.size === nodes.rm.length
      ? become({ ...node, phase: "done" }, to(nodes.rm, "Commit"))
      : null,
  ),
  TMAbort: cite("TMAbort", (node, _, { nodes }) =>
    node.phase === "init" ? become({ ...node, phase: "done" }, to(nodes.rm, "Abort")) : null,
  ),
});

const rm = rules.rm({
  RMPrepare: cite("RMPrepare", (node, _, { nodes }) =>
    node.phase === "working" ? become({ phase: "prepared" }, to(nodes.manager, "Prepared")) : null,
  ),
  RMChooseToAbort: cite("RMChooseToAbort", (node) =>
    node.phase === "working" ? become({ phase: "aborted" }) : null,
  ),
  Commit: cite("RMRcvCommitMsg", () => become({ phase: "committed" })),
  Abort: cite("RMRcvAbortMsg", () => become({ phase: "aborted" })),
});

const phases = observe({ rm: ({ phase }) => phase });

export default model({
  name: "two-phase",
  source: "Gray & Lamport 2006",
  population: ({ rms }) => ({ manager: 1, rm: rms }),
  initial: {
    manager: () => [become({ phase: "init", prepared: empty })],
    rm: () => [become({ phase: "working" })],
  },
  rules: { manager, rm },
  properties: {
    consistent: always(phases, ({ rm }) => !(rm.includes("committed") && rm.includes("aborted"))),
    commits: sometimes(phases, ({ rm }) => rm.every((phase) => phase === "committed")),
    aborts: sometimes(phases, ({ rm }) => rm.every((phase) => phase === "aborted")),
  },
  scenarios: {
    "rms-3": {
      parameters: { rms: 3 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 288, generated: 1_146, depth: 11 },
    },
    "rms-5": {
      parameters: { rms: 5 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 8_832, generated: 58_146, depth: 17 },
    },
    "rms-7": {
      parameters: { rms: 7 },
      network: "set",
      expect: { verdict: "holds-within-bounds", states: 296_448, generated: 2_744_706, depth: 23 },
    },
    "rms-8": {
      parameters: { rms: 8 },
      network: "set",
      expect: {
        verdict: "holds-within-bounds",
        states: 1_745_408,
        generated: 18_507_778,
        depth: 26,
      },
    },
    "rms-9": {
      parameters: { rms: 9 },
      network: "set",
      expect: {
        verdict: "holds-within-bounds",
        states: 10_340_352,
        generated: 123_558_402,
        depth: 29,
      },
    },
  },
  bugs: {
    "commits-when-one-is-prepared": {
      breaks: "consistent",
      in: "rms-3",
      length: 5,
      rules: {
        manager: {
          TMCommit: (node, _, { nodes }) =>
            node.phase === "init" && node.prepared.size > 0
              ? become({ ...node, phase: "done" }, to(nodes.rm, "Commit"))
              : null,
        },
      },
    },
  },
});
