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

/**
 * What both roles need: where a number lives, and a log that is written before anything leaves.
 * @param written what is in the log already. Every record is forced, so no loss of power loses any.
 */
const hostOf = <R>({ nodes }: Context, written: readonly R[]) => {
  const ids: readonly NodeId[] = [...(nodes["coordinator"] ?? []), ...(nodes["participant"] ?? [])];
  const log = [...written];
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

const coordinator: StartNode = (context) => {
  const participants = context.nodes["participant"]?.length ?? 0;
  return runCoordinator(context, new Coordinator(participants), []);
};

const runCoordinator = (
  context: Context,
  core: Coordinator,
  written: readonly CoordinatorRecord[],
): RunningNode => {
  const { ids, log, participants, siteOf, carryOut } = hostOf(context, written);
  const namesOf = (sites: readonly number[]) => new Set(sites.map((site) => ids[site]!));
  const answer = (event: NodeEvent): Output<CoordinatorRecord> => {
    if (event.tag === "Begin") return core.begin();
    if (event.tag === "VoteTimeout") return core.voteTimeout();
    return core.receive(siteOf(event), kindOf(event));
  };
  return {
    take: (event) => carryOut(answer(event)),
    state: () => ({
      phase: core.phase,
      yes: namesOf(core.yes),
      acknowledged: namesOf(core.acknowledged),
    }),
    restarted: () => runCoordinator(context, Coordinator.recover(participants, log), log),
  };
};

const participant: StartNode = (context) => runParticipant(context, new Participant(), []);

const runParticipant = (
  context: Context,
  core: Participant,
  written: readonly ParticipantRecord[],
): RunningNode => {
  const { log, siteOf, carryOut } = hostOf(context, written);
  const answer = (event: NodeEvent): Output<ParticipantRecord> => {
    if (event.tag === "VoteYes") return core.castVote(true);
    if (event.tag === "VoteNo") return core.castVote(false);
    if (event.tag === "CoordinatorTimeout") return core.prepareTimeout();
    return core.receive(siteOf(event), kindOf(event));
  };
  return {
    take: (event) => carryOut(answer(event)),
    state: () => ({
      phase: core.phase === "uncertain" ? "prepared" : core.phase,
      vote: core.vote === null ? "none" : core.vote ? "yes" : "no",
    }),
    restarted: () => runParticipant(context, Participant.recover(log), log),
  };
};

const kindOf = ({ tag }: NodeEvent): Kind => {
  const kind = KINDS.get(tag);
  if (kind === undefined) throw new TypeError(`two-phase commit has no message ${tag}`);
  return kind;
};

const adapter: Adapter = { roles: { coordinator, participant } };
export default adapter;
