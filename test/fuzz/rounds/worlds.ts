/** Where a run stands, how it starts, and how it goes on from turn to turn and round to round. */
import { product } from "../values.ts";
import { apply, between, posted, type Arena, type Envelope } from "./arena.ts";
import type { Cost, Reading, Turn } from "./turns.ts";

export interface World extends Cost {
  readonly coalition: readonly number[];
  readonly round: number;
  /** Who still has a turn in this round. */
  readonly waiting: readonly number[];
  readonly fired: boolean;
  /** Of a traitor, those of its shadow: it plays by the rules, and nobody hears it. */
  readonly states: readonly object[];
  readonly inbox: readonly Envelope[];
  readonly sent: readonly Envelope[];
}

export const loyalTo = ({ nodes }: Arena, coalition: readonly number[]): readonly number[] =>
  [...nodes.keys()].filter((at) => !coalition.includes(at));

export const startsOf = (arena: Arena, coalition: readonly number[]): readonly World[] => {
  const { model, nodes } = arena;
  const outcomes = nodes.map(({ role, context }) => model.initial[role]!(context));
  return product(outcomes).map((chosen) => ({
    coalition,
    round: 0,
    waiting: loyalTo(arena, coalition),
    fired: false,
    states: chosen.map(({ state }) => state),
    inbox: chosen.flatMap(({ sends }, at) => posted(arena, at, sends)),
    sent: [],
    lies: 0,
    length: 0,
  }));
};

export const after = (world: World, at: number, reading: Reading): World => ({
  ...world,
  states: world.states.with(at, reading.state),
  sent: [...world.sent, ...reading.sends],
  fired: world.fired || reading.fired,
  lies: world.lies + reading.lies,
  length: world.length + reading.length,
});

/** Once all loyal nodes had their turns: the shadows have theirs, and all that was sent arrives. */
export const nextRound = (arena: Arena, world: World): World => {
  const { coalition, round, inbox, states } = world;
  const shadows = coalition.map((at) => ({
    at,
    ...inGoodFaith(arena, { coalition, round, inbox, at, state: states[at]! }),
  }));
  return {
    ...world,
    round: round + 1,
    states: states.map((state, at) => shadows.find((shadow) => shadow.at === at)?.state ?? state),
    inbox: [...world.sent, ...shadows.flatMap(({ sends }) => sends)],
    sent: [],
    fired: false,
    waiting: loyalTo(arena, coalition),
  };
};

/** What a traitor would have done, had it and its fellows been loyal to each other and to all. */
const inGoodFaith = (arena: Arena, turn: Turn): Pick<Reading, "state" | "sends"> => {
  let [state, sends] = [turn.state, [] as readonly Envelope[]];
  const step = (tag: string, event: object): void => {
    const effect = apply(arena, turn.at, state, tag, event);
    if (effect !== null) [state, sends] = [effect.state, [...sends, ...effect.sends]];
  };
  const { round } = turn;
  for (const [from, { self }] of arena.nodes.entries())
    for (const { tag, payload } of between(arena, turn.inbox, from, turn.at))
      step(tag, { ...payload, from: self, round });
  step("Round", { round });
  return { state, sends };
};
