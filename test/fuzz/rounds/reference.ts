/** The reference for rounds: plain recursion over all that traitors may say, to its very end. */
import type { Model, Property, Scenario, Within } from "../../../models/protocol.ts";
import { arenaOf, choices, nameOf, see, type Arena } from "./arena.ts";
import { readingsOf, type Cost, type Limits, type Talk } from "./turns.ts";
import { after, loyalTo, nextRound, startsOf, type World } from "./worlds.ts";
import { isOver, roundsInGoodFaith } from "./ends.ts";

export interface Answer {
  readonly coalitions: number;
  readonly loyal: number;
  /** For each property, what it takes to violate it, or to meet it; absent: it cannot be. */
  readonly costs: ReadonlyMap<string, Cost>;
  /** The states of the loyal nodes, after every turn. */
  readonly reached: ReadonlySet<string>;
  /** Those that the scenario's `within` leaves out: only `always` is judged there. */
  readonly outside: ReadonlySet<string>;
  /** Those in which a run ends. */
  readonly ended: ReadonlySet<string>;
  /** In the longest run. */
  readonly rounds: number;
  readonly seen: ReadonlySet<Talk>;
}

interface Findings {
  readonly costs: Map<string, Cost>;
  readonly reached: Set<string>;
  readonly outside: Set<string>;
  readonly ended: Set<string>;
  readonly seen: Set<Talk>;
  rounds: number;
}

interface Search {
  readonly limits: Limits;
  readonly arena: Arena;
  readonly judged: Model["properties"];
  readonly within: Within | undefined;
  readonly findings: Findings;
  /** Of the longest run in which nobody is a traitor: no run with traitors ends before it would. */
  readonly leastRounds: number;
  /** Of each state of the loyal nodes, what the properties say: asked once, since it recurs. */
  readonly verdicts: Map<string, readonly string[]>;
}

/** Nothing, where it takes too long. */
export const enumerate = (
  model: Model,
  { parameters, within }: Pick<Scenario, "parameters" | "within">,
  judged: Model["properties"],
  limits: Limits,
): Answer | null => {
  const arena = arenaOf(model, parameters);
  const coalitions = choices(arena.nodes.length, arena.traitors);
  const loyal = arena.nodes.length - arena.traitors;
  const findings: Findings = {
    costs: new Map(),
    reached: new Set(),
    outside: new Set(),
    ended: new Set(),
    seen: new Set(),
    rounds: 0,
  };
  const leastRounds = roundsInGoodFaith(arena, limits);
  if (leastRounds === null) return null;
  const verdicts = new Map<string, readonly string[]>();
  const search: Search = { limits, arena, judged, within, findings, leastRounds, verdicts };
  const isComplete = coalitions.every((coalition) =>
    startsOf(arena, coalition).every((world) => arrive(search, world)),
  );
  return isComplete ? { ...findings, coalitions: coalitions.length, loyal } : null;
};

/** Judges a state, and what follows from it. Whether it came to its end. */
const arrive = (search: Search, world: World): boolean => {
  const { arena, within, findings } = search;
  const loyal = loyalTo(arena, world.coalition);
  const state = loyal.map((at) => nameOf(arena.nodes[at]!, world.states[at]!)).join("\n");
  const isInside = within?.holds(see(arena, loyal, within.observation, world.states)) ?? true;
  (isInside ? findings.reached : findings.outside).add(state);
  judge(search, world, state, isInside ? ["always", "sometimes"] : ["always"]);
  return !isInside || explore(search, world, state);
};

const explore = (search: Search, world: World, state: string): boolean => {
  const [at, ...waiting] = world.waiting;
  if (at === undefined) {
    if (!isOver(world, search.leastRounds))
      return explore(search, nextRound(search.arena, world), state);
    search.findings.ended.add(state);
    judge(search, world, state, ["atQuiescence"]);
    search.findings.rounds = Math.max(search.findings.rounds, world.round + 1);
    return true;
  }
  const turn = { ...world, at, state: world.states[at]! };
  const readings = readingsOf(search.arena, turn, search.limits);
  if (readings === null) return false;
  search.limits.left -= readings.length;
  return readings.every((reading) => {
    for (const talk of reading.talk) search.findings.seen.add(talk);
    return arrive(search, { ...after(world, at, reading), waiting });
  });
};

const judge = (
  search: Search,
  world: World,
  state: string,
  kinds: readonly Property["kind"][],
): void => {
  const { judged, findings, verdicts } = search;
  const { lies, length } = world;
  if (!verdicts.has(state)) verdicts.set(state, shownIn(search, world));
  for (const name of verdicts.get(state)!) {
    if (!kinds.includes(judged[name]!.kind)) continue;
    const best = findings.costs.get(name);
    const isLess = !best || lies < best.lies || (lies === best.lies && length < best.length);
    if (isLess) findings.costs.set(name, { lies, length });
  }
};

/** The properties that would be violated in such a state, or met. */
const shownIn = ({ arena, judged }: Search, { states, coalition }: World): readonly string[] => {
  const loyal = loyalTo(arena, coalition);
  const isShown = ([, property]: [string, Property]): boolean =>
    property.holds(see(arena, loyal, property.observation, states)) ===
    (property.kind === "sometimes");
  return Object.entries(judged)
    .filter(isShown)
    .map(([name]) => name);
};
