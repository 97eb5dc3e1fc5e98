/**
 * Which outcomes an instance can have, each with the fewest lies: computed from those of the
 * smaller instances in which the others pass on what they were told.
 *
 * What is said in one of these has no bearing on another. So the votes of all loyal receivers,
 * taken together, are a sum over the smaller instances, and the fewest lies of a sum are found by
 * adding one instance after the other. Loyal nodes are alike, so tuples are kept in sorted order.
 */
import { Ballots, multisets, numbers, type Voting } from "./ballots.ts";

/** An instance, as far as its outcomes depend on it. */
export interface Part {
  readonly commander: "loyal" | "traitor";
  /** How many loyal nodes it commands, and how many traitors. */
  readonly loyal: number;
  readonly traitors: number;
  /** How many times an order is still passed on. */
  readonly relays: number;
  /** What a loyal commander tells, and what is no lie of a traitor. */
  readonly order: number;
}

/** An outcome that an instance can have, and a way to it with the fewest lies. */
export interface Reached {
  /** Of the loyal receivers, in ascending order. */
  readonly outcome: readonly number[];
  readonly lies: number;
  /** What the commander tells them; it is for the tally to say who ends up with which outcome. */
  readonly told: readonly number[];
  /** The last of the tallies; null where nobody asks the others, and all believe what is told. */
  readonly tally: Tally | null;
}
export type Reaches = ReadonlyMap<string, Reached>;

/**
 * How the loyal receivers stand after some of the others have passed on what they were told: the
 * loyal ones in the order in which they stand first, and then the traitors.
 */
export interface Tally {
  /** Ascending, so that those who have yet to speak come first. */
  readonly standings: readonly number[];
  readonly lies: number;
  readonly before: Tally | null;
  /** Outcomes of the last speaker's instance, by place in the tally before; -1 at the speaker. */
  readonly said: readonly number[];
}

/** An outcome by its orders, whoever has which. */
export const keyOf = (outcome: readonly number[]): string => outcome.toSorted(ascending).join();

const ascending = (a: number, b: number): number => a - b;

/** The standing of a receiver: its ballot, and as long as it has not spoken, its own order. */
export class Standings {
  readonly #ballots: Ballots;
  readonly #spoken: number;

  constructor(voting: Voting, others: number) {
    this.#ballots = new Ballots(voting, others);
    this.#spoken = voting.orders * this.#ballots.size;
  }

  first(own: number): number {
    return own * this.#ballots.size + this.#ballots.first[own]!;
  }

  own(standing: number): number {
    return Math.floor(standing / this.#ballots.size);
  }

  afterSpeaking(standing: number): number {
    return this.#spoken + (standing % this.#ballots.size);
  }

  afterHearing(standing: number, order: number): number {
    const ballot = standing % this.#ballots.size;
    return standing - ballot + this.#ballots.next[ballot]![order]!;
  }

  outcome(standing: number): number {
    return this.#ballots.outcome[standing % this.#ballots.size]!;
  }
}

/** A computation that can be left, or taken up again, wherever it yields. */
type Steps<T> = Generator<undefined, T>;

export class Outcomes {
  /** Tuples of standings and of outcomes that were found. */
  examined = 0;
  readonly #voting: Voting;
  readonly #standings = new Map<number, Standings>();
  readonly #reached = new Map<string, Reaches>();
  readonly #afterTelling = new Map<string, readonly Reached[]>();

  constructor(voting: Voting) {
    this.#voting = voting;
  }

  /** Standings of the receivers of an instance among so many. */
  standingsAmong(receivers: number): Standings {
    const known = this.#standings.get(receivers);
    if (known !== undefined) return known;
    const standings = new Standings(this.#voting, receivers - 1);
    this.#standings.set(receivers, standings);
    return standings;
  }

  /** What was computed of an instance, on the way to one that contains it. */
  known(part: Part): Reaches | undefined {
    return this.#reached.get(keyOfPart(part));
  }

  /** Yields every few thousand tuples or earlier. */
  *reach(part: Part): Steps<Reaches> {
    const known = this.known(part);
    if (known !== undefined) return known;
    const { commander, loyal, order } = part;
    const best = new Map<string, Reached>();
    const tellings =
      commander === "loyal"
        ? [Array<number>(loyal).fill(order)]
        : multisets(loyal, this.#voting.orders);
    for (const told of tellings) {
      const lies = told.filter((one) => one !== order).length;
      for (const reached of yield* this.#reachAfter(told, part)) {
        const key = reached.outcome.join();
        const before = best.get(key);
        if (before !== undefined && before.lies <= reached.lies + lies) continue;
        if (before === undefined) this.examined++;
        best.set(key, { ...reached, lies: reached.lies + lies });
      }
    }
    this.#reached.set(keyOfPart(part), best);
    return best;
  }

  /** Outcomes once the commander has told what it tells, not counting its own lies. */
  *#reachAfter(told: readonly number[], part: Part): Steps<readonly Reached[]> {
    const { loyal, traitors, relays, order } = part;
    if (relays === 0 || loyal === 0 || loyal + traitors === 1)
      return [{ outcome: told, lies: 0, told, tally: null }];
    const key = `${told.join()}:${traitors}:${relays}:${order}`;
    const known = this.#afterTelling.get(key);
    if (known !== undefined) return known;
    const standings = this.standingsAmong(loyal + traitors);
    const reached = (yield* this.#tallies(told, part)).map((tally) => {
      const outcome = tally.standings.map((one) => standings.outcome(one)).toSorted(ascending);
      return { outcome, lies: tally.lies, told, tally };
    });
    this.#afterTelling.set(key, reached);
    return reached;
  }

  /** All tallies after everybody has passed on what it was told. */
  *#tallies(told: readonly number[], part: Part): Steps<readonly Tally[]> {
    const standings = this.standingsAmong(part.loyal + part.traitors);
    const first = told.map((own) => standings.first(own)).toSorted(ascending);
    let tallies: readonly Tally[] = [{ standings: first, lies: 0, before: null, said: [] }];
    const smaller = yield* this.#smaller(told, part);
    for (let turn = 0; turn < part.loyal + part.traitors; turn++) {
      const isLoyal = turn < part.loyal;
      const found = new Found(standings, this.#voting.orders, isLoyal);
      for (const tally of tallies) {
        const own = isLoyal ? standings.own(tally.standings[0]!) : -1;
        for (const reached of smaller.get(own)!.values()) found.add(tally, reached);
        this.examined += found.unseen;
        found.unseen = 0;
        yield;
      }
      tallies = found.tallies;
    }
    return tallies;
  }

  /** The smaller instances: of a loyal speaker by its own order, and at -1 that of a traitor. */
  *#smaller(
    told: readonly number[],
    { loyal, traitors, relays, order }: Part,
  ): Steps<ReadonlyMap<number, Reaches>> {
    const found = new Map<number, Reaches>();
    for (const own of new Set(told)) {
      const part = smallerOfLoyal({ loyal, traitors, relays }, own);
      found.set(own, yield* this.reach(part));
    }
    if (traitors > 0)
      found.set(-1, yield* this.reach(smallerOfTraitor({ loyal, traitors, relays, order })));
    return found;
  }
}

/** The instance in which a loyal receiver passes on its own order to all the others. */
export const smallerOfLoyal = (
  { loyal, traitors, relays }: Pick<Part, "loyal" | "traitors" | "relays">,
  own: number,
): Part => ({ commander: "loyal", loyal: loyal - 1, traitors, relays: relays - 1, order: own });

/**
 * The instance in which a traitor does. The traitors tell each other the truth: no lie is what the
 * commander's own order demands.
 */
export const smallerOfTraitor = ({
  loyal,
  traitors,
  relays,
  order,
}: Omit<Part, "commander">): Part => ({
  commander: "traitor",
  loyal,
  traitors: traitors - 1,
  relays: relays - 1,
  order,
});

const keyOfPart = ({ commander, loyal, traitors, relays, order }: Part): string =>
  `${commander}:${loyal}:${traitors}:${relays}:${order}`;

/** The tallies after one more has spoken, each with the fewest lies. */
class Found {
  /** How many there are that have not been counted. */
  unseen = 0;
  readonly #best = new Map<string, Tally>();
  readonly #standings: Standings;
  readonly #orders: number;
  /** A loyal speaker stands first, and says nothing to itself. */
  readonly #isLoyal: boolean;

  constructor(standings: Standings, orders: number, isLoyal: boolean) {
    this.#standings = standings;
    this.#orders = orders;
    this.#isLoyal = isLoyal;
  }

  get tallies(): readonly Tally[] {
    return [...this.#best.values()];
  }

  /** Adds an outcome of the speaker's instance, in every way in which it can be distributed. */
  add(before: Tally, { outcome, lies }: Reached): void {
    const { standings } = before;
    const left = numbers(this.#orders).map((order) => outcome.filter((o) => o === order).length);
    const said = standings.map(() => -1);
    const first = this.#isLoyal ? 1 : 0;
    const distribute = (at: number): void => {
      if (at === standings.length) return this.#put(before, said, before.lies + lies);
      const isLikeLast = at > first && standings[at] === standings[at - 1];
      for (let order = isLikeLast ? said[at - 1]! : 0; order < this.#orders; order++) {
        if (left[order] === 0) continue;
        left[order]!--;
        said[at] = order;
        distribute(at + 1);
        left[order]!++;
      }
    };
    distribute(first);
  }

  #put(before: Tally, said: readonly number[], lies: number): void {
    const standings = standingsAfter(this.#standings, before.standings, said).toSorted(ascending);
    const key = standings.join();
    const known = this.#best.get(key);
    if (known !== undefined && known.lies <= lies) return;
    if (known === undefined) this.unseen++;
    this.#best.set(key, { standings, lies, before, said: [...said] });
  }
}

/** How each stands after it has heard what was said to it; -1 marks the one who spoke. */
export const standingsAfter = (
  standings: Standings,
  before: readonly number[],
  said: readonly number[],
): readonly number[] =>
  before.map((standing, at) =>
    said[at] === -1
      ? standings.afterSpeaking(standing)
      : standings.afterHearing(standing, said[at]!),
  );
