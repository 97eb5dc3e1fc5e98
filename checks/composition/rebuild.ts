/** Finds again what the traitors say, from how an outcome with the fewest lies was computed. */
import {
  keyOf,
  smallerOfLoyal,
  smallerOfTraitor,
  standingsAfter,
  type Outcomes,
  type Part,
  type Reached,
  type Tally,
} from "./outcomes.ts";

/** What a traitor tells a loyal node. */
export interface Telling {
  /** Those who passed it on, of whom the last one is speaking; empty if the commander is. */
  readonly path: readonly number[];
  readonly to: number;
  readonly order: number;
}

/** An instance among nodes that have names. */
export interface Cast {
  readonly part: Part;
  readonly path: readonly number[];
  readonly loyal: readonly number[];
  readonly traitors: readonly number[];
}

/**
 * All that traitors tell loyal nodes so that these come to the wanted outcomes, in their order.
 * The instance has to have been computed. No other way has fewer lies.
 */
export const rebuild = (
  outcomes: Outcomes,
  { part, path, loyal, traitors }: Cast,
  wanted: readonly number[],
): readonly Telling[] => {
  const reached = outcomes.known(part)?.get(keyOf(wanted));
  if (reached === undefined) throw new Error("an outcome is wanted that was never reached");
  const { own, turns } = placed(outcomes, part, reached, wanted);
  const told = own.map((order, at) => ({ path, to: loyal[at]!, order }));
  const passedOn = turns.flatMap(({ speaker, said }, turn) => {
    const traitor = traitors[turn - loyal.length];
    const smaller: Cast = {
      part: speaker === -1 ? smallerOfTraitor(part) : smallerOfLoyal(part, own[speaker]!),
      path: [...path, speaker === -1 ? traitor! : loyal[speaker]!],
      loyal: loyal.filter((_, at) => at !== speaker),
      traitors: traitors.filter((id) => speaker !== -1 || id !== traitor),
    };
    return rebuild(
      outcomes,
      smaller,
      said.filter((_, at) => at !== speaker),
    );
  });
  return [...(part.commander === "traitor" ? told : []), ...passedOn];
};

/** One who passes on what it was told, and what the receivers make of that, by their places. */
interface Turn {
  /** A place among the receivers; -1: a traitor. */
  readonly speaker: number;
  readonly said: readonly number[];
}

/** What each receiver is told, and the turns, so that each ends up with what is wanted of it. */
const placed = (
  outcomes: Outcomes,
  part: Part,
  { told, tally }: Reached,
  wanted: readonly number[],
): { readonly own: readonly number[]; readonly turns: readonly Turn[] } => {
  if (tally === null) return { own: wanted, turns: [] };
  const { own, turns, outcome } = replayed(outcomes, part, told, tally);
  const free = outcome.map((_, at) => at);
  const seats = wanted.map((order) => {
    const at = free.findIndex((seat) => outcome[seat] === order);
    return free.splice(at, 1)[0]!;
  });
  return {
    own: seats.map((seat) => own[seat]!),
    turns: turns.map(({ speaker, said }) => ({
      speaker: seats.indexOf(speaker),
      said: seats.map((seat) => said[seat]!),
    })),
  };
};

/**
 * Follows receivers through the tallies, which are sorted anew after every turn. The receivers are
 * numbered by their places in the first.
 */
const replayed = (
  outcomes: Outcomes,
  { loyal, traitors }: Part,
  told: readonly number[],
  last: Tally,
) => {
  const standings = outcomes.standingsAmong(loyal + traitors);
  const tallies: Tally[] = [];
  for (let tally: Tally | null = last; tally !== null; tally = tally.before) tallies.unshift(tally);
  let seats = told.map((_, seat) => seat);
  let before = tallies[0]!.standings;
  const own = before.map((standing) => standings.own(standing));
  const turns = tallies.slice(1).map(({ said }): Turn => {
    const bySeat = said.map((_, seat) => said[seats.indexOf(seat)]!);
    const speaker = bySeat.indexOf(-1);
    const after = standingsAfter(standings, before, said);
    const order = after.map((_, at) => at).toSorted((a, b) => after[a]! - after[b]!);
    seats = order.map((at) => seats[at]!);
    before = order.map((at) => after[at]!);
    return { speaker, said: bySeat };
  });
  const outcome = seats.map((_, seat) => standings.outcome(before[seats.indexOf(seat)]!));
  return { own, turns, outcome };
};
