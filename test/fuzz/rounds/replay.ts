/** Follows the engine's counterexample with the reference's own rules. */
import type { CheckReport, Counterexample, Step } from "../../../checks/report.ts";
import type { Model } from "../../../models/protocol.ts";
import { SCENARIO } from "../names.ts";
import { arenaOf, see, type Arena } from "./arena.ts";
import { keyOfMessage } from "./domains.ts";
import { isOver, roundsInGoodFaith } from "./ends.ts";
import { readingWith, type Read, type Turn } from "./turns.ts";
import { after, loyalTo, nextRound, startsOf, type World } from "./worlds.ts";

/** What is wrong with a counterexample; nothing, where it breaks the property. */
export const faultInTrace = (model: Model, report: CheckReport): string | null => {
  const { property, counterexample: trace } = report;
  if (property === null || trace === null)
    return (property === null) === (trace === null) ? null : "trace: one without the other";
  const arena = arenaOf(model, model.scenarios[SCENARIO]!.parameters);
  const coalition = [...arena.nodes.keys()].filter((at) =>
    trace.traitors.includes(arena.nodes[at]!.self),
  );
  if (coalition.length !== arena.traitors) return "trace: another number of traitors";
  const starts = startsOf(arena, coalition).filter(({ states }) =>
    arena.nodes.every(({ self }, at) => isSame(states[at], trace.initial[self])),
  );
  if (starts.length === 0) return "trace: it cannot start so";
  const faults = starts.map((start) => faultFrom(arena, property, trace, start));
  // States that are alike may have sent different messages: one of these starts is meant.
  return faults.includes(null) ? null : faults[0]!;
};

const faultFrom = (
  arena: Arena,
  property: string,
  trace: Counterexample,
  start: World,
): string | null => {
  const leastRounds = roundsInGoodFaith(arena, { talk: "useful", left: Infinity })!;
  let world = start;
  for (const [index, step] of trace.steps.entries()) {
    const next = follow(arena, world, step, leastRounds);
    if (typeof next === "string") return `trace: turn ${index + 1}: ${next}`;
    world = next;
  }
  if (world.lies !== trace.lies) return `trace: it takes ${world.lies} lies, not ${trace.lies}`;
  if (world.length !== trace.length)
    return `trace: ${world.length} messages are read, not ${trace.length}`;
  const broken = arena.model.properties[property]!;
  const { kind, observation } = broken;
  if (kind === "atQuiescence" && !isOver(world, leastRounds)) return "trace: the run goes on";
  const loyal = loyalTo(arena, world.coalition);
  const isBroken =
    broken.holds(see(arena, loyal, observation, world.states)) === (kind === "sometimes");
  return isBroken ? null : "trace: its last state breaks nothing";
};

/** The world after a turn, or why it cannot be taken. */
const follow = (arena: Arena, before: World, step: Step, leastRounds: number): World | string => {
  const world = before.waiting.length > 0 ? before : nextRound(arena, before);
  if (isOver(before, leastRounds)) return "the run was over";
  const [at, ...waiting] = world.waiting;
  if (at === undefined || arena.nodes[at]!.self !== step.node) return "it is not its turn";
  if (step.action !== "turn" || step.round !== world.round) return "it is not this round";
  const turn = { ...world, at, state: world.states[at]! };
  const said = saidIn(arena, turn, step);
  const reading = readingWith(arena, turn, said);
  const isRead = (one: Read, index: number): boolean =>
    one.from === said[index]?.from && one.message === said[index].message;
  if (reading.read.length !== said.length || !reading.read.every(isRead))
    return `it does not read this: ${JSON.stringify(step.reads)}`;
  if (reading.length !== step.reads.length)
    return `${step.reads.length} reads, where ${reading.length} count`;
  if (reading.lies > 0 !== step.lie) return `it has ${reading.lies} lies`;
  if (!isSame(reading.state, step.state)) return "it leads to another state";
  const sends = reading.sends.map(({ to, message: { tag, payload } }) => ({
    to: arena.nodes[to]!.self,
    tag,
    payload,
  }));
  if (!isSame(new Set(sends), step.sends)) return "it sends something else";
  return { ...after(world, at, reading), waiting };
};

/** Without the silences. */
const saidIn = ({ nodes }: Arena, { at }: Turn, { reads }: Step): readonly Read[] =>
  reads.flatMap(({ from, message }) => {
    if (message === null) return [];
    const key = keyOfMessage(message.tag, Object(message.payload) as object);
    return [
      {
        from: nodes.findIndex(({ self }) => self === from),
        message: nodes[at]!.menu.find((known) => known.key === key)!,
      },
    ];
  });

/** A set is an array in a report, in an order that is not for the reference to know. */
const isSame = (ours: unknown, theirs: unknown): boolean => {
  if (ours instanceof Set)
    return (
      Array.isArray(theirs) &&
      theirs.length === ours.size &&
      [...ours].every((one) => theirs.some((other) => isSame(one, other)))
    );
  if (typeof ours !== "object" || ours === null) return ours === theirs;
  if (typeof theirs !== "object" || theirs === null) return false;
  const [left, right] = [Object.entries(ours), new Map<string, unknown>(Object.entries(theirs))];
  return left.length === right.size && left.every(([name, one]) => isSame(one, right.get(name)));
};
