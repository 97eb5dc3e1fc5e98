/** Presumed abort in the words of its model: a log that outlives its node, names for numbers. */
import type { Context, NodeId, Send } from "../../models/protocol.ts";
import type { Adapter, NodeEvent, RunningNode, StartNode } from "../adapter.ts";
import {
  Coordinator,
  type CoordinatorRecord,
  type Kind,
  type Message,
  type Output,
  Participant,
  type ParticipantRecord,
} from "../presumed-abort.ts";

const TAGS: Readonly<Record<Kind, string>> = {
  prepare: "Prepare",
  yes: "Yes",
  no: "No",
  commit: "Commit",
  abort: "Abort",
  ack: "Ack",
  inquiry: "DecisionRequest",
};
const KINDS = new Map(Object.entries(TAGS).map(([kind, tag]) => [tag, kind as Kind]));

const sitesOf = ({ nodes }: Context): readonly NodeId[] => [
  ...(nodes["coordinator"] ?? []),
  ...(nodes["participant"] ?? []),
];

const sendsOf = (ids: readonly NodeId[], message: Message | null): readonly Send[] =>
  message === null
    ? []
    : [{ to: message.to.map((site) => ids[site]!), tag: TAGS[message.kind], payload: {} }];

const runCoordinator = (
  ids: readonly NodeId[],
  core: Coordinator,
  log: readonly CoordinatorRecord[],
): RunningNode => {
  const disk = [...log];
  const answer = ({ tag, from }: NodeEvent): Output<CoordinatorRecord> => {
    if (tag === "Begin") return core.begin();
    if (tag === "VoteTimeout") return core.voteTimeout();
    return core.receive(ids.indexOf(from!), KINDS.get(tag)!);
  };
  return {
    sent: sendsOf(ids, core.wake()),
    take: (event) => {
      const { record, message } = answer(event);
      if (record !== null) disk.push(record);
      return sendsOf(ids, message);
    },
    state: () => {
      const answered = new Set(core.answered.map((site) => ids[site]!));
      return {
        phase: core.phase,
        log: disk.at(-1) === "commit" ? "commit" : "empty",
        yes: core.phase === "collecting" ? answered : new Set(),
        acknowledged: core.phase === "committed" ? answered : new Set(),
      };
    },
    restarted: () => runCoordinator(ids, Coordinator.recover(ids.length - 1, disk), disk),
  };
};

const runParticipant = (
  ids: readonly NodeId[],
  self: NodeId,
  core: Participant,
  log: readonly ParticipantRecord[],
): RunningNode => {
  const disk = [...log];
  const site = ids.indexOf(self);
  const answer = ({ tag, from }: NodeEvent): Output<ParticipantRecord> => {
    if (tag === "GiveUp") return core.giveUp();
    if (tag === "DecisionTimeout") return { record: null, message: core.wake() };
    return core.receive(ids.indexOf(from!), KINDS.get(tag)!);
  };
  return {
    sent: sendsOf(ids, core.wake()),
    take: (event) => {
      const { record, message } = answer(event);
      if (record !== null) disk.push(record);
      return sendsOf(ids, message);
    },
    state: () => ({ phase: core.phase, log: disk.at(-1) ?? "empty" }),
    restarted: () =>
      runParticipant(ids, self, Participant.recover(site, ids.length - 1, disk), disk),
  };
};

const coordinator: StartNode = (context) => {
  const ids = sitesOf(context);
  return runCoordinator(ids, new Coordinator(ids.length - 1), []);
};

const participant: StartNode = (context) => {
  const ids = sitesOf(context);
  const core = new Participant(ids.indexOf(context.self), ids.length - 1);
  return runParticipant(ids, context.self, core, []);
};

const adapter: Adapter = { roles: { coordinator, participant } };
export default adapter;
