/** Turns in the making, and which of them are one. */
import { isCheaper, openKey, type Account } from "../adversary/ledger.ts";

/** A turn in the making. */
export interface Draft {
  readonly local: number;
  readonly sends: readonly number[];
  readonly fires: readonly number[];
  readonly said: readonly number[];
  /** Whether a rule has fired, in this turn or before it in the round. */
  readonly lively: boolean;
  readonly account: Account;
}

export const draftOf = (local: number, lively: boolean): Draft => ({
  local,
  sends: [],
  fires: [],
  said: [],
  lively,
  account: { lies: 0, events: 0, open: [] },
});

/** Of drafts with the same result, the one with fewest lies, then events; else the first. */
export class Drafts {
  readonly #found = new Map<string, Draft>();

  get all(): readonly Draft[] {
    return [...this.#found.values()];
  }

  add(draft: Draft): void {
    const { local, sends, lively, account } = draft;
    const sent = sends.length < 2 ? sends.join() : sends.toSorted((a, b) => a - b).join();
    const key = `${local}|${sent}|${lively ? 1 : 0}|${openKey(account)}`;
    const known = this.#found.get(key);
    if (known === undefined || isCheaper(account, known.account)) this.#found.set(key, draft);
  }
}
