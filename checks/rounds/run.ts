/**
 * Runs a strategy round by round through the rules, without tables or memos. Beside each traitor
 * runs its shadow, a loyal node in its place: it hears what the traitor is told, and what it would
 * say is what lies are measured against. Traitors tell each other the truth.
 */
import type { Said, Strategy } from "../adversary/strategy.ts";
import { groupedBy } from "../grouped.ts";
import { EnvelopeTable } from "../exploration/envelopes.ts";
import { applyRule } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import { combinations, initialOutcomes } from "../model/initial.ts";
import type { AnyRule } from "../model/apply.ts";
import type { Instance, Node } from "../model/instance.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import type { Sight } from "../properties/evaluate.ts";

/** What a node found of one sender in one place: a message, or nothing where one was due. */
export interface Heard {
  readonly from: number;
  readonly envelope: number | null;
  /** The rule that took it, if one did. */
  readonly rule: Named | null;
  readonly lie: boolean;
  /** Of a lie: the message that would be true; null if it is silence that would. */
  readonly truth: number | null;
}

interface Named {
  readonly name: string;
  readonly rule: AnyRule;
}

/** The turn of a loyal node. */
export interface Turn {
  readonly round: number;
  readonly node: number;
  readonly heard: readonly Heard[];
  /** Its `Round`, if that rule fired. */
  readonly ended: Named | null;
  readonly before: object;
  readonly after: object;
  readonly sends: readonly number[];
}

export class RoundRun {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly strategy: Strategy;
  readonly turns: Turn[] = [];
  /** Places in which loyal nodes have read something else than the truth. */
  lies = 0;
  /** Whether a round has passed in which no rule fired. */
  hasEnded = false;
  /** Of every node; of a traitor, that of its shadow. */
  readonly states: object[];
  /** What loyal nodes, and those who seem so, have sent: to be read in this round, and the next. */
  #now: number[][];
  #next: number[][];
  #round = 0;
  /** Who is next in the round, and whether a rule of a loyal node has fired in it so far. */
  #place = 0;
  #isLively = false;
  readonly #traitors: ReadonlySet<number>;
  readonly #said: ReadonlyMap<string, readonly Said[]>;

  constructor(instance: Instance, strategy: Strategy, envelopes = new EnvelopeTable(instance)) {
    this.instance = instance;
    this.envelopes = envelopes;
    this.strategy = strategy;
    this.#traitors = new Set(strategy.traitors);
    this.#said = groupedBy(strategy.said, ({ round, from, to }) => `${round} ${from} ${to}`);
    this.#now = instance.nodes.map(() => []);
    this.#next = instance.nodes.map(() => []);
    this.states = instance.nodes.map((node) =>
      this.#canonical(node, strategy.outcomes[node.index]!),
    );
    for (const { index, role } of instance.nodes) {
      const outcome = strategy.outcomes[index]!;
      const sent = envelopesOf(instance, envelopes.intern, index, outcome, {
        rule: `initial.${role}`,
      });
      for (const envelope of sent) this.#now[envelopes.receiver(envelope)]!.push(envelope);
    }
  }

  /** What loyal nodes had sent before the first round. */
  get sentAtFirst(): readonly number[] {
    if (this.turns.length > 0) throw new Error("what was sent at first has been read");
    const sent = this.#now.flatMap((inbox) => this.#inOrder(inbox));
    return sent.filter((envelope) => !this.#traitors.has(this.envelopes.sender(envelope)));
  }

  /** Goes on until loyal nodes have had so many turns, or no rule has fired in a round. */
  run(turns: number): this {
    // Shadows that are next have no turn that counts, and may be all that is left of a round.
    while (!this.hasEnded && (this.turns.length < turns || this.#traitors.has(this.#place)))
      this.#play();
    return this;
  }

  /** How many rounds have passed. */
  get round(): number {
    return this.#round;
  }

  /** What properties see of it now; it stays as it is when the run goes on. */
  get sight(): Sight {
    const { hasEnded } = this;
    const isEmpty = this.instance.nodes.map(({ index }) =>
      [this.#now[index]!, this.#next[index]!].every((inbox) =>
        inbox.every((envelope) => this.#traitors.has(this.envelopes.sender(envelope))),
      ),
    );
    return {
      instance: this.instance,
      states: [...this.states],
      history: undefined,
      isUp: () => true,
      isLoyal: (node) => !this.#traitors.has(node),
      isInboxEmpty: (node) => isEmpty[node]!,
      isStuck: () => false,
      isQuiescent: () => hasEnded,
    };
  }

  /** Lets the next node have its turn. */
  #play(): void {
    const node = this.instance.nodes[this.#place]!;
    if (this.#traitors.has(node.index)) this.#shadow(node);
    else this.turns.push(this.#turn(node));
    if (++this.#place < this.instance.nodes.length) return;
    this.hasEnded = !this.#isLively && this.#mayEnd();
    this.#isLively = false;
    this.#place = 0;
    this.#round++;
    this.#now = this.#next;
    this.#next = this.instance.nodes.map(() => []);
  }

  /** A traitor that is silent in one round may speak in the next, as long as loyal nodes would. */
  #mayEnd(): boolean {
    return this.#traitors.size === 0 || this.#round + 1 >= leastRounds(this.instance);
  }

  #shadow(node: Node): void {
    for (const envelope of this.#take(node)) this.#receive(node, envelope);
    this.#end(node);
  }

  #turn(node: Node): Turn {
    const before = this.states[node.index]!;
    const inbox = this.#take(node);
    const sends: number[] = [];
    const heard = this.instance.nodes.flatMap(({ index: from }) => {
      const true_ = inbox.filter((envelope) => this.envelopes.sender(envelope) === from);
      const told = this.#traitors.has(from)
        ? this.#saidBy(from, node, true_)
        : true_.map((envelope) => ({ envelope, lie: false, truth: null }));
      return told.map(({ envelope, lie, truth }): Heard => {
        const taken = envelope === null ? null : this.#receive(node, envelope);
        if (taken !== null) {
          sends.push(...taken.sends);
          this.#isLively ||= taken.matters || !this.#traitors.has(from);
        }
        return { from, envelope, rule: taken?.named ?? null, lie, truth };
      });
    });
    const ended = this.#end(node);
    sends.push(...(ended?.sends ?? []));
    this.#isLively ||= ended !== null;
    return {
      round: this.#round,
      node: node.index,
      heard,
      ended: ended?.named ?? null,
      before,
      after: this.states[node.index]!,
      sends,
    };
  }

  /** What a traitor says to a node, held against what its shadow would say, slot by slot. */
  #saidBy(from: number, node: Node, truths: readonly number[]) {
    const { envelopes } = this;
    const said = this.#inOrder(
      (this.#said.get(`${this.#round} ${from} ${node.index}`) ?? []).map(({ tag, payload }) =>
        envelopes.intern(from, node.index, tag, payload, this.#round),
      ),
    );
    const all = [...new Set([...said, ...truths])];
    const slots = groupedBy(all, (one) => this.#slotOf(node, one));
    const lying = new Map<string, number | null>();
    for (const [slot, members] of slots)
      if (members.some((one) => said.includes(one) !== truths.includes(one)))
        lying.set(slot, members.find((one) => truths.includes(one)) ?? null);
    this.lies += lying.size;
    const told: { envelope: number | null; lie: boolean; truth: number | null }[] = said.map(
      (envelope) => {
        const slot = this.#slotOf(node, envelope);
        const isLie = lying.has(slot) && !truths.includes(envelope);
        return { envelope, lie: isLie, truth: isLie ? lying.get(slot)! : null };
      },
    );
    const heardSlots = new Set(said.map((one) => this.#slotOf(node, one)));
    for (const [slot, truth] of lying)
      if (!heardSlots.has(slot)) told.push({ envelope: null, lie: true, truth });
    return told;
  }

  #slotOf(node: Node, envelope: number): string {
    const tag = this.envelopes.tag(envelope);
    const payload = this.envelopes.payload(envelope) as object;
    return `${tag} ${node.receives[tag]!.slot.of(payload)}`;
  }

  #take(node: Node): readonly number[] {
    const inbox = this.#inOrder(this.#now[node.index]!);
    this.#now[node.index] = [];
    return inbox;
  }

  #inOrder(envelopes: readonly number[]): readonly number[] {
    return envelopes.toSorted(this.envelopes.compare);
  }

  #receive(node: Node, envelope: number) {
    const message = node.receives[this.envelopes.tag(envelope)]!;
    return this.#fire(node, message, this.envelopes.event(envelope));
  }

  #end(node: Node) {
    return this.#fire(node, node.roundEnd!, { round: this.#round });
  }

  #fire(node: Node, named: Named, event: object) {
    const before = this.states[node.index]!;
    const place = { rule: named.name };
    const outcome = applyRule(named.rule, before, deepFreeze(event), node.context, place);
    if (outcome === null) return null;
    const after = insideSchema("state", place, () => this.#canonical(node, outcome));
    const intern = this.envelopes.internIn(this.#round + 1);
    const sends = envelopesOf(this.instance, intern, node.index, outcome, place);
    this.states[node.index] = after;
    for (const envelope of sends) this.#next[this.envelopes.receiver(envelope)]!.push(envelope);
    const matters = sends.length > 0 || !sameState(node, before, after);
    return { named, sends, matters };
  }

  /** As the engine gives it to rules: sets and maps in their canonical order. */
  #canonical(node: Node, { state }: { readonly state: object }): object {
    return deepFreeze(node.state.decode(node.state.encode(state)) as object);
  }
}

/** Rounds after which a run of loyal nodes is taken to go on for ever. */
export const MOST_ROUNDS = 64;

const LEAST = new WeakMap<Instance, number>();

/**
 * How many rounds the longest run of loyal nodes has: so many has every run, for what a traitor
 * keeps back in one round it may say in another.
 */
export const leastRounds = (instance: Instance): number => {
  const known = LEAST.get(instance);
  if (known !== undefined) return known;
  const choices = initialOutcomes(instance);
  let most = 0;
  for (const chosen of combinations(choices.map(({ length }) => length))) {
    const outcomes = choices.map((some, node) => some[chosen[node]!]!);
    most = Math.max(most, loyalRun(instance, outcomes).round);
  }
  LEAST.set(instance, most);
  return most;
};

/** The run in which all nodes are loyal, to its end or for as long as it is worth waiting. */
export const loyalRun = (instance: Instance, outcomes: Strategy["outcomes"]): RoundRun =>
  new RoundRun(instance, { traitors: [], outcomes, said: [] }).run(
    MOST_ROUNDS * instance.nodes.length,
  );

const sameState = ({ state }: Node, a: object, b: object): boolean =>
  state.encode(a).join() === state.encode(b).join();

/** Messages that loyal nodes have read, and silences that they noticed. */
export const readsIn = (turns: readonly Turn[]): number =>
  turns.reduce((sum, { heard }) => sum + heard.length, 0);
