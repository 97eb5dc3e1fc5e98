/** One run of a model in rounds, with all loyal nodes of its implementation beside it. */
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import type { Said } from "../adversary/strategy.ts";
import { roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { messageEvent, NONE, roundEvent } from "../exploration/steps.ts";
import type { Instance, Node } from "../model/instance.ts";
import { envelopesOf } from "../model/sends.ts";
import type { Counterexample } from "../report.ts";
import { leastRounds, MOST_ROUNDS, RoundRun } from "../rounds/run.ts";
import { Cores } from "./cores.ts";
import type { Sources } from "./sources.ts";

/** Who plays, and how each starts. */
export interface Cast {
  readonly outcomes: readonly Outcome<object>[];
  readonly traitors: ReadonlySet<number>;
}

/** What a traitor does not say that a loyal node would say, or says in its place; as envelopes. */
export interface Lie {
  readonly drop: number | null;
  readonly add: number | null;
}

/** When one traitor tells one loyal node something. */
export interface Occasion {
  readonly round: number;
  readonly from: number;
  readonly to: number;
}

/** The lies of an occasion, some of which depend on what would be said without them. */
export type Liar = (
  occasion: Occasion,
) => Iterable<Lie | ((said: readonly number[]) => Lie | null)>;

export class RoundsRun {
  readonly #instance: Instance;
  readonly #outcomes: readonly Outcome<object>[];
  readonly cores: Cores;
  /** What was said otherwise. */
  readonly lies: Lie[] = [];
  readonly #traitors: readonly number[];
  readonly #said: Said[] = [];
  /** What is read in this round, and in the next. */
  #now: number[][];
  #next: number[][];
  #round = 0;
  /** Turns of loyal nodes so far. */
  #turns = 0;
  #isLively = false;

  constructor(sources: Sources, adapter: Adapter, { outcomes, traitors }: Cast) {
    const { instance, envelopes } = sources;
    this.#instance = instance;
    this.#outcomes = outcomes;
    this.#traitors = [...traitors];
    const states = outcomes.map(({ state }) => state);
    this.cores = new Cores(sources, adapter, states);
    this.#now = instance.nodes.map(() => []);
    this.#next = instance.nodes.map(() => []);
    for (const { index, role } of instance.nodes) {
      const place = { rule: `initial.${role}` };
      const sent = envelopesOf(instance, envelopes.intern, index, outcomes[index]!, place);
      for (const envelope of sent) this.#now[envelopes.receiver(envelope)]!.push(envelope);
    }
  }

  /** Plays all rounds, or until a difference is found. */
  play(liar: Liar): void {
    while (this.cores.found === null && this.#round < MOST_ROUNDS) {
      this.#isLively = false;
      for (const node of this.#instance.nodes) this.#turn(node, liar);
      this.#round++;
      this.#now = this.#next;
      this.#next = this.#instance.nodes.map(() => []);
      // What a traitor keeps back in one round it may say in another.
      if (!this.#isLively && this.#round >= leastRounds(this.#instance)) break;
    }
  }

  /** The first turns of what has happened. */
  trace(turns: number): Counterexample {
    const strategy = { traitors: this.#traitors, outcomes: this.#outcomes, said: this.#said };
    return roundTraceOf(new RoundRun(this.#instance, strategy), turns);
  }

  #turn(node: Node, liar: Liar): void {
    const { envelopes } = this.cores.sources;
    if (this.cores.found !== null) return;
    const inbox = this.#now[node.index]!.toSorted(envelopes.compare);
    if (this.#traitors.includes(node.index)) {
      for (const envelope of inbox) this.#follow(node, messageEvent(envelope));
      return this.#follow(node, roundEvent(this.#round));
    }
    for (const { index: from } of this.#instance.nodes) {
      const truths = inbox.filter((envelope) => envelopes.sender(envelope) === from);
      const isTraitor = this.#traitors.includes(from);
      const told = isTraitor ? this.#saidBy(from, node, truths, liar) : truths;
      for (const envelope of told) this.#tell(node, messageEvent(envelope), isTraitor);
    }
    this.#tell(node, roundEvent(this.#round), false);
    this.#turns++;
  }

  /** A traitor's shadow, which is loyal: what it would say is the truth. */
  #follow(node: Node, event: number): void {
    const step = this.cores.step(node, event);
    this.cores.take(node, step);
    this.#send(step);
  }

  #tell(node: Node, event: number, isOfTraitor: boolean): void {
    if (this.cores.found !== null) return;
    const before = this.cores.locals[node.index];
    const step = this.cores.step(node, event);
    this.cores.tell(node, event, this.#turns);
    if (step === NONE) return;
    const { steps } = this.cores.sources;
    const matters = steps.sends(step).length > 0 || steps.after(step) !== before;
    this.#isLively ||= matters || !isOfTraitor;
    this.#send(step);
  }

  #send(step: number): void {
    if (step === NONE) return;
    const { steps, envelopes } = this.cores.sources;
    for (const sent of steps.sends(step)) this.#next[envelopes.receiver(sent)]!.push(sent);
  }

  #saidBy(from: number, node: Node, truths: readonly number[], liar: Liar): readonly number[] {
    const { envelopes } = this.cores.sources;
    const place = { round: this.#round, from, to: node.index };
    let said = truths;
    for (const next of liar(place)) {
      const lie = typeof next === "function" ? next(said) : next;
      if (lie === null || !isPossible(lie, said)) continue;
      this.lies.push(lie);
      said = afterLie(lie, said);
    }
    for (const envelope of said)
      this.#said.push({
        ...place,
        tag: envelopes.tag(envelope),
        payload: envelopes.payload(envelope) as object,
      });
    return said.toSorted(envelopes.compare);
  }
}

const isPossible = ({ drop, add }: Lie, said: readonly number[]): boolean =>
  (drop === null || said.includes(drop)) && (add === null || !said.includes(add));

/** What is told in place of another message takes its place. */
const afterLie = ({ drop, add }: Lie, said: readonly number[]): readonly number[] => {
  const added = add === null ? [] : [add];
  return drop === null ? [...said, ...added] : said.toSpliced(said.indexOf(drop), 1, ...added);
};
