/** Two-phase commit in the words of its model: names for numbers, sets for roll calls. */
import type { Context, NodeId, Send } from "../../models/protocol.ts";
import type { Adapter, NodeEvent, RunningNode, StartNode } from "../adapter.ts";
import {
  Coordinator,
  type CoordinatorRecord,
  type Kind,
  type Output,
  Participant,
  type ParticipantRecord,
} from "../two-phase-commit.ts";

const TAGS: Readonly<Record<Kind, string>> = {
  prepare: "Prepare",
  yes: "Yes",
  no: "No",
  commit: "Commit",
  abort: "Abort",
  ack: "Ack",
};
const KINDS = new Map(Object.entries(TAGS).map(([kind, tag]) => [tag, kind as Kind]));

/** What both roles need: where a number lives, and a log that is written before anything leaves. */
const hostOf = <R>({ nodes }: Context) => {
  const ids: readonly NodeId[] = [...(nodes["coordinator"] ?? []), ...(nodes["participant"] ?? [])];
  const log: R[] = [];
  return {
    ids,
    log,
    participants: ids.length - 1,
    siteOf: ({ from }: NodeEvent): number => (from === null ? -1 : ids.indexOf(from)),
    carryOut: ({ record, messages }: Output<R>): readonly Send[] => {
      if (record !== null) log.push(record);
      return messages.map(({ to, kind }) => ({
        to: to.map((site) => ids[site]!),
        tag: TAGS[kind],
        payload: {},
      }));
    },
  };
};

const coordinator: StartNode = (context): RunningNode => {
  const { ids, log, participants, siteOf, carryOut } = hostOf<CoordinatorRecord>(context);
  const namesOf = (sites: readonly number[]) => new Set(sites.map((site) => ids[site]!));
  const stateOf = ({ phase, yes, acknowledged }: Coordinator) => ({
    phase,
    yes: namesOf(yes),
    acknowledged: namesOf(acknowledged),
  });
  const core = new Coordinator(participants);
  const answer = (event: NodeEvent): Output<CoordinatorRecord> => {
    if (event.tag === "Begin") return core.begin();
    if (event.tag === "VoteTimeout") return core.voteTimeout();
    return core.receive(siteOf(event), kindOf(event));
  };
  return {
    take: (event) => carryOut(answer(event)),
    state: () => stateOf(core),
    restarted: () => stateOf(Coordinator.recover(participants, log)),
  };
};

const participant: StartNode = (context): RunningNode => {
  const { log, siteOf, carryOut } = hostOf<ParticipantRecord>(context);
  const stateOf = ({ phase, vote }: Participant) => ({
    phase: phase === "uncertain" ? "prepared" : phase,
    vote: vote === null ? "none" : vote ? "yes" : "no",
  });
  const core = new Participant();
  const answer = (event: NodeEvent): Output<ParticipantRecord> => {
    if (event.tag === "VoteYes") return core.castVote(true);
    if (event.tag === "VoteNo") return core.castVote(false);
    if (event.tag === "CoordinatorTimeout") return core.prepareTimeout();
    return core.receive(siteOf(event), kindOf(event));
  };
  return {
    take: (event) => carryOut(answer(event)),
    state: () => stateOf(core),
    restarted: () => stateOf(Participant.recover(log)),
  };
};

const kindOf = ({ tag }: NodeEvent): Kind => {
  const kind = KINDS.get(tag);
  if (kind === undefined) throw new TypeError(`two-phase commit has no message ${tag}`);
  return kind;
};

const adapter: Adapter = { roles: { coordinator, participant } };
export default adapter;
