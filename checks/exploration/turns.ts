/**
 * Synchronous rounds. The turn goes round among the nodes, in their order, as an envelope of its
 * own kind: who has it in the inbox may act, reads all that belongs to the round, takes its `Round`,
 * and passes the turn on. So nothing but the cell of one node decides what can happen next, and
 * receivers of one round, which are independent, act in one order only.
 *
 * Where a traitor stands among the senders, a loyal reader may find any set of messages. What
 * changes nothing is not tried, and of all that leads to the same result one way is kept.
 */
import { menuFor, type Forgery } from "../adversary/menus.ts";
import { isCheaper, Ledger, openKey, type Account, type Sayable } from "../adversary/ledger.ts";
import type { Instance, Node } from "../model/instance.ts";
import type { CellTable } from "./cells.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { PairMap } from "./pair-map.ts";
import { messageEvent, NONE, roundEvent, type StepMemo } from "./steps.ts";

/** What came of one way to read a round. */
export interface Turn {
  readonly node: number;
  /** The cell of the node after it. */
  readonly next: number;
  /** Messages, and the next turn if there is one. */
  readonly sends: readonly number[];
  /** The steps of which it is made. */
  readonly fires: readonly number[];
  /** What was read of traitors. */
  readonly said: readonly number[];
  /** Messages of loyal nodes and of traitors that were read, and silences noticed. */
  readonly events: number;
  readonly lies: number;
}

/** A turn in the making. */
interface Draft {
  readonly local: number;
  readonly sends: readonly number[];
  readonly fires: readonly number[];
  readonly said: readonly number[];
  /** Whether a rule has fired, in this turn or before it in the round. */
  readonly lively: boolean;
  readonly account: Account;
}

export interface TurnSources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  readonly cells: readonly CellTable[];
  readonly coalitions: readonly ReadonlySet<number>[];
  /**
   * Whether lies are counted. Then each traitor has a state too, that of a loyal node in its place:
   * it reads what it is told, and what it sends is what would be true.
   */
  readonly counting: boolean;
}

/** A message that a traitor may send. */
interface Offer extends Forgery, Sayable {
  readonly envelope: number;
}

export class Turns {
  readonly #sources: TurnSources;
  /** For each coalition the nodes that take turns. */
  readonly #players: readonly (readonly number[])[];
  readonly counting: boolean;
  readonly #offers = new Map<string, readonly Offer[]>();
  /** By local state and first offer, a place among the lists of what each offer leads to. */
  readonly #known: readonly PairMap[];
  readonly #effectLists: Int32Array[] = [];

  constructor(sources: TurnSources) {
    this.#sources = sources;
    const { instance, coalitions, counting } = sources;
    this.counting = counting;
    this.#known = instance.nodes.map(() => new PairMap());
    const all = instance.nodes.map(({ index }) => index);
    this.#players = coalitions.map((traitors) =>
      counting ? all : all.filter((index) => !traitors.has(index)),
    );
  }

  /** The turn with which a run begins. */
  first(coalition: number): number {
    const { envelopes } = this.#sources;
    return envelopes.internTurn(this.#players[coalition]![0]!, 0, false);
  }

  /** All that may come of a node's turn, in a fixed order; nothing, if it is not its turn. */
  of({ index }: Node, cell: number): readonly Turn[] {
    const { envelopes, cells, instance } = this.#sources;
    const node = instance.nodes[index]!;
    const table = cells[index]!;
    const inbox = [...table.envelopesIn(table.inbox(cell))];
    const turn = inbox.find(envelopes.isTurn);
    if (turn === undefined) return [];
    const round = envelopes.round(turn);
    const coalition = table.coalition(cell);
    const messages = inbox.filter((one) => one !== turn && envelopes.round(one) === round);
    const later = inbox.filter((one) => envelopes.round(one) > round);
    const start: Draft = {
      local: table.local(cell),
      sends: [],
      fires: [],
      said: [],
      lively: envelopes.isLively(turn),
      account: { lies: 0, events: 0, open: [] },
    };
    const rest = table.internInbox(later);
    return this.#read(node, coalition, round, messages, start).map((draft) => {
      const next = this.#nextTurn(index, coalition, round, draft.lively);
      return {
        node: index,
        next: table.intern(draft.local, rest, true, coalition),
        sends: next === null ? draft.sends : [...draft.sends, next],
        fires: draft.fires,
        said: draft.said,
        events: draft.account.events,
        lies: draft.account.lies,
      };
    });
  }

  /** A run ends after a round in which no rule has fired. */
  #nextTurn(index: number, coalition: number, round: number, lively: boolean): number | null {
    const { envelopes } = this.#sources;
    const players = this.#players[coalition]!;
    const next = players[players.indexOf(index) + 1];
    if (next !== undefined) return envelopes.internTurn(next, round, lively);
    return lively ? envelopes.internTurn(players[0]!, round + 1, false) : null;
  }

  #read(
    node: Node,
    coalition: number,
    round: number,
    messages: readonly number[],
    start: Draft,
  ): readonly Draft[] {
    const { instance, envelopes, coalitions, counting } = this.#sources;
    const traitors = coalitions[coalition]!;
    const isLoyal = !traitors.has(node.index);
    let drafts: readonly Draft[] = [start];
    for (const { index: sender } of instance.nodes) {
      const sent = messages.filter((envelope) => envelopes.sender(envelope) === sender);
      if (isLoyal && traitors.has(sender))
        drafts = this.#readTraitor(node, sender, round, counting ? sent : [], drafts);
      else drafts = sent.reduce((some, one) => this.#readLoyal(node, one, some, isLoyal), drafts);
    }
    const ended = drafts.map(
      (draft) => this.#fire(node, draft, roundEvent(round), isLoyal) ?? draft,
    );
    return this.#merged(traitors, ended);
  }

  #readLoyal(
    node: Node,
    envelope: number,
    drafts: readonly Draft[],
    counts: boolean,
  ): readonly Draft[] {
    return drafts.map((draft) => {
      const read = this.#fire(node, draft, messageEvent(envelope), counts) ?? draft;
      const { account } = read;
      return counts ? { ...read, account: { ...account, events: account.events + 1 } } : read;
    });
  }

  /** Every set of messages that a traitor may have sent, as far as it makes a difference. */
  #readTraitor(
    node: Node,
    sender: number,
    round: number,
    truths: readonly number[],
    drafts: readonly Draft[],
  ): readonly Draft[] {
    const all = this.#offersOf(node, sender, round);
    if (!this.#sources.counting) return this.#readOffers(node, all, drafts, null);
    const offers = all.map((one) => ({ ...one, isTrue: truths.includes(one.envelope) }));
    const ledger = new Ledger(offers);
    return this.#readOffers(node, offers, drafts, ledger).map((draft) => ({
      ...draft,
      account: ledger.closed(draft.account, Infinity),
    }));
  }

  /** Lets messages be read or not, in their order; those that matter to no draft are passed over. */
  #readOffers(
    node: Node,
    offers: readonly Offer[],
    drafts: readonly Draft[],
    ledger: Ledger | null,
  ): readonly Draft[] {
    let some = drafts;
    for (let place = 0; place < offers.length; place++) {
      const offer = offers[place]!;
      const steps = some.map(({ local }) => this.#effects(node, offers, local)[place]!);
      if (!offer.isTrue && steps.every((step) => step === NONE)) continue;
      some = this.#offer(offer, some, steps, (draft, said) =>
        ledger === null ? draft.account : ledger.after(draft.account, said, place, offer),
      );
    }
    return some;
  }

  /** Lets one message be read or not; what is true may be read though it changes nothing. */
  #offer(
    offer: Offer,
    drafts: readonly Draft[],
    steps: readonly number[],
    charged: (draft: Draft, said: boolean) => Account,
  ): readonly Draft[] {
    const found = new Drafts();
    drafts.forEach((draft, at) => {
      const step = steps[at]!;
      if (step !== NONE || offer.isTrue) {
        const read = step === NONE ? draft : this.#after(draft, step);
        const said = [...draft.said, offer.envelope];
        found.add({ ...read, said, account: charged(draft, true) });
      }
      found.add({ ...draft, account: charged(draft, false) });
    });
    return found.all;
  }

  /** For each offer the step that it leads to in a local state, if that changes something. */
  #effects(node: Node, offers: readonly Offer[], local: number): Int32Array {
    const { steps } = this.#sources;
    const key = offers[0]!.envelope;
    const known = this.#known[node.index]!.get(local, key);
    if (known >= 0) return this.#effectLists[known]!;
    const list = Int32Array.from(offers, ({ envelope }) => {
      const step = steps.tried(node.index, local, messageEvent(envelope));
      if (step === NONE) return NONE;
      return steps.after(step) !== local || steps.sends(step).length > 0 ? step : NONE;
    });
    this.#known[node.index]!.set(local, key, this.#effectLists.push(list) - 1);
    return list;
  }

  #offersOf(node: Node, sender: number, round: number): readonly Offer[] {
    const { instance, envelopes } = this.#sources;
    const key = `${node.index} ${sender} ${round}`;
    const known = this.#offers.get(key);
    if (known !== undefined) return known;
    const offers = menuFor(instance, node).map((forgery) => {
      const { tag, payload } = forgery;
      const envelope = envelopes.intern(sender, node.index, tag, payload, round);
      return { ...forgery, envelope, isTrue: false };
    });
    this.#offers.set(key, offers);
    return offers;
  }

  #fire(node: Node, draft: Draft, event: number, counts: boolean): Draft | null {
    const step = this.#sources.steps.step(node.index, draft.local, event);
    if (step === NONE) return null;
    const after = this.#after(draft, step);
    return counts ? after : { ...after, lively: draft.lively, fires: [] };
  }

  #after(draft: Draft, step: number): Draft {
    const { steps } = this.#sources;
    return {
      ...draft,
      local: steps.after(step),
      sends: [...draft.sends, ...steps.sends(step)],
      fires: [...draft.fires, step],
      lively: true,
    };
  }

  /** Unless lies are counted, what is sent to a traitor makes no difference. */
  #merged(traitors: ReadonlySet<number>, drafts: readonly Draft[]): readonly Draft[] {
    const { envelopes, counting } = this.#sources;
    const heard = (sent: number): boolean => counting || !traitors.has(envelopes.receiver(sent));
    const found = new Drafts();
    for (const draft of drafts) found.add({ ...draft, sends: draft.sends.filter(heard) });
    return found.all;
  }
}

/** Of drafts with the same result, the one with fewest lies, then events; else the first. */
class Drafts {
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
