/**
 * Schedules as fast-check draws and shrinks them: a way to start, and choices. Each choice names a
 * sort of action, a node and a number, and takes one of what is enabled then, at that node or the
 * next; where nothing of its sort is, it is passed over, so that without one choice the others mean
 * much the same. All numbers shrink towards 0, and that is a message, and no fault and no lie.
 */
import * as fc from "fast-check";
import { FAULTS, type Action, type Kind } from "../exploration/actions.ts";
import type { Instance } from "../model/instance.ts";
import type { Judging } from "./judging.ts";
import { walk, type Meets, type Pick } from "./walk.ts";
import type { Move, Route, Walker } from "./walker.ts";

/** Of a hundred choices, those below these numbers are of each sort. */
const SORTS = { message: 60, own: 92, wrong: 100 } as const;
type Sort = keyof typeof SORTS;

type Choice = readonly [sort: number, slot: number, pick: number];

export interface Drawn {
  readonly start: number;
  /**
   * What is left out of the schedule: by far the most in which anything may happen at any time are
   * those of impatience and refusal, and never get far.
   */
  readonly muted: readonly string[];
  readonly choices: readonly Choice[];
}

/** More than there are actions of one sort at one node, as a rule. */
const PICKS = 1 << 10;

/** Of all that can be muted, as much as may be at once. */
const MUTED = 1 / 3;

/** @param steps at most. */
export const drawnBy = ({ starts, instance }: Walker, steps: number): fc.Arbitrary<Drawn> => {
  const mutable = mutableOf(instance);
  return fc.record({
    start: fc.nat(starts.length - 1),
    muted: fc.subarray(mutable, { maxLength: Math.ceil(mutable.length * MUTED) }),
    choices: fc.array(
      fc.tuple(fc.nat(SORTS.wrong - 1), fc.nat(instance.nodes.length), fc.nat(PICKS - 1)),
      { maxLength: steps, size: "max" },
    ),
  });
};

/** Walks as was drawn. */
export const walked = (
  walker: Walker,
  judging: Judging,
  { start, muted, choices }: Drawn,
  meets: Meets,
): Route => {
  const isHeard = ({ action }: Move): boolean => !muted.includes(nameOf(walker.instance, action));
  const picks = choices.map(
    (choice): Pick =>
      (possible) =>
        pickOf(walker, possible.filter(isHeard), choice),
  );
  return walk(walker, judging, { initial: start, picks }, meets);
};

/** In rounds one node has its turn, and the choice is what it is told. */
const pickOf = (
  { instance }: Walker,
  possible: readonly Move[],
  [number, slot, pick]: Choice,
): Move | null => {
  const sort = sortAt(number);
  const ofSort = possible.filter((move) => sortOf(move) === sort);
  const fitting = instance.inRounds
    ? truthFirst(possible, sort)
    : atOrAfter(slot, ofSort, instance.nodes);
  return fitting[pick % fitting.length] ?? null;
};

/** What is at the first of the slots, from one on and round, at which there is something. */
const atOrAfter = (
  slot: number,
  moves: readonly Move[],
  nodes: readonly object[],
): readonly Move[] => {
  const slots = nodes.length + 1;
  for (let step = 0; step < slots; step++) {
    const some = moves.filter((move) => slotOf(move, nodes) === (slot + step) % slots);
    if (some.length > 0) return some;
  }
  return [];
};

const truthFirst = (possible: readonly Move[], sort: Sort): readonly Move[] => {
  const inOrder = possible.toSorted((a, b) => a.wrongs - b.wrongs);
  return sort === "wrong" ? inOrder : inOrder.filter(({ wrongs }) => wrongs === inOrder[0]!.wrongs);
};

const sortAt = (number: number): Sort => {
  if (number < SORTS.message) return "message";
  return number < SORTS.own ? "own" : "wrong";
};

const OF_MESSAGES: ReadonlySet<Action["kind"]> = new Set(["deliver", "discard", "restart", "heal"]);

const sortOf = ({ action, wrongs }: Move): Sort => {
  if (wrongs > 0) return "wrong";
  return OF_MESSAGES.has(action.kind) ? "message" : "own";
};

/** The network has a slot beyond those of the nodes. */
const slotOf = ({ action }: Move, { length }: readonly object[]): number =>
  action.node < 0 ? length : action.node;

/** Timers, requests and joint steps by their rules; messages, restarts and healing are not. */
const mutableOf = ({ nodes, joint, inRounds }: Instance): string[] => {
  if (inRounds) return [];
  const own = nodes.flatMap(({ inputs }) => inputs.filter(({ kind }) => kind !== "restart"));
  return [...new Set([...[...own, ...joint].map(({ name }) => name), ...FAULTS])];
};

/** As it may be muted. */
const nameOf = ({ nodes, joint }: Instance, { kind, node, subject, leaving }: Action): string => {
  if (leaving !== undefined) return MID_STEP;
  if (kind === "joint") return joint[subject]!.name;
  return kind === "timer" || kind === "request" ? nodes[node]!.inputs[subject]!.name : kind;
};

const MID_STEP: Kind = "mid-step";
