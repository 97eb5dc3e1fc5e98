/**
 * The step memo: (node, local state, event) -> (next local state, sends). A rule runs on the first
 * sight of its input, twice, and never again.
 */
import { InvalidModel } from "../errors.ts";
import { applyRule, type Answer } from "../model/apply.ts";
import { firstDifference } from "../model/difference.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { AnyRule } from "../model/apply.ts";
import type { Instance, Node } from "../model/instance.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import { print } from "../schema/print.ts";
import { ByteTable } from "./byte-table.ts";
import { Coverage } from "./coverage.ts";
import type { EnvelopeTable } from "./envelopes.ts";
import { PairMap } from "./pair-map.ts";

/** Not enabled. */
export const NONE = -1;

/** An event as a number: a message's envelope, or an input of the node, told apart by one bit. */
export const messageEvent = (envelope: number): number => envelope << 1;
export const inputEvent = (input: number): number => (input << 1) | 1;
/** In rounds nodes have no inputs; the same bit tells the end of a round, by its number. */
export const roundEvent = (round: number): number => inputEvent(round);

/** Local states that are kept as values, of each node. */
const KEPT_STATES = 1 << 10;

export class StepMemo {
  /** Told before protocol code runs. A list may have very many steps, and then it throws. */
  onRun: () => void = () => {};
  readonly #instance: Instance;
  readonly #envelopes: EnvelopeTable;
  readonly #locals: readonly ByteTable[];
  readonly #memo: readonly PairMap[];
  readonly #nodes: number[] = [];
  readonly #before: number[] = [];
  readonly #events: number[] = [];
  readonly #after: number[] = [];
  readonly #sends: (readonly number[])[] = [];
  /** For each step the number of its rule. */
  readonly #rules: number[] = [];
  readonly coverage: Coverage;
  readonly #values: readonly Map<number, object>[];

  constructor(instance: Instance, envelopes: EnvelopeTable) {
    this.#instance = instance;
    this.#envelopes = envelopes;
    this.coverage = new Coverage(instance);
    this.#locals = instance.nodes.map(() => new ByteTable());
    this.#memo = instance.nodes.map(() => new PairMap());
    this.#values = instance.nodes.map(() => new Map());
  }

  /** The number of its rule. */
  rule = (step: number): number => this.#rules[step]!;
  node = (step: number): number => this.#nodes[step]!;
  before = (step: number): number => this.#before[step]!;
  event = (step: number): number => this.#events[step]!;
  after = (step: number): number => this.#after[step]!;
  sends = (step: number): readonly number[] => this.#sends[step]!;

  /** The number of a step, or `NONE`. */
  step(node: number, local: number, event: number): number {
    const known = this.#memo[node]!.get(local, event);
    if (known >= 0) return known - 1;
    const step = this.#run(this.#instance.nodes[node]!, local, event);
    this.#memo[node]!.set(local, event, step + 1);
    return step;
  }

  /** As `step`, for one who remembers the answer: that it is none is not kept. */
  tried(node: number, local: number, event: number): number {
    const known = this.#memo[node]!.get(local, event);
    if (known >= 0) return known - 1;
    const step = this.#run(this.#instance.nodes[node]!, local, event);
    if (step !== NONE) this.#memo[node]!.set(local, event, step + 1);
    return step;
  }

  /** As `tried`, of an input that was asked about before: then the rule need not be asked again. */
  known(node: number, local: number, event: number): number {
    return Math.max(NONE, this.#memo[node]!.get(local, event) - 1);
  }

  /** The number of a local state. @throws OutsideSchema */
  internState(node: number, state: unknown): number {
    return this.#locals[node]!.intern(this.#instance.nodes[node]!.state.encode(state));
  }

  /** How many local states of a node are known. */
  locals(node: number): number {
    return this.#locals[node]!.size;
  }

  /** The local state that a loss of power leaves. @throws InvalidModel */
  afterLoss(node: Node, local: number): number {
    const state = node.losing(this.state(node.index, local));
    const place = { rule: `unsynced fields of ${node.role}` };
    return insideSchema("state", place, () => this.internState(node.index, state));
  }

  /** A local state's canonical bytes; a view, valid until the next `internState`. */
  stateBytes(node: number, local: number): Uint8Array {
    return this.#locals[node]!.get(local);
  }

  /** A local state, frozen. */
  state(node: number, local: number): object {
    const values = this.#values[node]!;
    const known = values.get(local);
    if (known !== undefined) return known;
    const bytes = this.stateBytes(node, local);
    const value = deepFreeze(this.#instance.nodes[node]!.state.decode(bytes) as object);
    if (values.size === KEPT_STATES) values.clear();
    values.set(local, value);
    return value;
  }

  /** Which rule of a node is asked about an event, and what the event's tag is. */
  handler(node: Node, event: number): Handler {
    const number = event >> 1;
    if ((event & 1) === 0) return node.receives[this.#envelopes.tag(number)]!;
    return node.roundEnd ?? node.inputs[number]!;
  }

  /** An event as a rule sees it. */
  value(node: Node, event: number): object {
    const number = event >> 1;
    if ((event & 1) === 0) return this.#envelopes.event(number);
    return node.roundEnd === null ? node.inputs[number]!.payload : Object.freeze({ round: number });
  }

  /** In which round what is sent at an event is read. */
  #roundAfter(event: number): number {
    if (!this.#instance.inRounds) return 0;
    return 1 + ((event & 1) === 1 ? event >> 1 : this.#envelopes.round(event >> 1));
  }

  #run(node: Node, local: number, event: number): number {
    this.onRun();
    const instance = this.#instance;
    const { name, tag, rule } = this.handler(node, event);
    const value = this.value(node, event);
    const state = this.state(node.index, local);
    const place = { rule: name, event: () => `${tag} ${print(value)}` };
    const answer = applyRule(rule, state, value, node.context, place);
    const again = applyRule(rule, state, value, node.context, place);
    if (answer === null && again === null) {
      this.coverage.declines(this.coverage.rule(name));
      return NONE;
    }
    const intern = this.#envelopes.internIn(this.#roundAfter(event));
    const numbered = (outcome: Answer): Run => {
      if (outcome === null) return null;
      const after = insideSchema("state", place, () => this.internState(node.index, outcome.state));
      const sends = envelopesOf(instance, intern, node.index, outcome, place);
      return { after, sends };
    };
    const first = numbered(answer);
    const second = numbered(again);
    if (!same(first, second)) {
      const field = firstDifference(this.#shown(node, first), this.#shown(node, second));
      const message = "it is not deterministic: two runs on equal input differ";
      throw new InvalidModel(message, { ...place, ...(field && { field }) });
    }
    if (first === null) return NONE;
    this.#rules.push(this.coverage.rule(name));
    this.#nodes.push(node.index);
    this.#before.push(local);
    this.#events.push(event);
    this.#sends.push(first.sends);
    return this.#after.push(first.after) - 1;
  }

  /** What a rule answered, as values again. */
  #shown(node: Node, run: Run): unknown {
    if (run === null) return null;
    const sends = run.sends.map((envelope) => ({
      to: this.#envelopes.receiver(envelope),
      tag: this.#envelopes.tag(envelope),
      payload: this.#envelopes.payload(envelope),
    }));
    return { state: this.state(node.index, run.after), sends };
  }
}

export interface Handler {
  /** As `role.Tag`. */
  readonly name: string;
  readonly tag: string;
  readonly rule: AnyRule;
  /** Of an input: the rule as the model has it, if it has one. */
  readonly written?: AnyRule | null;
}

type Run = { readonly after: number; readonly sends: readonly number[] } | null;
const same = (a: Run, b: Run): boolean =>
  a?.after === b?.after &&
  a?.sends.length === b?.sends.length &&
  (a === null || a.sends.every((envelope, at) => envelope === b?.sends[at]));
