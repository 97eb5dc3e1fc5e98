/** The reference explorer: a breadth-first search over strings, so plain that it is right. */
import type { Property, Scenario } from "../../models/protocol.ts";
import { conclude, firstViolation, type Judged } from "./conclude.ts";
import { isBrokenAtEnd, isBrokenBetween, isSettledIn, isWithin } from "./judge.ts";
import { poolsOf, spentBetween } from "./reading/budgets.ts";
import { keyOfWorld, type System, type World } from "./semantics.ts";

export interface Answer {
  readonly verdict: string;
  readonly property: string | null;
  readonly states: number;
  readonly initial: number;
  readonly generated: number;
  readonly cut: number;
  readonly depth: number;
  /** Of the counterexample. */
  readonly length: number | null;
  /** The status of each property, and the level on which it was first violated or met. */
  readonly properties: Readonly<Record<string, string>>;
  /** What happened in the search; `unsent` is a crash in the middle of a step. */
  readonly kinds: ReadonlySet<string>;
  /** The rules that were enabled in a state that was expanded. */
  readonly fired: readonly string[];
  /** Why what holds says little: witnesses that were missed, and budgets never used. */
  readonly vacuity: readonly string[];
}

interface Bounds {
  /** Nothing is answered, where more actions than these are generated. */
  readonly cap: number;
  /** Also beyond a violation. */
  readonly goOn?: boolean;
}

export const explore = (
  system: System,
  judged: Judged,
  scenario: Scenario,
  { cap, goOn = false }: Bounds,
): Answer | null => {
  const [inside, outside] = [new Set<string>(), new Set<string>()];
  const [fired, spent, kinds] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const levels = new Map<string, number>();
  const judge = (level: number, isSettled: (property: Property) => boolean): void => {
    for (const [name, property] of Object.entries(judged))
      if (!levels.has(name) && isSettled(property)) levels.set(name, level);
  };
  const initial = new Set(system.initial.map(keyOfWorld)).size;
  let [generated, depth, frontier] = [initial, 0, [] as World[]];
  let arriving = [...system.initial];
  for (let level = 1; arriving.length > 0; level++) {
    for (const world of arriving) {
      const key = keyOfWorld(world);
      if (inside.has(key) || outside.has(key)) continue;
      const isInside = isWithin(system, scenario, world);
      (isInside ? inside : outside).add(key);
      if (isInside) frontier.push(world);
      judge(level, (property) => isSettledIn(system, property, world, isInside));
    }
    if (frontier.length > 0) depth = level;
    if (!goOn && firstViolation(judged, scenario, levels)) break;
    arriving = [];
    for (const world of frontier) {
      const actions = system.actions(world);
      judge(level, (property) => isBrokenAtEnd(system, property, world, actions));
      for (const { kind, unsent, rule, next } of actions) {
        kinds.add(unsent === null ? kind : "unsent");
        if (rule) fired.add(rule);
        for (const pool of spentBetween(world.left, next.left)) spent.add(pool);
        judge(level + 1, (property) => isBrokenBetween(system, property, world, next));
      }
      arriving.push(...actions.map(({ next }) => next));
      generated += actions.length;
      if (generated > cap) return null;
    }
    frontier = [];
  }
  const isComplete = frontier.length === 0;
  const counts = { states: inside.size, initial, generated, cut: outside.size, depth };
  return {
    ...conclude(judged, scenario, { levels, isComplete, pools: poolsOf(scenario), spent }),
    ...counts,
    fired: [...fired].toSorted(),
    kinds,
  };
};
