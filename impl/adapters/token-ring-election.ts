/** The ring election in the words of its model: names for places, a path for both kinds of lap. */
import type { NodeId, Send } from "../../models/protocol.ts";
import type { Adapter, NodeEvent, StartNode } from "../adapter.ts";
import { type Frame, Member, type Posting } from "../token-ring-election.ts";

const node: StartNode = ({ self, everyone: ids }) => {
  const placeOf = (id: unknown): number => ids.indexOf(id as NodeId);
  const idsOf = (places: readonly number[]) => places.map((place) => ids[place]!);
  const member = new Member(placeOf(self), ids.length);

  const placesIn = (field: unknown) => (field as readonly NodeId[]).map(placeOf);
  const frameOf = ({ tag, fields }: NodeEvent): Frame =>
    tag === "Election"
      ? { kind: "election", members: placesIn(fields["members"]) }
      : {
          kind: "coordinator",
          leader: placeOf(fields["leader"]),
          told: placesIn(fields["told"]),
        };
  const sendOf = ({ to, frame }: Posting): Send => ({
    to: idsOf([to]),
    ...(frame.kind === "election"
      ? { tag: "Election", payload: { members: idsOf(frame.members) } }
      : {
          tag: "Coordinator",
          payload: { leader: ids[frame.leader]!, told: idsOf(frame.told) },
        }),
  });
  const lapOf = (frame: Frame) =>
    frame.kind === "election"
      ? { leader: null, path: idsOf(frame.members) }
      : { leader: ids[frame.leader]!, path: idsOf(frame.told) };

  return {
    take: (event) => {
      const { tag, fields } = event;
      const posting =
        tag === "Silence"
          ? member.reportDown(placeOf(fields["peer"]))
          : member.receive(frameOf(event));
      return posting === null ? [] : [sendOf(posting)];
    },
    state: () => ({
      leader: member.leader === null ? null : ids[member.leader]!,
      silent: new Set(idsOf(member.down())),
      last: member.latest === null ? null : lapOf(member.latest),
    }),
  };
};

const adapter: Adapter = { roles: { node } };
export default adapter;
