/** When a run is over: no rule fires any more, and no traitor can be waiting to speak. */
import type { Arena } from "./arena.ts";
import { readingsOf, type Limits } from "./turns.ts";
import { after, nextRound, startsOf, type World } from "./worlds.ts";

/** How many rounds the longest run of loyal nodes has. Nothing, where it takes too long. */
export const roundsInGoodFaith = (arena: Arena, limits: Limits): number | null => {
  let most = 0;
  for (let world of startsOf(arena, [])) {
    for (;;) {
      const [at, ...waiting] = world.waiting;
      if (at !== undefined) {
        const turn = { ...world, at, state: world.states[at]! };
        const [reading] = readingsOf(arena, turn, limits) ?? [];
        if (reading === undefined) return null;
        world = { ...after(world, at, reading), waiting };
      } else if (world.fired) world = nextRound(arena, world);
      else break;
    }
    most = Math.max(most, world.round + 1);
  }
  return most;
};

/** No run with traitors ends before one of loyal nodes would. */
export const isOver = (world: World, leastRounds: number): boolean =>
  world.waiting.length === 0 &&
  !world.fired &&
  (world.coalition.length === 0 || world.round + 1 >= leastRounds);
