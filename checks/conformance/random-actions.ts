/**
 * Random schedules: choices of a node or of the network, each with a number that picks one of the
 * actions which are enabled there then. Where nothing is, the choice is passed over, so that
 * without one choice the others mean much the same. Before each of its actions, and at the end, a
 * node is told all that its model declines.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import type { Action } from "../exploration/actions.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { ActionsRun, stepOf, type Step } from "./actions-run.ts";
import { differenceIn, roughDifferenceIn, type Gamble, type Played } from "./gamble.ts";
import { minimal } from "../minimal.ts";
import { kindOf } from "./kind.ts";
import type { Difference } from "./report.ts";
import { sourcesOf } from "./sources.ts";

/** Of what is sent in a step that is not survived, what has a bit in the last number leaves. */
type Choice = readonly [slot: number, pick: number, leaving: number];
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
/** Subsets of what one step sends. */
const SUBSETS = 1 << 12;

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
        choices: fc.array(choiceOf(instance), { maxLength: steps, size: "max" }),
      }),
    play: (schedule) => played(started(schedule), instance, schedule),
    explain: (schedule) => {
      const run = started(schedule);
      played(run, instance, schedule);
      return shortest(run, adapter, chosen(schedule));
    },
  };
};

const choiceOf = (instance: Instance): fc.Arbitrary<Choice> => {
  const stops = instance.nodes.some(({ faults }) => faults.crashMidStep >= 0);
  const slot = fc.constantFrom(...slotsOf(instance));
  return fc.tuple(slot, fc.nat(PICKS - 1), stops ? fc.nat(SUBSETS - 1) : fc.constant(0));
};

/**
 * The nodes, those of each role about as often as those of the others: who is alone is a hub. The
 * network, where it may fall apart, has a number beyond them.
 */
const slotsOf = ({ nodes, setting, partitions }: Instance): readonly number[] => {
  const most = Math.max(...Object.values(setting.nodes).map(({ length }) => length));
  const slots = nodes.flatMap(({ index, role }) => {
    const times = Math.round(most / (setting.nodes[role]?.length ?? 1));
    return Array.from({ length: times }, () => index);
  });
  return partitions.length === 0 ? slots : [...slots, nodes.length];
};

const MID_STEP = "crash in mid-step";

/** Timers and requests by their rules, and faults by their kinds. */
const mutableOf = ({ nodes, partitions }: Instance): string[] => {
  const inputs = nodes.flatMap((node) => node.inputs.filter(({ kind }) => kind !== "restart"));
  const receives = nodes.flatMap((node) => node.receives);
  const faults: Readonly<Record<string, boolean>> = {
    crash: nodes.some((node) => node.faults.crash >= 0),
    "power-loss": nodes.some((node) => node.faults.powerLoss >= 0),
    [MID_STEP]: nodes.some((node) => node.faults.crashMidStep >= 0),
    drop: receives.some(({ drop }) => drop >= 0),
    duplicate: receives.some(({ duplicate }) => duplicate >= 0),
    suspect: inputs.some(({ detects }) => detects !== null && detects.suspect >= 0),
    partition: partitions.some(({ kind }) => kind === "partition"),
    "one-way": partitions.some(({ kind }) => kind === "one-way"),
  };
  const possible = Object.keys(faults).filter((fault) => faults[fault]);
  return [...new Set(inputs.map(({ name }) => name)), ...possible];
};

const played = (
  run: ActionsRun,
  { nodes }: Instance,
  { starts, muted, choices }: Schedule,
): Played<Schedule> => {
  const { cores } = run;
  const taken: Choice[] = [];
  for (const [slot, pick, leaving] of choices) {
    const node = nodes[slot] ?? null;
    const all = run.enabledAt(node);
    const actions = all.filter((action) => !muted.includes(nameOf(node, action)));
    const action = actions[pick % actions.length];
    if (action === undefined) continue;
    if (node !== null) run.decline(node);
    if (cores.found !== null) break;
    taken.push([slot, all.indexOf(action), leaving]);
    run.take(action.leaving === undefined ? action : { ...action, leaving });
    if (cores.found !== null) break;
  }
  for (const node of nodes) run.decline(node);
  const effective = { starts, muted: [], choices: taken };
  return { cores, effective, difference: () => roughDifferenceIn(run) };
};

/** As it may be muted; messages, restarts and healing never are. */
const nameOf = (node: Node | null, { kind, subject, leaving }: Action): string => {
  if (leaving !== undefined) return MID_STEP;
  return kind === "timer" || kind === "request" ? node!.inputs[subject]!.name : kind;
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
