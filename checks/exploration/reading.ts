/**
 * How a node may read a round: what loyal nodes sent it is there, and where a traitor stands among
 * the senders, any set of messages may be. What changes nothing is not tried, and of all that leads
 * to the same result one way is kept.
 */
import { Ledger, type Account, type Sayable } from "../adversary/ledger.ts";
import { menuFor, type Forgery } from "../adversary/menus.ts";
import type { Instance, Node } from "../model/instance.ts";
import { Drafts, type Draft } from "./drafts.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { PairMap } from "./pair-map.ts";
import { messageEvent, NONE, roundEvent, type StepMemo } from "./steps.ts";

export interface ReadingSources {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly steps: StepMemo;
  /**
   * Whether lies are counted. Then each traitor has a state too, that of a loyal node in its place:
   * it reads what it is told, and what it sends is what would be true.
   */
  readonly counting: boolean;
}

/** What lies before a node in its turn. */
export interface Reading {
  readonly node: Node;
  readonly traitors: ReadonlySet<number>;
  readonly round: number;
  /** What was sent to it for this round, by sender and in canonical order. */
  readonly messages: readonly number[];
  readonly start: Draft;
}

/** A message that a traitor may send. */
interface Offer extends Forgery, Sayable {
  readonly envelope: number;
}

export class Reader {
  readonly #sources: ReadingSources;
  readonly #offers = new Map<string, readonly Offer[]>();
  /** By local state and first offer, a place among the lists of what each offer leads to. */
  readonly #known: readonly PairMap[];
  readonly #effectLists: Int32Array[] = [];
  /**
   * Told of every so many drafts. One turn may have more of them than there is time for, and then
   * it throws.
   */
  onWork: (drafts: number) => void = () => {};

  constructor(sources: ReadingSources) {
    this.#sources = sources;
    this.#known = sources.instance.nodes.map(() => new PairMap());
  }

  /** Every result of a turn, in a fixed order. */
  read({ node, traitors, round, messages, start }: Reading): readonly Draft[] {
    const { instance, envelopes, counting } = this.#sources;
    const isLoyal = !traitors.has(node.index);
    let drafts: readonly Draft[] = [start];
    for (const { index: sender } of instance.nodes) {
      const sent = messages.filter((envelope) => envelopes.sender(envelope) === sender);
      if (isLoyal && traitors.has(sender))
        drafts = this.#readTraitor(node, sender, round, counting ? sent : [], drafts);
      else drafts = sent.reduce((some, one) => this.#readLoyal(node, one, some, isLoyal), drafts);
    }
    const end = roundEvent(round);
    const ended = drafts.map((draft) => this.#fire(node, draft, end, isLoyal) ?? draft);
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

  /** Lets messages be read or not, in their order; what matters to no draft is passed over. */
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
      this.onWork(some.length);
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
