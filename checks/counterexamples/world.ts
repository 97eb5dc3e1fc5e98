/**
 * What a model means, in its plainest form: a global state is a value, an action makes another one.
 * Counterexamples are run again through this before they are shown, so that nothing is shown that
 * rests on the packed representation alone.
 */
import type { Outcome } from "../../models/protocol.ts";
import { EnvelopeTable } from "../exploration/envelopes.ts";
import type { Action } from "../exploration/path.ts";
import type { Place } from "../errors.ts";
import { applyRule, callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { AnyRule, Instance, Node } from "../model/instance.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import type { Sight } from "../properties/evaluate.ts";
import { deliverable, enter, leave, type Inbox } from "../network/inbox.ts";

export interface World {
  readonly states: readonly object[];
  readonly up: readonly boolean[];
  /** Numbers of envelopes in the table of the interpreter. */
  readonly inboxes: readonly Inbox[];
  readonly left: readonly number[];
  readonly history: object | undefined;
}

export interface Taken {
  readonly world: World;
  /** What was sent, as envelopes. */
  readonly sends: readonly number[];
}

/** Why an action cannot happen. */
export class Impossible extends Error {
  override readonly name: string = "Impossible";
}

/** The rule of the action is not enabled. */
export class NotEnabled extends Impossible {
  override readonly name = "NotEnabled";
  readonly rule: string;
  constructor(rule: string, answer: string) {
    super(`${rule} is ${answer}`);
    this.rule = rule;
  }
}

export class Interpreter {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  /** Whether the history is part of the state: it is where a property that is judged reads it. */
  readonly #keepsHistory: boolean;

  constructor(
    instance: Instance,
    keepsHistory: boolean,
    envelopes: EnvelopeTable = new EnvelopeTable(instance),
  ) {
    this.instance = instance;
    this.#keepsHistory = keepsHistory;
    this.envelopes = envelopes;
  }

  /** The world in which each node has started with its outcome. */
  start(outcomes: readonly Outcome<object>[]): World {
    const { nodes, budgets, model } = this.instance;
    const sends = nodes.flatMap(({ index, role }) =>
      this.#sends(index, outcomes[index]!, { rule: `initial.${role}` }),
    );
    const quiet: World = {
      states: nodes.map((node) => this.#canonical(node, outcomes[node.index]!.state)),
      up: nodes.map(() => true),
      inboxes: nodes.map(() => []),
      left: budgets.amounts,
      history: this.#keepsHistory
        ? this.#remembered("history", () => model.history!.initial)
        : undefined,
    };
    return this.#deliverAll(quiet, sends);
  }

  /** @throws Impossible if the action is not enabled, InvalidModel if the model is at fault. */
  take(world: World, action: Action): Taken {
    const node = this.instance.nodes[action.node]!;
    if (!world.up[action.node]) throw new Impossible(`${node.id} is down`);
    switch (action.kind) {
      case "deliver":
      case "discard":
        return this.#receive(world, node, action);
      case "timer":
      case "request": {
        const input = node.inputs[action.subject]!;
        const spent = input.budget < 0 ? world : spend(world, input.budget, input.tag);
        const taken = this.#fire(spent, node, input, input.payload);
        if (taken === null) throw new NotEnabled(input.name, "not enabled");
        return taken;
      }
      case "crash": {
        if (node.crashBudget < 0) throw new Impossible(`${node.id} does not crash`);
        const up = world.up.with(node.index, false);
        return { world: { ...spend(world, node.crashBudget, "crash"), up }, sends: [] };
      }
      case "turn":
        throw new Impossible("turns belong to rounds, and are run by strategies");
    }
  }

  /** Every action that is enabled. */
  *enabled(world: World): Generator<Action> {
    for (const { index, inputs } of this.instance.nodes) {
      if (!world.up[index]) continue;
      const inbox = world.inboxes[index]!;
      const candidates: Action[] = deliverable(
        this.instance.network,
        inbox,
        this.envelopes,
      ).flatMap((at) => [
        { kind: "deliver", node: index, subject: inbox[at]! },
        { kind: "discard", node: index, subject: inbox[at]! },
      ]);
      inputs.forEach(({ kind }, subject) => candidates.push({ kind, node: index, subject }));
      candidates.push({ kind: "crash", node: index, subject: 0 });
      for (const action of candidates) if (this.#isPossible(world, action)) yield action;
    }
  }

  /** What properties see of a world. */
  sight(world: World): Sight {
    return {
      instance: this.instance,
      states: world.states,
      history: world.history,
      isUp: (node) => world.up[node]!,
      isLoyal: () => true,
      isInboxEmpty: (node) => world.inboxes[node]!.length === 0,
      isQuiescent: () => this.isQuiescent(world),
    };
  }

  /** Whether nothing can happen any more that changes the world, except a fault. */
  isQuiescent(world: World): boolean {
    for (const action of this.enabled(world))
      if (action.kind !== "crash" && !this.#same(world, this.take(world, action).world))
        return false;
    return true;
  }

  #isPossible(world: World, action: Action): boolean {
    try {
      this.take(world, action);
      return true;
    } catch (error) {
      if (error instanceof Impossible) return false;
      throw error;
    }
  }

  #same(a: World, b: World): boolean {
    return this.#key(a) === this.#key(b);
  }

  #key({ states, up, inboxes, left, history }: World): string {
    const bytes = states.map((state, at) => this.instance.nodes[at]!.state.encode(state).join());
    const inside = inboxes.map((inbox) => [...inbox].join());
    return JSON.stringify([bytes, up, inside, left, history ?? null]);
  }

  #receive(world: World, node: Node, { kind, subject }: Action): Taken {
    const { network, nodes } = this.instance;
    const inbox = world.inboxes[node.index]!;
    const places = deliverable(network, inbox, this.envelopes);
    const place = places.find((at) => inbox[at] === subject);
    const message = node.receives[this.envelopes.tag(subject)]!;
    const from = nodes[this.envelopes.sender(subject)]!.id;
    if (place === undefined)
      throw new Impossible(`${message.tag} from ${from} is not there for ${node.id} to receive`);
    const rest = leave(network, inbox, place);
    const without = { ...world, inboxes: world.inboxes.with(node.index, rest) };
    const taken = this.#fire(without, node, message, this.envelopes.event(subject));
    if ((taken !== null) !== (kind === "deliver") || (taken === null && network !== "fifo"))
      throw new NotEnabled(message.name, taken === null ? "not enabled" : "enabled");
    return taken ?? { world: without, sends: [] };
  }

  #fire(world: World, node: Node, { rule, name, tag }: Named, event: object): Taken | null {
    const before = world.states[node.index]!;
    const place = { rule: name };
    const outcome = applyRule(rule, before, event, node.context, place);
    if (outcome === null) return null;
    const sends = this.#sends(node.index, outcome, place);
    const after = insideSchema("state", place, () => this.#canonical(node, outcome.state));
    const record = this.instance.model.history?.record[node.role]?.[tag];
    const history =
      record === undefined || world.history === undefined
        ? world.history
        : this.#remembered(`history.${name}`, () =>
            record(world.history!, event, { self: node.id, before, after }),
          );
    const changed = { ...world, states: world.states.with(node.index, after), history };
    return { world: this.#deliverAll(changed, sends), sends };
  }

  /** As the engine gives it to rules: sets and maps in their canonical order. */
  #canonical(node: Node, state: object): object {
    return deepFreeze(node.state.decode(node.state.encode(state)) as object);
  }

  #remembered(rule: string, record: () => object): object {
    const codec = this.instance.history!;
    const bytes = insideSchema("history", { rule }, () =>
      codec.encode(callModel(record, { rule })),
    );
    return deepFreeze(codec.decode(bytes) as object);
  }

  #sends(sender: number, outcome: Outcome<object>, place: Place): readonly number[] {
    return envelopesOf(this.instance, this.envelopes.intern, sender, outcome, place);
  }

  #deliverAll(world: World, sends: readonly number[]): World {
    const inboxes = [...world.inboxes];
    for (const envelope of sends) {
      const to = this.envelopes.receiver(envelope);
      inboxes[to] = enter(this.instance.network, inboxes[to]!, envelope, this.envelopes);
    }
    return { ...world, inboxes };
  }
}

interface Named {
  readonly rule: AnyRule;
  readonly name: string;
  readonly tag: string;
}

const spend = (world: World, budget: number, what: string): World => {
  const left = world.left[budget]!;
  if (left === 0) throw new Impossible(`the budget of ${what} is used up`);
  return { ...world, left: world.left.with(budget, left - 1) };
};
