/**
 * What a node may be told in its turn: what loyal nodes have sent it, of a traitor any set of
 * messages, lies included, in their order, and then its `Round`. Each is asked about in every state
 * that the node may be in at that point; what the rules decline, the implementation has to decline.
 */
import { menuFor } from "../adversary/menus.ts";
import { PairMap } from "../exploration/pair-map.ts";
import { messageEvent, NONE, roundEvent } from "../exploration/steps.ts";
import type { Tables } from "../exploration/tables.ts";
import type { Node } from "../model/instance.ts";
import type { Inquiry, Past, Question } from "./examiner.ts";

/** The local states that a node may be in at one point of its turn, and how it came there. */
type Front = ReadonlyMap<number, Past>;

interface Place extends Pick<Inquiry, "node" | "initial" | "at"> {
  readonly round: number;
}

/** What each of the messages that a traitor may send leads to in one local state. */
interface Effects {
  readonly steps: Int32Array;
  /** The first of them that was asked about; those after it were, too. */
  askedFrom: number;
}

export class TurnQuestions {
  readonly #tables: Tables;
  /** Whether all that can be asked was asked by the search. */
  readonly #isComplete: boolean;
  /** For each node the pairs of a local state and an event that were asked about. */
  readonly #asked: readonly PairMap[];
  readonly #offers = new Map<string, readonly number[]>();
  /** For each node, by local state and first offer, a place in the list of effects. */
  readonly #places: readonly PairMap[];
  readonly #effects: Effects[] = [];

  constructor(tables: Tables, isComplete: boolean) {
    this.#tables = tables;
    this.#isComplete = isComplete;
    this.#asked = tables.instance.nodes.map(() => new PairMap());
    this.#places = tables.instance.nodes.map(() => new PairMap());
  }

  /** Of the turn that a node has in a cell. */
  *of(
    node: Node,
    cell: number,
    { initial, at, past }: Pick<Inquiry, "initial" | "at" | "past">,
  ): Generator<Inquiry> {
    const { instance, envelopes, cells, coalitions } = this.#tables;
    const table = cells[node.index]!;
    const inbox = [...table.envelopesIn(table.inbox(cell))];
    const turn = inbox.find(envelopes.isTurn)!;
    const round = envelopes.round(turn);
    const messages = inbox.filter((one) => one !== turn && envelopes.round(one) === round);
    const traitors = coalitions[table.coalition(cell)]!;
    const place = { node, initial, at, round };
    let front: Front = new Map([[table.local(cell), past]]);
    for (const { index: sender } of instance.nodes)
      if (traitors.has(sender)) front = yield* this.#readTraitor(place, sender, front);
      else
        for (const one of messages)
          if (envelopes.sender(one) === sender)
            front = yield* this.#read(place, messageEvent(one), front);
    yield* this.#read(place, roundEvent(round), front);
  }

  /** What is told to a node in whichever of these states it is. */
  *#read(place: Place, event: number, front: Front): Generator<Inquiry, Front> {
    const { steps } = this.#tables;
    const next = new Map<number, Past>();
    for (const [local, past] of front) {
      const step = this.#step(place.node, local, event);
      if (this.#isNew(place.node, local, event))
        yield { ...place, local, past, questions: [{ event, step }] };
      const after = step === NONE ? local : steps.after(step);
      if (next.has(after)) continue;
      next.set(after, step === NONE ? past : { prev: past, event, at: place.at });
    }
    return next;
  }

  /** Lets each message of a traitor be read or not. */
  *#readTraitor(place: Place, sender: number, front: Front): Generator<Inquiry, Front> {
    const { steps } = this.#tables;
    const offers = this.#offersOf(place, sender);
    if (offers.length === 0) return front;
    const pasts = new Map(front);
    const some = [...front.keys()];
    const effects: Int32Array[] = [];
    for (const local of some) effects.push(yield* this.#learn(place, offers, 0, local, pasts));
    for (const [index, offer] of offers.entries())
      for (let at = 0, count = some.length; at < count; at++) {
        const step = effects[at]![index]!;
        const after = step === NONE ? some[at]! : steps.after(step);
        if (pasts.has(after)) continue;
        pasts.set(after, {
          prev: pasts.get(some[at]!)!,
          event: messageEvent(offer),
          at: place.at,
        });
        some.push(after);
        effects.push(yield* this.#learn(place, offers, index + 1, after, pasts));
      }
    return pasts;
  }

  /** Asks about the offers from `first` on in one local state, as far as that was not done. */
  *#learn(
    place: Place,
    offers: readonly number[],
    first: number,
    local: number,
    pasts: Front,
  ): Generator<Inquiry, Int32Array> {
    const effects = this.#effectsIn(place.node, offers, local);
    const questions: Question[] = [];
    for (let at = first; at < effects.askedFrom; at++) {
      const event = messageEvent(offers[at]!);
      const step = this.#step(place.node, local, event);
      effects.steps[at] = step;
      if (this.#isNew(place.node, local, event)) questions.push({ event, step });
    }
    effects.askedFrom = Math.min(first, effects.askedFrom);
    if (questions.length > 0) yield { ...place, local, past: pasts.get(local)!, questions };
    return effects.steps;
  }

  #effectsIn({ index }: Node, offers: readonly number[], local: number): Effects {
    const places = this.#places[index]!;
    const known = places.get(local, offers[0]!);
    if (known >= 0) return this.#effects[known]!;
    const steps = new Int32Array(offers.length).fill(NONE);
    const effects = { steps, askedFrom: offers.length };
    places.set(local, offers[0]!, this.#effects.push(effects) - 1);
    return effects;
  }

  /** Remembers that it was asked. */
  #isNew({ index }: Node, local: number, event: number): boolean {
    const asked = this.#asked[index]!;
    if (asked.get(local, event) >= 0) return false;
    asked.set(local, event, 1);
    return true;
  }

  #step({ index }: Node, local: number, event: number): number {
    const { steps } = this.#tables;
    return this.#isComplete ? steps.known(index, local, event) : steps.tried(index, local, event);
  }

  #offersOf({ node, round }: Place, sender: number): readonly number[] {
    const key = `${node.index} ${sender} ${round}`;
    const known = this.#offers.get(key);
    if (known !== undefined) return known;
    const { instance, envelopes } = this.#tables;
    const offers = menuFor(instance, node).map(({ tag, payload }) =>
      envelopes.intern(sender, node.index, tag, payload, round),
    );
    this.#offers.set(key, offers);
    return offers;
  }
}
