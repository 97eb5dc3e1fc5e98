/** The election of Chang & Roberts in the words of its model: a phase for what a station knows. */
import type { Adapter, StartNode } from "../adapter.ts";
import { Station } from "../chang-roberts.ts";

const node: StartNode = ({ self, everyone }, initial) => {
  const place = everyone.indexOf(self);
  const next = everyone[(place + 1) % everyone.length]!;
  const station = new Station(place + 1, (initial as { readonly initiates: boolean }).initiates);
  return {
    take: ({ tag, fields }) => {
      const id = tag === "Start" ? station.start() : station.receive(fields["id"] as number);
      return id === null ? [] : [{ to: [next], tag: "Id", payload: { id } }];
    },
    state: () => ({ initiates: station.stands, phase: phaseOf(station) }),
  };
};

const phaseOf = ({ isAwake, isInTheRace, isElected }: Station): string => {
  if (!isAwake) return "asleep";
  if (isElected) return "leader";
  return isInTheRace ? "candidate" : "lost";
};

const adapter: Adapter = { roles: { node } };
export default adapter;
