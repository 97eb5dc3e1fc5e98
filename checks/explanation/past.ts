/** What lies in the causal past of steps, and of what each node can know. */
import type { Counterexample, Step } from "../trace.ts";
import { actorsOf } from "./causality.ts";

/** All steps on which some steps depend, themselves included, ascending. */
export const pastOf = (
  targets: Iterable<number>,
  predecessors: readonly (readonly number[])[],
): readonly number[] => {
  const past = new Set(targets);
  // Predecessors come before, so that one way back meets them all.
  for (let step = predecessors.length; step > 0; step--)
    if (past.has(step)) for (const earlier of predecessors[step - 1]!) past.add(earlier);
  return [...past].toSorted((a, b) => a - b);
};

/** The last step of each node, from 1 on; of those that have taken any. */
export const lastStepsOf = (steps: readonly Step[]): ReadonlyMap<string, number> =>
  new Map(steps.flatMap((step, at) => actorsOf(step).map((node) => [node, at + 1] as const)));

/**
 * For each node and every other one, the last step of that one in its causal past; 0: there is
 * none. What traitors do is no step.
 */
export const heardIn = (
  { initial, steps }: Pick<Counterexample, "initial" | "steps">,
  predecessors: readonly (readonly number[])[],
): Readonly<Record<string, Readonly<Record<string, number>>>> => {
  const nodes = Object.keys(initial);
  const place = new Map(nodes.map((node, at) => [node, at]));
  const clocks = clocksOf(
    nodes.length,
    steps.map((step, index) => ({
      places: actorsOf(step).map((actor) => place.get(actor)!),
      number: index + 1,
      follows: predecessors[index]!,
    })),
  );
  const last = lastStepsOf(steps);
  return Object.fromEntries(
    nodes.map((node) => {
      const clock = clocks[(last.get(node) ?? 0) - 1];
      const others = nodes.filter((other) => other !== node);
      return [
        node,
        Object.fromEntries(others.map((other) => [other, clock?.[place.get(other)!] ?? 0])),
      ];
    }),
  );
};

/** What happens at one place or more, and the events before it that it follows, from 1 on. */
interface Event {
  readonly places: readonly number[];
  /** Which rises from one event of a place to the next. */
  readonly number: number;
  readonly follows: readonly number[];
}

/** For each event its vector clock: the number of the last event of each place in its past. */
export const clocksOf = (places: number, events: readonly Event[]): readonly Int32Array[] => {
  const clocks: Int32Array[] = [];
  for (const event of events) {
    const clock = new Int32Array(places);
    for (const earlier of event.follows) raise(clock, clocks[earlier - 1]!);
    for (const at of event.places) clock[at] = event.number;
    clocks.push(clock);
  }
  return clocks;
};

const raise = (clock: Int32Array, other: Int32Array): void => {
  for (const [at, step] of other.entries()) clock[at] = Math.max(clock[at]!, step);
};
