/**
 * Random schedules: choices of a node, each with a number that picks one of the actions which are
 * enabled at it then. Where nothing is, the choice is passed over, so that without one choice the
 * others mean much the same. Before each of its actions, and at the end, a node is told all that
 * its model declines.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import type { Action } from "../exploration/actions.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { ActionsRun, stepOf, type Step } from "./actions-run.ts";
import { sourcesOf } from "./comparer.ts";
import { differenceIn, roughDifferenceIn, type Gamble, type Played } from "./gamble.ts";
import { kindOf, minimal } from "./minimal.ts";
import type { Difference } from "./report.ts";

type Choice = readonly [node: number, pick: number];
interface Schedule {
  /** For each node, which of the ways in which it may start. */
  readonly starts: readonly number[];
  /**
   * What is left out of the run: by far the most schedules in which anything may happen at any time
   * are those of impatience and refusal, and never get far.
   */
  readonly muted: readonly string[];
  readonly choices: readonly Choice[];
}

/** More than there are actions at one node, as a rule. */
const PICKS = 1 << 10;

export const actionsGamble = (instance: Instance, adapter: Adapter): Gamble<Schedule> => {
  const outcomes = initialOutcomes(instance);
  const chosen = ({ starts }: Schedule) => outcomes.map((some, node) => some[starts[node]!]!);
  const started = (schedule: Schedule): ActionsRun =>
    new ActionsRun(sourcesOf(instance), adapter, chosen(schedule));
  return {
    valueOf: (steps) =>
      fc.record({
        starts: fc.tuple(...outcomes.map(({ length }) => fc.nat(length - 1))),
        muted: fc.subarray(mutableOf(instance)),
        choices: fc.array(fc.tuple(fc.constantFrom(...slotsOf(instance)), fc.nat(PICKS - 1)), {
          maxLength: steps,
          size: "max",
        }),
      }),
    play: (schedule) => played(started(schedule), instance, schedule),
    explain: (schedule) => {
      const run = started(schedule);
      played(run, instance, schedule);
      return shortest(run, adapter, chosen(schedule));
    },
  };
};

/** The nodes, those of each role about as often as those of the others: who is alone is a hub. */
const slotsOf = ({ nodes, setting }: Instance): readonly number[] => {
  const most = Math.max(...Object.values(setting.nodes).map(({ length }) => length));
  return nodes.flatMap(({ index, role }) => {
    const times = Math.round(most / (setting.nodes[role]?.length ?? 1));
    return Array.from({ length: times }, () => index);
  });
};

const CRASH = "crash";

/** Timers and requests by their rules, and crashes. */
const mutableOf = ({ nodes }: Instance): string[] => {
  const inputs = nodes.flatMap((node) => node.inputs.map(({ name }) => name));
  const crashes = nodes.some(({ faults }) => faults.crash >= 0) ? [CRASH] : [];
  return [...new Set(inputs), ...crashes];
};

const played = (
  run: ActionsRun,
  { nodes }: Instance,
  { starts, muted, choices }: Schedule,
): Played<Schedule> => {
  const { cores } = run;
  const taken: Choice[] = [];
  for (const [index, pick] of choices) {
    const node = nodes[index]!;
    const all = run.enabledAt(node);
    const actions = all.filter((action) => !muted.includes(nameOf(node, action)));
    const action = actions[pick % actions.length];
    if (action === undefined) continue;
    run.decline(node);
    if (cores.found !== null) break;
    taken.push([index, all.indexOf(action)]);
    run.take(action);
    if (cores.found !== null) break;
  }
  for (const node of nodes) run.decline(node);
  const effective = { starts, muted: [], choices: taken };
  return { cores, effective, difference: () => roughDifferenceIn(run) };
};

/** Empty for messages: they are never left out. */
const nameOf = ({ inputs }: Node, { kind, subject }: Action): string => {
  if (kind === "timer" || kind === "request") return inputs[subject]!.name;
  return kind === "crash" ? CRASH : "";
};

/** The same difference with as few steps as there can be, if any of them is left out one by one. */
const shortest = (
  run: ActionsRun,
  adapter: Adapter,
  outcomes: readonly Outcome<object>[],
): Difference | null => {
  const { sources, found } = run.cores;
  if (found === null) return null;
  const [kind, last] = [kindOf(sources.steps, found), stepOf(sources, found)];
  const again = (steps: readonly Step[]): ActionsRun | null => {
    const other = new ActionsRun(sources, adapter, outcomes);
    const { cores } = other;
    for (const step of [...steps, last]) if (cores.found === null) other.follow(step);
    return cores.found !== null && kindOf(sources.steps, cores.found) === kind ? other : null;
  };
  const actions = run.steps.filter((step) => step.kind !== "aside");
  // What was declined is part of it only where the implementation has kept some of it in mind.
  const first = again(actions) ?? again(run.steps);
  if (first === null) return null;
  const least = again(minimal(first.steps, (steps) => again(steps)?.steps ?? null));
  return differenceIn(least ?? first);
};
