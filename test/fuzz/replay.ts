/** Follows the engine's counterexample with the reference's own rules. */
import type { Counterexample, Json, Step } from "../../checks/report.ts";
import type { Property } from "../../models/protocol.ts";
import { isQuiescent } from "./reference.ts";
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
  let worlds = system.initial.filter(({ cells }) => {
    const states = system.nodes.map((node, at) => [node, cells[at]!.state]);
    return jsonKey(Object.fromEntries(states)) === jsonKey(trace.initial);
  });
  for (const [at, step] of trace.steps.entries()) {
    const taken = worlds.flatMap((world) =>
      system.actions(world).filter((action) => isStep(system, action, step)),
    );
    if (taken.length === 0) return `trace: step ${at + 1} cannot be taken: ${JSON.stringify(step)}`;
    worlds = taken.map(({ next }) => next);
  }
  return worlds.some((world) => isBroken(system, property, world))
    ? null
    : "trace: its last state breaks nothing";
};

const isStep = ({ nodes }: System, action: Action, step: Step): boolean => {
  const { kind, node, from, tag, payload, sends, next } = action;
  const message = tag === null ? null : { tag, payload };
  // No rule fires where a message is discarded; the engine may name the one that declined.
  const rule = kind === "discard" ? step.rule : action.rule;
  const state = next.cells[nodes.indexOf(node)]!.state;
  const ours = { action: kind, node, from, message, rule, state, sends };
  const theirs = {
    action: step.action,
    node: step.node,
    from: step.from,
    message: step.message,
    rule: step.rule,
    state: step.state,
    sends: step.sends,
  };
  return jsonKey(ours) === jsonKey(theirs);
};

const isBroken = (system: System, property: Property, world: World): boolean => {
  const { kind, observation } = property;
  if (kind === "atQuiescence" && !isQuiescent(world, system.actions(world))) return false;
  return property.holds(system.see(observation, world)) === (kind === "sometimes");
};

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
