/** Follows the engine's counterexample with the reference's own rules. */
import type { Counterexample, Json, Step } from "../../checks/report.ts";
import type { Property } from "../../models/protocol.ts";
import { isBrokenAtEnd, isBrokenBetween, isSettledIn } from "./judge.ts";
import type { Action, System, World } from "./semantics.ts";
import { keyOf } from "./values.ts";

/** What is wrong with a counterexample; nothing, where it breaks the property. */
export const faultInTrace = (
  system: System,
  property: Property | null,
  trace: Counterexample | null,
): string | null => {
  if (property === null || trace === null)
    return (property === null) === (trace === null) ? null : "trace: one without the other";
  if (trace.length !== trace.steps.length) return "trace: its length is not that of its steps";
  let worlds: readonly Walked[] = system.initial
    .filter(({ cells }) => {
      const states = system.nodes.map((node, at) => [node, cells[at]!.state]);
      return jsonKey(Object.fromEntries(states)) === jsonKey(trace.initial);
    })
    .map((world) => ({ before: null, world }));
  for (const [at, step] of trace.steps.entries()) {
    const taken = worlds.flatMap(({ world }) =>
      system
        .actions(world)
        .filter((action) => isStep(system, action, step))
        .map(({ next }) => ({ before: world, world: next })),
    );
    if (taken.length === 0) return `trace: step ${at + 1} cannot be taken: ${JSON.stringify(step)}`;
    worlds = taken;
  }
  return worlds.some((walked) => isBroken(system, property, walked))
    ? null
    : "trace: its last state breaks nothing";
};

interface Walked {
  readonly before: World | null;
  readonly world: World;
}

const isStep = ({ nodes }: System, action: Action, step: Step): boolean => {
  const { kind, tag, payload, next, ...same } = action;
  const cell = next.cells[nodes.findIndex((node) => node === action.node)];
  const ours = {
    ...same,
    action: kind,
    message: tag === null ? null : { tag, payload },
    // No rule fires where a message is discarded; the engine may name the one that declined.
    rule: kind === "discard" ? step.rule : action.rule,
    state: cell?.state ?? null,
  };
  const theirs = Object.fromEntries(
    Object.entries(step).filter(([name]) => Object.hasOwn(ours, name)),
  );
  return jsonKey(ours) === jsonKey(theirs);
};

const isBroken = (system: System, property: Property, { before, world }: Walked): boolean =>
  isSettledIn(system, property, world, true) ||
  isBrokenAtEnd(system, property, world, system.actions(world)) ||
  (before !== null && isBrokenBetween(system, property, before, world));

/** A set is an array in a report, in an order that is not for the reference to know. */
const jsonKey = (value: unknown): string => keyOf(toBag(value));

const toBag = (value: unknown): Json => {
  if (value instanceof Set || Array.isArray(value)) {
    const items: readonly Json[] = [...value].map(toBag);
    return items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  }
  if (typeof value !== "object" || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toBag(field)]));
};
