/**
 * What may happen in a world of a random run: all that the interpreter takes, asked of tables. What
 * a crash in the middle of a step lets leave is for others to choose.
 */
import type { Loss } from "../../impl/adapter.ts";
import type { Interpreter } from "../counterexamples/interpreter.ts";
import type { World } from "../counterexamples/world.ts";
import type { Action } from "../exploration/actions.ts";
import { inputEvent, messageEvent, NONE } from "../exploration/steps.ts";
import type { Instance, Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import type { Cores } from "./cores.ts";

/** What may happen at a node, as long as nothing that decides it has changed. */
export interface Chances {
  readonly actions: readonly Action[];
  /** Events that its rules decline. */
  readonly declined: readonly number[];
}

/** What the model does with events in its present states. */
export interface Rules extends Pick<Cores, "sources" | "step"> {
  readonly interpreter: Pick<Interpreter, "isDue">;
}

/** What a node that stops in these ways loses. */
export const LOSSES: Readonly<Partial<Record<Action["kind"], Loss>>> = {
  crash: "nothing",
  "power-loss": "unsynced",
};

/** Whether something is left of a budget that need not be there. */
const isLeft = ({ left }: World, pool: number): boolean => pool >= 0 && left[pool]! > 0;

export const chancesOf = (rules: Rules, world: World, node: Node): Chances => {
  if (!world.up[node.index]) return { actions: restarts(rules, world, node), declined: [] };
  const declined: number[] = [];
  const own = [...received(rules, world, node, declined), ...inputs(rules, world, node, declined)];
  const mayStop = isLeft(world, node.faults.crashMidStep);
  const stopping = own.filter(({ kind }) => mayStop && kind !== "discard" && kind !== "suspect");
  const actions = [
    ...own,
    ...messageFaults(rules, world, node),
    ...(["crash", "power-loss"] as const).flatMap((kind): readonly Action[] => {
      const pool = node.faults[kind === "crash" ? "crash" : "powerLoss"];
      return isLeft(world, pool) ? [{ kind, node: node.index, subject: 0 }] : [];
    }),
    ...stopping.map((action) => ({ ...action, leaving: 0 })),
  ];
  return { actions, declined };
};

/** What is declined is discarded from a queue, and that is an action. */
const received = (
  rules: Rules,
  { inboxes, cut }: World,
  node: Node,
  declined: number[],
): readonly Action[] => {
  const { envelopes, instance } = rules.sources;
  const { index } = node;
  const inbox = inboxes[index]!;
  return deliverable(inbox, envelopes).flatMap((place): readonly Action[] => {
    const subject = inbox[place]!;
    if (cut.has(envelopes.sender(subject) * instance.nodes.length + index)) return [];
    const event = messageEvent(subject);
    if (rules.step(node, event) !== NONE) return [{ kind: "deliver", node: index, subject }];
    if (envelopes.kind(subject) === "fifo") return [{ kind: "discard", node: index, subject }];
    declined.push(event);
    return [];
  });
};

/** Timers, rightly or by an error, and requests. */
const inputs = (rules: Rules, world: World, node: Node, declined: number[]): readonly Action[] =>
  node.inputs.flatMap(({ kind, budget, detects }, subject): readonly Action[] => {
    if (kind === "restart") return [];
    const event = inputEvent(subject);
    if (rules.step(node, event) === NONE) {
      declined.push(event);
      return [];
    }
    if (budget >= 0 && !isLeft(world, budget)) return [];
    if (rules.interpreter.isDue(world, node, subject)) return [{ kind, node: node.index, subject }];
    return isLeft(world, detects?.suspect ?? -1)
      ? [{ kind: "suspect", node: node.index, subject }]
      : [];
  });

const messageFaults = ({ sources }: Rules, world: World, node: Node): readonly Action[] => {
  if (node.receives.every(({ drop, duplicate }) => drop < 0 && duplicate < 0)) return [];
  const inbox = world.inboxes[node.index]!;
  return (["drop", "duplicate"] as const).flatMap((kind) =>
    deliverable(inbox, sources.envelopes).flatMap((place): readonly Action[] => {
      const subject = inbox[place]!;
      const pool = node.receives[sources.envelopes.tag(subject)]![kind];
      return isLeft(world, pool) ? [{ kind, node: node.index, subject }] : [];
    }),
  );
};

const restarts = (rules: Rules, world: World, node: Node): readonly Action[] => {
  if (!isLeft(world, node.faults.restart)) return [];
  return node.inputs.flatMap(({ kind }, subject): readonly Action[] => {
    const mayRestart = kind === "restart" && rules.step(node, inputEvent(subject)) !== NONE;
    return mayRestart ? [{ kind, node: node.index, subject }] : [];
  });
};

/** What may happen to links. */
export const linkActions = ({ partitions }: Instance, world: World): readonly Action[] => {
  const heal: Action = { kind: "heal", node: -1, subject: 0 };
  const partings = partitions.flatMap(({ kind, links, budget }, subject): readonly Action[] => {
    const isNew = links.some((link) => !world.cut.has(link));
    return isNew && isLeft(world, budget) ? [{ kind, node: -1, subject }] : [];
  });
  return world.cut.size > 0 ? [...partings, heal] : partings;
};
