/** Starts a node of the implementation. */
import type { Adapter, RunningNode, StartNode } from "../../impl/adapter.ts";
import type { Node } from "../model/instance.ts";

/** Null: the model plays it. */
export const playerOf = ({ roles }: Adapter, role: string): StartNode | null => {
  const player = roles[role];
  return player === undefined || player === "model" ? null : player;
};

/** @param initial a state in which the model starts the node; frozen. */
export const startNode = (start: StartNode, { context }: Node, initial: object): RunningNode =>
  // The parameters of an instance are a record; only the language need not know it.
  start(context as Parameters<StartNode>[0], initial);
