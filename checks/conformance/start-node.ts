/** Starts a node of the implementation, for the first time and again. */
import type { Adapter, Loss, RunningNode, StartNode } from "../../impl/adapter.ts";
import type { Node } from "../model/instance.ts";
import { print } from "../schema/print.ts";
import { called, Fault } from "./answers.ts";

/** Null: the model plays it. */
export const playerOf = ({ roles }: Adapter, role: string): StartNode | null => {
  const player = roles[role];
  return player === undefined || player === "model" ? null : player;
};

/** @param initial a state in which the model starts the node; frozen. */
export const startNode = (start: StartNode, { context }: Node, initial: object): RunningNode =>
  // The parameters of an instance are a record; only the language need not know it.
  start(context as Parameters<StartNode>[0], initial);

/**
 * @param field what differs if it does not start.
 * @throws Fault
 */
export const restartNode = (
  running: RunningNode,
  loss: Loss,
  field: "durable" | null,
): RunningNode => {
  const again: unknown = called(field, () => running.restarted!(loss));
  if (isRunning(again)) return again;
  const actual = typeof again === "object" && again !== null ? "an object" : print(again);
  throw new Fault(
    `restarted() answers no node with take(), state() and restarted(), but ${actual}`,
    field,
  );
};

const isRunning = (value: unknown): value is RunningNode =>
  typeof value === "object" &&
  value !== null &&
  "take" in value &&
  typeof value.take === "function" &&
  "state" in value &&
  typeof value.state === "function" &&
  "restarted" in value &&
  typeof value.restarted === "function";
