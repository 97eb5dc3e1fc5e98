/** The shape of what has happened: what led to what, whichever nodes it was, and in which order. */
import type { Instance } from "../model/instance.ts";
import type { Counterexample, Json, Step } from "../trace.ts";
import { predecessorsOf } from "./causality.ts";
import { circumstancesOf } from "./circumstances.ts";

/** Without steps that change nothing: what follows them follows their causes. */
export const traceShape = (instance: Instance, trace: Counterexample): string => {
  const { steps } = trace;
  const isIdle = idleIn(trace);
  const causes: number[][] = [];
  for (const followed of predecessorsOf(trace, circumstancesOf(instance, steps)))
    causes.push([
      ...new Set(followed.flatMap((step) => (isIdle[step - 1]! ? causes[step - 1]! : [step]))),
    ]);
  const kept = steps.flatMap((_, at) => (isIdle[at]! ? [] : [at]));
  const numbers = new Map(kept.map((at, place) => [at + 1, place + 1]));
  return shapeOf(
    kept.map((at) => steps[at]!),
    kept.map((at) => causes[at]!.map((step) => numbers.get(step)!)),
  );
};

const MAY_BE_IDLE: ReadonlySet<Step["action"]> = new Set(["deliver", "timer", "request", "turn"]);

const idleIn = ({ initial, steps }: Counterexample): readonly boolean[] => {
  const states: Record<string, Json> = { ...initial };
  return steps.map(({ action, node, state, sends, unsent, lie }) => {
    const before = node === null ? null : (states[node] ?? null);
    if (node !== null) states[node] = state;
    const isSame = JSON.stringify(before) === JSON.stringify(state);
    const isQuiet = sends.length === 0 && unsent === null && !lie;
    return MAY_BE_IDLE.has(action) && isSame && isQuiet;
  });
};

/**
 * A text that two traces have in common if their steps are the same kinds of steps, with the same
 * causes. Steps that do not depend on each other may come in any order, and nodes may change names.
 * Each line is a kind of step with the numbers of the lines that it follows directly, and how many
 * there are. So steps with the same causes are alike, which forgets who follows which of the alike.
 */
export const shapeOf = (
  steps: readonly Step[],
  predecessors: readonly (readonly number[])[],
): string => {
  const heights: number[] = [];
  for (const followed of predecessors)
    heights.push(1 + Math.max(0, ...followed.map((step) => heights[step - 1]!)));
  const numbers: number[] = steps.map(() => 0);
  const lines: string[] = [];
  // A line refers to lower steps alone, which have their numbers by then.
  for (const layer of layersOf(heights)) {
    const counts = new Map<string, number[]>();
    for (const at of layer) {
      const followed = predecessors[at]!.map((step) => numbers[step - 1]!);
      const key = JSON.stringify([...kindOf(steps[at]!), followed.toSorted((a, b) => a - b)]);
      counts.set(key, [...(counts.get(key) ?? []), at]);
    }
    for (const key of [...counts.keys()].toSorted()) {
      const alike = counts.get(key)!;
      for (const at of alike) numbers[at] = lines.length;
      lines.push(`${alike.length} ${key}`);
    }
  }
  return lines.join("\n");
};

/** The places of the steps of each height, from the lowest on. */
const layersOf = (heights: readonly number[]): readonly (readonly number[])[] => {
  const layers: number[][] = [];
  for (const [at, height] of heights.entries()) (layers[height - 1] ??= []).push(at);
  return layers;
};

/** What a step is, without what it says and to whom. */
const kindOf = (step: Step): readonly (string | number | boolean | readonly string[])[] => [
  step.action,
  step.rule ?? "",
  step.message?.tag ?? "",
  step.unsent !== null,
  step.side.length,
  step.partners.length,
  step.reads.map(({ message, rule, lie }) => `${message?.tag} ${rule} ${lie}`).toSorted(),
];
