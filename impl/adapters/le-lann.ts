/** The election of Le Lann in the words of its model: a phase for what a station has seen. */
import type { Adapter, StartNode } from "../adapter.ts";
import { Station } from "../le-lann.ts";

const node: StartNode = ({ self, everyone }) => {
  const place = everyone.indexOf(self);
  const to = [everyone[(place + 1) % everyone.length]!];
  const station = new Station(place + 1);
  return {
    take: ({ tag, fields }) => {
      const ids = tag === "Start" ? station.start() : station.receive(fields["id"] as number);
      return ids.map((id) => ({ to, tag: "Id", payload: { id } }));
    },
    state: () => ({ phase: phaseOf(station), mailbox: station.backlog }),
  };
};

const phaseOf = ({ isAwake, isDone, isBeaten }: Station): string => {
  if (!isAwake) return "asleep";
  if (isDone) return isBeaten ? "lost" : "leader";
  return isBeaten ? "beaten" : "candidate";
};

const adapter: Adapter = { roles: { node } };
export default adapter;
