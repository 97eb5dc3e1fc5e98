/**
 * Counts the lies of one traitor to one reader in one round, message by message in the order of
 * reading. A lie belongs to a slot: what is said there differs from what a loyal node in the place
 * of the traitor would say. (Lamport, Shostak & Pease do not count lies; this is our measure.)
 */

/** A message that may be said, and the slot that it belongs to. */
export interface Sayable {
  readonly slot: string;
  /** Whether a loyal node would say it. */
  readonly isTrue: boolean;
}

/** What is known of a slot until the last message that belongs to it has been passed. */
interface Open {
  readonly slot: string;
  readonly lied: boolean;
  readonly spoken: boolean;
}

export interface Account {
  readonly lies: number;
  /** Messages read, and silences noticed. */
  readonly events: number;
  readonly open: readonly Open[];
}

export class Ledger {
  /** For each slot the place of its last message, and whether a loyal node would speak in it. */
  readonly #last = new Map<string, number>();
  readonly #expected = new Set<string>();

  /** @param messages that can be said, in the order of reading. */
  constructor(messages: readonly Sayable[]) {
    messages.forEach(({ slot, isTrue }, place) => {
      this.#last.set(slot, place);
      if (isTrue) this.#expected.add(slot);
    });
  }

  /** The account after the message at a place has been said, or left out. */
  after(account: Account, said: boolean, place: number, { slot, isTrue }: Sayable): Account {
    const differs = said !== isTrue;
    if (!said && !differs) return this.closed(account, place);
    const before = account.open.find((open) => open.slot === slot);
    const now: Open = {
      slot,
      lied: differs || before?.lied === true,
      spoken: said || before?.spoken === true,
    };
    const open = [...account.open.filter((other) => other.slot !== slot), now];
    const lies = account.lies + (now.lied && before?.lied !== true ? 1 : 0);
    return this.closed({ lies, events: account.events + (said ? 1 : 0), open }, place);
  }

  /**
   * The account once all messages up to a place have been passed. What is silent in the end where a
   * loyal node would have spoken is an event of its own.
   */
  closed(account: Account, place: number): Account {
    const over = account.open.filter(({ slot }) => this.#last.get(slot)! <= place);
    if (over.length === 0) return account;
    const silences = over.filter(({ slot, spoken }) => this.#expected.has(slot) && !spoken);
    const open = account.open.filter((one) => !over.includes(one));
    return { ...account, events: account.events + silences.length, open };
  }
}

/** Accounts that are equal from here on, but for what they have counted. */
export const openKey = ({ open }: Account): string =>
  open
    .map(({ slot, lied, spoken }) => `${slot}${lied ? "!" : ""}${spoken ? "." : ""}`)
    .toSorted()
    .join(";");

export const isCheaper = (a: Account, b: Account): boolean =>
  a.lies < b.lies || (a.lies === b.lies && a.events < b.events);
