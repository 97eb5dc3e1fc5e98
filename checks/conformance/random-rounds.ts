/**
 * Random strategies of traitors. Each says what a loyal node would say in its place, except where a
 * whim has it drop a message, tell another, or say anything at all: so few whims are few lies.
 */
import * as fc from "fast-check";
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import { coalitionsOf } from "../adversary/coalitions.ts";
import { menuFor } from "../adversary/menus.ts";
import type { Said } from "../adversary/strategy.ts";
import { roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { messageEvent, NONE, roundEvent } from "../exploration/steps.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance, Node } from "../model/instance.ts";
import { envelopesOf } from "../model/sends.ts";
import { leastRounds, MOST_ROUNDS, RoundRun } from "../rounds/run.ts";
import { Cores } from "./cores.ts";
import type { Gamble, Played } from "./gamble.ts";

/** What one traitor does otherwise when one node reads it in one round. */
interface Whim {
  readonly round: number;
  /** Places among the traitors and among the loyal nodes. */
  readonly from: number;
  readonly to: number;
  readonly way: "drop" | "alter" | "add";
  /** Which message of those that there are. */
  readonly pick: number;
  /** And what instead. */
  readonly other: number;
}

interface Plot {
  readonly coalition: number;
  /** For each node, which of the ways in which it may start. */
  readonly starts: readonly number[];
  readonly whims: readonly Whim[];
}

/** More than there are messages to choose from, as a rule. */
const PICKS = 1 << 12;

export const roundsGamble = (instance: Instance, adapter: Adapter): Gamble<Plot> => {
  const outcomes = initialOutcomes(instance);
  const coalitions = coalitionsOf(instance);
  return {
    valueOf: (steps) =>
      fc.record({
        coalition: fc.nat(coalitions.length - 1),
        starts: fc.tuple(...outcomes.map(({ length }) => fc.nat(length - 1))),
        whims: whimsOf(instance, steps),
      }),
    play: (plot) => {
      const chosen = outcomes.map((some, node) => some[plot.starts[node]!]!);
      return new Run(instance, adapter, chosen, coalitions[plot.coalition]!).played(plot);
    },
  };
};

const whimsOf = (instance: Instance, steps: number): fc.Arbitrary<readonly Whim[]> => {
  const { nodes, traitors } = instance;
  if (traitors === 0) return fc.constant([]);
  const whim = fc.record({
    round: fc.nat(Math.max(0, leastRounds(instance) - 1)),
    from: fc.nat(traitors - 1),
    to: fc.nat(nodes.length - traitors - 1),
    way: fc.constantFrom("drop", "alter", "add"),
    pick: fc.nat(PICKS - 1),
    other: fc.nat(PICKS - 1),
  });
  return fc.array(whim, { maxLength: steps, size: "max" });
};

class Run {
  readonly #instance: Instance;
  readonly #outcomes: readonly Outcome<object>[];
  readonly #cores: Cores;
  readonly #traitors: readonly number[];
  readonly #loyal: readonly number[];
  readonly #said: Said[] = [];
  /** Whims that made a difference to what was said. */
  readonly #effective: Whim[] = [];
  /** What is read in this round, and in the next. */
  #now: number[][];
  #next: number[][];
  #round = 0;
  /** Turns of loyal nodes so far. */
  #turns = 0;
  #isLively = false;

  constructor(
    instance: Instance,
    adapter: Adapter,
    outcomes: readonly Outcome<object>[],
    traitors: ReadonlySet<number>,
  ) {
    this.#instance = instance;
    this.#outcomes = outcomes;
    this.#traitors = [...traitors];
    this.#loyal = instance.nodes.map(({ index }) => index).filter((index) => !traitors.has(index));
    const states = outcomes.map(({ state }) => state);
    this.#cores = new Cores(instance, adapter, states);
    this.#now = instance.nodes.map(() => []);
    this.#next = instance.nodes.map(() => []);
    const { envelopes } = this.#cores.sources;
    for (const { index, role } of instance.nodes) {
      const place = { rule: `initial.${role}` };
      const sent = envelopesOf(instance, envelopes.intern, index, outcomes[index]!, place);
      for (const envelope of sent) this.#now[envelopes.receiver(envelope)]!.push(envelope);
    }
  }

  played({ coalition, starts, whims }: Plot): Played<Plot> {
    while (this.#cores.found === null && this.#round < MOST_ROUNDS) {
      this.#isLively = false;
      for (const node of this.#instance.nodes) this.#turn(node, whims);
      this.#round++;
      this.#now = this.#next;
      this.#next = this.#instance.nodes.map(() => []);
      // What a traitor keeps back in one round it may say in another.
      if (!this.#isLively && this.#round >= leastRounds(this.#instance)) break;
    }
    const strategy = { traitors: this.#traitors, outcomes: this.#outcomes, said: this.#said };
    return {
      cores: this.#cores,
      effective: { coalition, starts, whims: this.#effective },
      trace: (at) => roundTraceOf(new RoundRun(this.#instance, strategy), at),
    };
  }

  #turn(node: Node, whims: readonly Whim[]): void {
    const { envelopes } = this.#cores.sources;
    if (this.#cores.found !== null) return;
    const inbox = this.#now[node.index]!.toSorted(envelopes.compare);
    if (this.#traitors.includes(node.index)) {
      for (const envelope of inbox) this.#follow(node, messageEvent(envelope));
      return this.#follow(node, roundEvent(this.#round));
    }
    for (const { index: from } of this.#instance.nodes) {
      const truths = inbox.filter((envelope) => envelopes.sender(envelope) === from);
      const isTraitor = this.#traitors.includes(from);
      const told = isTraitor ? this.#saidBy(from, node, truths, whims) : truths;
      for (const envelope of told) this.#tell(node, messageEvent(envelope), isTraitor);
    }
    this.#tell(node, roundEvent(this.#round), false);
    this.#turns++;
  }

  /** A traitor's shadow, which is loyal: what it would say is the truth. */
  #follow(node: Node, event: number): void {
    const step = this.#cores.step(node, event);
    this.#cores.take(node, step);
    this.#send(step);
  }

  #tell(node: Node, event: number, isOfTraitor: boolean): void {
    if (this.#cores.found !== null) return;
    const before = this.#cores.locals[node.index];
    const step = this.#cores.step(node, event);
    this.#cores.tell(node, event, this.#turns);
    if (step === NONE) return;
    const { steps } = this.#cores.sources;
    const matters = steps.sends(step).length > 0 || steps.after(step) !== before;
    this.#isLively ||= matters || !isOfTraitor;
    this.#send(step);
  }

  #send(step: number): void {
    if (step === NONE) return;
    const { steps, envelopes } = this.#cores.sources;
    for (const sent of steps.sends(step)) this.#next[envelopes.receiver(sent)]!.push(sent);
  }

  #saidBy(
    from: number,
    node: Node,
    truths: readonly number[],
    whims: readonly Whim[],
  ): readonly number[] {
    const { envelopes } = this.#cores.sources;
    let said = truths;
    for (const whim of whims) {
      const isHere = whim.round === this.#round && this.#traitors[whim.from] === from;
      if (!isHere || this.#loyal[whim.to] !== node.index) continue;
      const next = this.#afterWhim(from, node, said, whim);
      if (next !== said) this.#effective.push(whim);
      said = next;
    }
    for (const envelope of said)
      this.#said.push({
        round: this.#round,
        from,
        to: node.index,
        tag: envelopes.tag(envelope),
        payload: envelopes.payload(envelope) as object,
      });
    return said.toSorted(envelopes.compare);
  }

  /** The same list, if the whim changes nothing. */
  #afterWhim(from: number, node: Node, said: readonly number[], whim: Whim): readonly number[] {
    const { envelopes } = this.#cores.sources;
    const menu = menuFor(this.#instance, node);
    const number = ({ tag, payload }: (typeof menu)[number]): number =>
      envelopes.intern(from, node.index, tag, payload, this.#round);
    if (whim.way === "add") {
      const added = menu.length === 0 ? undefined : number(menu[whim.pick % menu.length]!);
      return added === undefined || said.includes(added) ? said : [...said, added];
    }
    const place = whim.pick % said.length;
    const chosen = said[place];
    if (chosen === undefined) return said;
    if (whim.way === "drop") return said.toSpliced(place, 1);
    const tag = envelopes.tag(chosen);
    const slot = `${tag} ${node.receives[tag]!.slot.of(envelopes.payload(chosen) as object)}`;
    const others = menu
      .filter((forgery) => forgery.slot === slot)
      .map(number)
      .filter((other) => !said.includes(other));
    const other = others[whim.other % others.length];
    return other === undefined ? said : said.with(place, other);
  }
}
