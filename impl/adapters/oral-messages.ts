/** OM(m) in the words of its model: names for numbers, and a set of reports for the tree. */
import type { Context, NodeId, Send } from "../../models/protocol.ts";
import type { Adapter, NodeEvent, RunningNode, StartNode } from "../adapter.ts";
import {
  ATTACK,
  Commander,
  Lieutenant,
  type Order,
  type Report,
  RETREAT,
} from "../oral-messages.ts";

const wordOf = (order: Order): "attack" | "retreat" => (order === ATTACK ? "attack" : "retreat");
const orderOf = (word: unknown): Order => (word === "attack" ? ATTACK : RETREAT);

const generalsOf = ({ nodes }: Context) => {
  const ids: readonly NodeId[] = [...(nodes["commander"] ?? []), ...(nodes["lieutenant"] ?? [])];
  const namesOf = (generals: readonly number[]): readonly NodeId[] =>
    generals.map((general) => ids[general]!);
  return {
    lieutenants: ids.length - 1,
    numberOf: (id: unknown): number => ids.indexOf(id as NodeId),
    namesOf,
    sendsOf: (reports: readonly Report[]): readonly Send[] =>
      reports.map(({ to, path, order }) => ({
        to: namesOf(to),
        tag: "Report",
        payload: { path: namesOf(path), order: wordOf(order) },
      })),
  };
};

const commander: StartNode = (context, initial): RunningNode => {
  const { lieutenants, sendsOf } = generalsOf(context);
  const core = new Commander(lieutenants, orderOf((initial as { order?: unknown }).order));
  return {
    take: ({ round }) => sendsOf(core.endRound(round)),
    state: () => ({ order: wordOf(core.order) }),
  };
};

const lieutenant: StartNode<{ m: number }> = (context): RunningNode => {
  const { lieutenants, numberOf, namesOf, sendsOf } = generalsOf(context);
  const core = new Lieutenant(numberOf(context.self), lieutenants, context.parameters.m);
  const receive = ({ round, from, fields }: NodeEvent): void => {
    const path = (fields["path"] as readonly NodeId[]).map(numberOf);
    core.receive(round, numberOf(from), path, orderOf(fields["order"]));
  };
  return {
    take: (event) => {
      if (event.kind === "round") return sendsOf(core.endRound(event.round));
      receive(event);
      return [];
    },
    state: () => ({
      heard: new Set(
        Array.from(core.heard(), ({ path, order }) => ({
          path: namesOf(path),
          order: wordOf(order),
        })),
      ),
      decision: core.decision === null ? null : wordOf(core.decision),
    }),
  };
};

const adapter: Adapter = { roles: { commander, lieutenant } };
export default adapter;
