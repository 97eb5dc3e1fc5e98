/**
 * The ballots of one kind of instance, as small numbers. Two ballots that come to the same outcome
 * whatever is yet to be said are one: after two of three votes for an order, the third is idle.
 */

/** Orders are told by their numbers from here on. */
export interface Voting {
  /** How many orders there are. */
  readonly orders: number;
  /** `said` tells how often each order was said. */
  readonly vote: (own: number, said: readonly number[]) => number;
}

export class Ballots {
  /** Of one to whom nobody has said anything yet, by its own order. */
  readonly first: readonly number[];
  /** By ballot and order: the ballot after this order was said. Empty where all is said. */
  readonly next: (readonly number[])[] = [];
  /** By ballot: what it comes to, where all is said. */
  readonly outcome: number[] = [];

  readonly #voting: Voting;
  readonly #told = new Map<string, number>();
  readonly #alike = new Map<string, number>();

  /** @param others who each say one order. */
  constructor(voting: Voting, others: number) {
    this.#voting = voting;
    this.first = numbers(voting.orders).map((own) =>
      this.#ballotOf(own, Array<number>(voting.orders).fill(0), others),
    );
  }

  get size(): number {
    return this.next.length;
  }

  #ballotOf(own: number, said: readonly number[], left: number): number {
    const key = `${own}:${said.join()}`;
    const known = this.#told.get(key);
    if (known !== undefined) return known;
    const outcome = left === 0 ? this.#voting.vote(own, said) : -1;
    const next =
      left === 0
        ? []
        : said.map((_, order) =>
            this.#ballotOf(
              own,
              said.map((times, at) => times + (at === order ? 1 : 0)),
              left - 1,
            ),
          );
    const ballot = this.#merged(next, outcome);
    this.#told.set(key, ballot);
    return ballot;
  }

  #merged(next: readonly number[], outcome: number): number {
    const key = `${next.join()}:${outcome}`;
    const known = this.#alike.get(key);
    if (known !== undefined) return known;
    const ballot = this.next.push(next) - 1;
    this.outcome.push(outcome);
    this.#alike.set(key, ballot);
    return ballot;
  }
}

/** From 0 on. */
export const numbers = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index);

/** Every ascending tuple of so many orders. */
export const multisets = (length: number, orders: number): readonly (readonly number[])[] =>
  length === 0
    ? [[]]
    : multisets(length - 1, orders).flatMap((tuple) => {
        const lowest = tuple.at(-1) ?? 0;
        return numbers(orders - lowest).map((above) => [...tuple, lowest + above]);
      });
