/** Three-phase commit in the words of its model: each message of an announcement is a step. */
import type { Context, NodeId, Send } from "../../models/protocol.ts";
import type { Adapter, NodeEvent, RunningNode, StartNode } from "../adapter.ts";
import {
  Coordinator,
  type Kind,
  type Message,
  type Output,
  Participant,
} from "../three-phase-commit.ts";

const TAGS: Readonly<Record<Kind, string>> = {
  canCommit: "CanCommit",
  yes: "Yes",
  no: "No",
  preCommit: "PreCommit",
  ack: "Ack",
  commit: "Commit",
  abort: "Abort",
  moveToWaiting: "Move",
  moveToPrepared: "Move",
  moved: "Moved",
};
const PAYLOADS: Readonly<Partial<Record<Kind, object>>> = {
  moveToWaiting: { phase: "waiting" },
  moveToPrepared: { phase: "prepared" },
};
const KINDS = new Map(Object.entries(TAGS).map(([kind, tag]) => [tag, kind as Kind]));

const kindOf = ({ tag, fields }: NodeEvent): Kind => {
  if (tag !== "Move") return KINDS.get(tag)!;
  return fields["phase"] === "prepared" ? "moveToPrepared" : "moveToWaiting";
};

/** A host that sends one message of an announcement when it is told to. */
const hostOf = ({ nodes }: Context) => {
  const ids: readonly NodeId[] = [...(nodes["coordinator"] ?? []), ...(nodes["participant"] ?? [])];
  const unsent = new Set<NodeId>();
  let announced: Kind = "abort";
  const sendTo = (to: readonly NodeId[], kind: Kind): readonly Send[] => [
    { to, tag: TAGS[kind], payload: PAYLOADS[kind] ?? {} },
  ];
  const idsOf = ({ to }: Message) => to.map((site) => ids[site]!);
  return {
    ids,
    unsent,
    siteOf: (id: unknown): number => ids.indexOf(id as NodeId),
    namesOf: (sites: readonly number[]) => new Set(sites.map((site) => ids[site]!)),
    tell: (receiver: unknown): readonly Send[] =>
      unsent.delete(receiver as NodeId) ? sendTo([receiver as NodeId], announced) : [],
    carryOut: ({ reply, announcement }: Output): readonly Send[] => {
      if (announcement !== null) {
        unsent.clear();
        for (const id of idsOf(announcement)) unsent.add(id);
        announced = announcement.kind;
      }
      return reply === null ? [] : sendTo(idsOf(reply), reply.kind);
    },
  };
};

const coordinator: StartNode = (context): RunningNode => {
  const { ids, unsent, siteOf, namesOf, tell, carryOut } = hostOf(context);
  const core = new Coordinator(ids.length - 1);
  const answer = (event: NodeEvent): Output => {
    if (event.tag === "Begin") return core.begin();
    if (event.tag === "ParticipantTimeout") return core.stopped(siteOf(event.fields["peer"]));
    return core.receive(siteOf(event.from), kindOf(event));
  };
  return {
    take: (event) =>
      event.tag === "Tell" ? tell(event.fields["receiver"]) : carryOut(answer(event)),
    state: () => ({ phase: core.phase, untold: new Set(unsent), heard: namesOf(core.heard) }),
  };
};

const participant: StartNode = (context): RunningNode => {
  const { ids, unsent, siteOf, namesOf, tell, carryOut } = hostOf(context);
  const core = new Participant(siteOf(context.self), ids.length - 1);
  const answer = (event: NodeEvent): Output => {
    if (event.tag === "Refuse") return core.refuse();
    if (event.tag === "PeerTimeout") return core.stopped(siteOf(event.fields["peer"]));
    return core.receive(siteOf(event.from), kindOf(event));
  };
  return {
    take: (event) =>
      event.tag === "Tell" ? tell(event.fields["receiver"]) : carryOut(answer(event)),
    state: () => ({
      phase: core.phase,
      leader: ids[core.leader]!,
      untold: new Set(unsent),
      heard: namesOf(core.moved),
    }),
  };
};

const adapter: Adapter = { roles: { coordinator, participant } };
export default adapter;
