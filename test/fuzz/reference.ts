/** The reference explorer: a breadth-first search over strings, so plain that it is right. */
import type { Property, Scenario, Within } from "../../models/protocol.ts";
import { keyOfWorld, type Action, type System, type World } from "./semantics.ts";

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
  /** The rules that were enabled in a state that was expanded. */
  readonly fired: readonly string[];
}
type Judged = Readonly<Record<string, Property>>;

/** Nothing, where more than `cap` actions are generated. */
export const explore = (
  system: System,
  judged: Judged,
  scenario: Scenario,
  cap: number,
): Answer | null => {
  const [inside, outside] = [new Set<string>(), new Set<string>()];
  const fired = new Set<string>();
  const levels = new Map<string, number>();
  const judge = (world: World, level: number, kinds: readonly Property["kind"][]): void => {
    for (const [name, property] of Object.entries(judged))
      if (!levels.has(name) && kinds.includes(property.kind))
        if (holds(system, property, world) === (property.kind === "sometimes"))
          levels.set(name, level);
  };
  const initial = new Set(system.initial.map(keyOfWorld)).size;
  let [generated, depth, frontier] = [initial, 0, [] as World[]];
  let arriving = [...system.initial];
  for (let level = 1; arriving.length > 0; level++) {
    for (const world of arriving) {
      const key = keyOfWorld(world);
      if (inside.has(key) || outside.has(key)) continue;
      const isInside = !scenario.within || holds(system, scenario.within, world);
      (isInside ? inside : outside).add(key);
      if (isInside) frontier.push(world);
      judge(world, level, isInside ? ["always", "sometimes"] : ["always"]);
    }
    if (frontier.length > 0) depth = level;
    if (firstViolation(judged, scenario, levels)) break;
    arriving = [];
    for (const world of frontier) {
      const actions = system.actions(world);
      if (isQuiescent(world, actions)) judge(world, level, ["atQuiescence"]);
      for (const { rule } of actions) if (rule) fired.add(rule);
      arriving.push(...actions.map(({ next }) => next));
      generated += actions.length;
      if (generated > cap) return null;
    }
    frontier = [];
  }
  const counts = { states: inside.size, initial, generated, cut: outside.size, depth };
  const isComplete = frontier.length === 0;
  return {
    ...conclude(judged, scenario, levels, isComplete),
    ...counts,
    fired: [...fired].toSorted(),
  };
};

const holds = (system: System, { observation, holds }: Within, world: World): boolean =>
  holds(system.see(observation, world));

/** Nothing but a crash can change the state any more. */
export const isQuiescent = (world: World, actions: readonly Action[]): boolean =>
  actions.every(({ kind, next }) => kind === "crash" || keyOfWorld(next) === keyOfWorld(world));

type Levels = ReadonlyMap<string, number>;
/** By level and then by declaration, for the sort is stable. To meet a witness may be one too. */
const firstViolation = (
  judged: Judged,
  { outOfReach = [] }: Scenario,
  levels: Levels,
): readonly [string, number] | undefined =>
  Object.entries(judged)
    .filter(([name, { kind }]) => kind !== "sometimes" || outOfReach.includes(name))
    .flatMap(([name]) => (levels.has(name) ? [[name, levels.get(name)!] as const] : []))
    .toSorted(([, a], [, b]) => a - b)[0];

const conclude = (judged: Judged, scenario: Scenario, levels: Levels, isComplete: boolean) => {
  const [property, level] = firstViolation(judged, scenario, levels) ?? [null, null];
  const properties = Object.fromEntries(
    Object.entries(judged).map(([name, { kind }]) => {
      const isOut = scenario.outOfReach?.includes(name) ?? false;
      const isWitness = kind === "sometimes" && !isOut;
      const at = levels.get(name);
      if (at !== undefined) return [name, `${isWitness ? "met" : "violated"} ${at}`];
      if (!isComplete) return [name, "unknown"];
      return [name, isWitness ? "not-met" : isOut ? "out-of-reach" : "holds"];
    }),
  );
  const unmet = Object.values(properties).includes("not-met") ? "vacuous" : "holds-within-bounds";
  const verdict = property === null ? unmet : "violated";
  return { verdict, property, length: level === null ? null : level - 1, properties };
};
