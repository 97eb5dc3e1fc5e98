/**
 * What a model means, in its plainest form: a global state is a value, an action makes another one.
 * Counterexamples are run again through this before they are shown, so that nothing is shown that
 * rests on the packed representation alone.
 */
import type { Outcome } from "../../models/protocol.ts";
import { isFault, type Action } from "../exploration/actions.ts";
import { EnvelopeTable } from "../exploration/envelopes.ts";
import { askJointly } from "../exploration/joint-memo.ts";
import type { Instance, Node } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import { deliverable, leave } from "../network/inbox.ts";
import type { Sight } from "../properties/evaluate.ts";
import { Firing, type Fired } from "./firing.ts";
import {
  deliverAll,
  healed,
  Impossible,
  needLinks,
  NotEnabled,
  parted,
  spend,
  stopped,
  withMessageFault,
  type Taken,
  type World,
} from "./world.ts";

export class Interpreter {
  readonly instance: Instance;
  readonly envelopes: EnvelopeTable;
  readonly #rules: Firing;
  readonly #keepsHistory: boolean;

  /** @param keepsHistory whether the history is part of the state: where a property reads it. */
  constructor(
    instance: Instance,
    keepsHistory: boolean,
    envelopes: EnvelopeTable = new EnvelopeTable(instance),
  ) {
    this.instance = instance;
    this.#keepsHistory = keepsHistory;
    this.envelopes = envelopes;
    this.#rules = new Firing(instance, envelopes);
  }

  /** The world in which each node has started with its outcome. */
  start(outcomes: readonly Outcome<object>[]): World {
    const { nodes, budgets, model } = this.instance;
    const sends = nodes.flatMap(({ index, role }) =>
      this.#rules.sends(index, outcomes[index]!, { rule: `initial.${role}` }),
    );
    const quiet: World = {
      states: nodes.map((node) => this.#rules.canonical(node, outcomes[node.index]!.state)),
      up: nodes.map(() => true),
      inboxes: nodes.map(() => []),
      left: budgets.pools.map(({ amount }) => amount),
      cut: new Set(),
      history: this.#keepsHistory
        ? this.#rules.remembered("history", () => model.history!.initial)
        : undefined,
    };
    return deliverAll(quiet, this.instance, sends, this.envelopes);
  }

  /** @throws Impossible if the action is not enabled, InvalidModel if the model is at fault. */
  take(world: World, action: Action): Taken {
    const { kind, subject } = action;
    const still = (next: World): Taken => ({ world: next, sends: [], unsent: [] });
    if (kind === "turn") throw new Impossible("turns belong to rounds, and are run by strategies");
    if (kind === "joint") return this.#join(world, subject);
    if (kind === "heal") return still(healed(world));
    if (kind === "partition" || kind === "one-way")
      return still(parted(world, this.instance, subject));
    const node = this.instance.nodes[action.node]!;
    if (kind === "restart") return this.#restart(world, node, subject);
    if (!world.up[action.node]) throw new Impossible(`${node.id} is down`);
    if (kind === "crash" || kind === "power-loss") return still(this.#crash(world, node, kind));
    if (kind === "drop" || kind === "duplicate") {
      const place = this.#placeOf(world, node, subject);
      const tag = this.envelopes.tag(subject);
      return still(withMessageFault(world, kind, node, place, tag));
    }
    const fired =
      kind === "deliver" || kind === "discard"
        ? this.#receive(world, node, action)
        : this.#expire(world, node, action);
    return this.#left(fired, node, action);
  }

  /** Every action that is enabled and no fault. */
  *moves(world: World): Generator<Action> {
    const { nodes, joint } = this.instance;
    for (const { index, inputs } of nodes) {
      const inbox = world.inboxes[index]!;
      const candidates = deliverable(inbox, this.envelopes).flatMap((at): readonly Action[] => [
        { kind: "deliver", node: index, subject: inbox[at]! },
        { kind: "discard", node: index, subject: inbox[at]! },
      ]);
      const own = inputs.map(({ kind }, subject): Action => ({ kind, node: index, subject }));
      for (const action of [...candidates, ...own])
        if (this.#isPossible(world, action)) yield action;
    }
    const around: readonly Action[] = [
      ...joint.map(({ node }, subject) => ({ kind: "joint" as const, node, subject })),
      { kind: "heal", node: -1, subject: 0 },
    ];
    for (const action of around) if (this.#isPossible(world, action)) yield action;
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
      isStuck: () => this.moves(world).next().done === true,
    };
  }

  /** Whether nothing can happen any more that changes the world, except a fault. */
  isQuiescent(world: World): boolean {
    for (const action of this.moves(world))
      if (!this.#same(world, this.take(world, action).world)) return false;
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

  #key({ states, up, inboxes, left, cut, history }: World): string {
    const bytes = states.map((state, at) => this.instance.nodes[at]!.state.encode(state).join());
    const inside = inboxes.map((inbox) => [...inbox].join());
    const links = [...cut].toSorted((a, b) => a - b);
    return JSON.stringify([bytes, up, inside, left, links, history ?? null]);
  }

  #crash(world: World, node: Node, kind: "crash" | "power-loss"): World {
    const fault = kind === "crash" ? "crash" : "powerLoss";
    const spent = spend(world, node.faults[fault], `${kind} of ${node.id}`);
    const down = stopped(spent, this.instance, node.index);
    if (kind === "crash") return down;
    const place = { rule: `unsynced fields of ${node.role}` };
    const state = insideSchema("state", place, () =>
      this.#rules.canonical(node, node.losing(world.states[node.index]!)),
    );
    return { ...down, states: down.states.with(node.index, state) };
  }

  #restart(world: World, node: Node, subject: number): Taken {
    if (world.up[node.index]) throw new Impossible(`${node.id} is up`);
    const spent = spend(world, node.faults.restart, `restart of ${node.id}`);
    const up = { ...spent, up: world.up.with(node.index, true) };
    const input = node.inputs[subject]!;
    const fired = this.#rules.fire(up, node, input, input.payload);
    if (fired === null) throw new NotEnabled(input.name, "not enabled");
    return this.#left(fired, node, { kind: "restart", node: node.index, subject });
  }

  #placeOf({ inboxes }: World, node: Node, envelope: number): number {
    const inbox = inboxes[node.index]!;
    const place = deliverable(inbox, this.envelopes).find((at) => inbox[at] === envelope);
    if (place !== undefined) return place;
    const { tag } = node.receives[this.envelopes.tag(envelope)]!;
    const from = this.instance.nodes[this.envelopes.sender(envelope)]!.id;
    throw new Impossible(`${tag} from ${from} is not there for ${node.id} to receive`);
  }

  #receive(world: World, node: Node, { kind, subject }: Action): Fired {
    const inbox = world.inboxes[node.index]!;
    const place = this.#placeOf(world, node, subject);
    const message = node.receives[this.envelopes.tag(subject)]!;
    const link = this.envelopes.sender(subject) * this.instance.nodes.length + node.index;
    needLinks(world, this.instance, [link]);
    const rest = leave(inbox, place, this.envelopes);
    const without = { ...world, inboxes: world.inboxes.with(node.index, rest) };
    const fired = this.#rules.fire(without, node, message, this.envelopes.event(subject));
    const isQueued = this.envelopes.kind(subject) === "fifo";
    if ((fired !== null) !== (kind === "deliver") || (fired === null && !isQueued))
      throw new NotEnabled(message.name, fired === null ? "not enabled" : "enabled");
    return fired ?? { world: without, sends: [] };
  }

  /** Whether an input may come by itself: a timer that needs a reason does not without one. */
  isDue(world: World, node: Node, subject: number): boolean {
    const { detects } = node.inputs[subject]!;
    return detects === null || this.#isSilent(world, node, detects);
  }

  /** A timer, rightly or by an error, or a request. */
  #expire(world: World, node: Node, { kind, subject }: Action): Fired {
    const input = node.inputs[subject]!;
    const { budget, detects, tag } = input;
    const spent = budget < 0 ? world : spend(world, budget, tag);
    const isErring = kind === "suspect";
    if (detects !== null && this.#isSilent(world, node, detects) === isErring)
      throw new Impossible(
        isErring
          ? `there is a reason to give up ${detects.peer}: ${tag} does not err`
          : `there is no reason to give up ${detects.peer}: ${tag} does not expire`,
      );
    const charged = isErring ? spend(spent, detects?.suspect ?? -1, `suspect of ${tag}`) : spent;
    const fired = this.#rules.fire(charged, node, input, input.payload);
    if (fired === null) throw new NotEnabled(input.name, "not enabled");
    return fired;
  }

  /**
   * Whether a peer is down, and nothing from it is on its way to a node; or, for a timer that takes
   * a cut for that, nothing passes.
   */
  #isSilent(
    { up, inboxes, cut }: World,
    { index }: Node,
    { peer: id, seesCuts }: NonNullable<Node["inputs"][number]["detects"]>,
  ): boolean {
    const peer = this.instance.indexOf.get(id)!;
    if (seesCuts && cut.has(peer * this.instance.nodes.length + index)) return true;
    const inbox = [...inboxes[index]!];
    return !up[peer] && !inbox.some((envelope) => this.envelopes.sender(envelope) === peer);
  }

  #join(world: World, number: number): Taken {
    const step = this.instance.joint[number];
    if (step === undefined) throw new Impossible("there is no such joint step");
    const { node, partners, links, budget, tag, name } = step;
    const nodes = [node, ...partners].map((index) => this.instance.nodes[index]!);
    const down = nodes.find(({ index }) => !world.up[index]);
    if (down !== undefined) throw new Impossible(`${down.id} is down`);
    needLinks(world, this.instance, links);
    const spent = budget < 0 ? world : spend(world, budget, tag);
    const states = nodes.map(({ index }) => world.states[index]!);
    const outcomes = askJointly(this.instance, step, states);
    if (outcomes === null) throw new NotEnabled(name, "not enabled");
    const place = { rule: name };
    let after = spent.states;
    for (const [at, one] of nodes.entries())
      after = after.with(
        one.index,
        insideSchema("state", place, () => this.#rules.canonical(one, outcomes[at]!.state)),
      );
    const sends = nodes.flatMap(({ index }, at) => this.#rules.sends(index, outcomes[at]!, place));
    const next = deliverAll({ ...spent, states: after }, this.instance, sends, this.envelopes);
    return { world: next, sends, unsent: [] };
  }

  /** What is sent leaves; or a part of it, since the node stops. */
  #left({ world, sends }: Fired, node: Node, action: Action): Taken {
    const { leaving } = action;
    if (leaving === undefined)
      return {
        world: deliverAll(world, this.instance, sends, this.envelopes),
        sends,
        unsent: [],
      };
    if (!isFault(action) || action.kind === "discard" || action.kind === "suspect")
      throw new Impossible(`${node.id} cannot crash in the middle of a ${action.kind}`);
    const spent = spend(world, node.faults.crashMidStep, `crash of ${node.id} in mid-step`);
    const down = stopped(spent, this.instance, node.index);
    const leaves = (_: number, at: number): boolean => (leaving & (1 << at)) !== 0;
    const left = sends.filter(leaves);
    return {
      world: deliverAll(down, this.instance, left, this.envelopes),
      sends: left,
      unsent: sends.filter((envelope, at) => !leaves(envelope, at)),
    };
  }
}
