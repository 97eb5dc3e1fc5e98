/** Why a timer that needs a reason may expire, and when there is none. */
import type { Gate } from "../environment/environment.ts";
import type { Node } from "../model/instance.ts";
import type { ListSources } from "./list-sources.ts";

type Detection = NonNullable<Node["inputs"][number]["detects"]>;
type Sources = Pick<ListSources, "instance" | "envelopes" | "cells">;

/** What the environment has to be for a timer to expire rightly; null: in none it does. */
export const reasonOf = (
  sources: Sources,
  node: Node,
  cell: number,
  { peer, seesCuts }: Detection,
): Gate | null => {
  const { index, link, isHeard } = peerOf(sources, node, cell, peer);
  // Whoever has something on its way is not known to be down.
  if (isHeard && !seesCuts) return null;
  return { ...(!isHeard && { isDown: index }), ...(seesCuts && { isCut: link }) };
};

/** What it has to be for the timer to err. */
export const noReasonOf = (
  sources: Sources,
  node: Node,
  cell: number,
  { peer, seesCuts }: Detection,
): Gate => {
  const { index, link, isHeard } = peerOf(sources, node, cell, peer);
  return { ...(!isHeard && { isUp: index }), ...(seesCuts && { open: [link] }) };
};

const peerOf = ({ instance, envelopes, cells }: Sources, node: Node, cell: number, id: string) => {
  const index = instance.indexOf.get(id)!;
  const table = cells[node.index]!;
  return {
    index,
    link: index * instance.nodes.length + node.index,
    /** Whether something from it is on its way to the node. */
    isHeard: table
      .envelopesIn(table.inbox(cell))
      .some((envelope) => envelopes.sender(envelope) === index),
  };
};
