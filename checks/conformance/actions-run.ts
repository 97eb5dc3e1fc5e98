/** One run of a model without rounds, with all nodes of its implementation beside it. */
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import { traceOf } from "../counterexamples/counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import type { World } from "../counterexamples/world.ts";
import type { Action } from "../exploration/actions.ts";
import { inputEvent, messageEvent, NONE } from "../exploration/steps.ts";
import type { Instance, Node } from "../model/instance.ts";
import { deliverable } from "../network/inbox.ts";
import type { Counterexample } from "../report.ts";
import { eventOfAction } from "./actions-walk.ts";
import type { Sources } from "./comparer.ts";
import { Cores } from "./cores.ts";
import type { Found } from "./examiner.ts";

/** An event that the model declines, told beside the path. */
interface Aside {
  readonly kind: "aside";
  readonly node: number;
  readonly event: number;
}

export type Step = Action | Aside;

/** What may happen at a node, as long as nothing that decides it has changed. */
interface Chances {
  readonly state: object;
  readonly inbox: World["inboxes"][number];
  readonly up: World["up"];
  readonly left: World["left"];
  readonly actions: readonly Action[];
  /** Events that its rules decline. */
  readonly declined: readonly number[];
}

export class ActionsRun {
  readonly cores: Cores;
  /** All that has happened before a difference was found, if one was. */
  readonly steps: Step[] = [];
  readonly #instance: Instance;
  readonly #interpreter: Interpreter;
  readonly #outcomes: readonly Outcome<object>[];
  readonly #chances: (Chances | undefined)[] = [];
  readonly #actions: Action[] = [];
  #world: World;

  constructor(sources: Sources, adapter: Adapter, outcomes: readonly Outcome<object>[]) {
    this.#instance = sources.instance;
    this.#outcomes = outcomes;
    const states = outcomes.map(({ state }) => state);
    this.cores = new Cores(sources, adapter, states);
    this.#interpreter = new Interpreter(sources.instance, false, sources.envelopes);
    this.#world = this.#interpreter.start(outcomes);
  }

  /** The first actions of what has happened. */
  trace(count: number): Counterexample {
    const actions = this.#actions.slice(0, count);
    return traceOf(this.#interpreter, { outcomes: this.#outcomes, actions });
  }

  /** All actions that are enabled at a node, in their order. */
  enabledAt(node: Node): readonly Action[] {
    return this.#world.up[node.index] ? this.#chancesOf(node).actions : [];
  }

  take(action: Action): void {
    const node = this.#instance.nodes[action.node]!;
    if (action.kind !== "crash") this.cores.tell(node, eventOfAction(action), this.#actions.length);
    if (this.cores.found !== null) return;
    this.steps.push(action);
    this.#actions.push(action);
    this.#world = this.#interpreter.take(this.#world, action).world;
  }

  /**
   * Tells a node all that it could be told now and would have to ignore. Between two of its actions
   * there is never more of it than before the second.
   */
  decline(node: Node): void {
    if (!this.#world.up[node.index] || this.cores.found !== null) return;
    const { declined } = this.#chancesOf(node);
    for (const event of declined) this.steps.push({ kind: "aside", node: node.index, event });
    this.cores.tellDeclined(node, declined, this.#actions.length);
  }

  /** Takes a step of another run, if it is possible in this one. */
  follow(step: Step): void {
    const node = this.#instance.nodes[step.node]!;
    if (!this.#world.up[node.index]) return;
    if (step.kind !== "aside") {
      const same = ({ kind, subject }: Action) => kind === step.kind && subject === step.subject;
      const action = this.enabledAt(node).find(same);
      if (action !== undefined) this.take(action);
    } else if (this.#chancesOf(node).declined.includes(step.event)) {
      this.cores.tell(node, step.event, this.#actions.length, true);
      if (this.cores.found === null) this.steps.push(step);
    }
  }

  #chancesOf(node: Node): Chances {
    const { index } = node;
    const { states, inboxes, up, left } = this.#world;
    const [state, inbox] = [states[index]!, inboxes[index]!];
    const known = this.#chances[index];
    const isSame = known?.state === state && known.inbox === inbox;
    if (isSame && known.up === up && known.left === left) return known;
    const declined: number[] = [];
    const received = this.#received(node, inbox, declined);
    const actions = [...received, ...this.#others(node, left, declined)];
    const chances = { state, inbox, up, left, actions, declined };
    this.#chances[index] = chances;
    return chances;
  }

  /** What is declined is discarded from a queue, and that is an action. */
  #received(node: Node, inbox: World["inboxes"][number], declined: number[]): readonly Action[] {
    const { envelopes } = this.cores.sources;
    const places = deliverable(inbox, envelopes);
    return places.flatMap((place): readonly Action[] => {
      const subject = inbox[place]!;
      const event = messageEvent(subject);
      if (this.cores.step(node, event) !== NONE)
        return [{ kind: "deliver", node: node.index, subject }];
      if (envelopes.kind(subject) === "fifo")
        return [{ kind: "discard", node: node.index, subject }];
      declined.push(event);
      return [];
    });
  }

  #others(node: Node, left: World["left"], declined: number[]): readonly Action[] {
    const { index, inputs, faults } = node;
    const allowed = (budget: number): boolean => budget < 0 || left[budget]! > 0;
    const own = inputs.flatMap(({ kind, budget }, subject): readonly Action[] => {
      const isEnabled = this.cores.step(node, inputEvent(subject)) !== NONE;
      if (!isEnabled) declined.push(inputEvent(subject));
      const isDue = allowed(budget) && this.#interpreter.isDue(this.#world, node, subject);
      return isEnabled && isDue ? [{ kind, node: index, subject }] : [];
    });
    const mayCrash = faults.crash >= 0 && left[faults.crash]! > 0;
    return mayCrash ? [...own, { kind: "crash", node: index, subject: 0 }] : own;
  }
}

/** The step in which a difference was found. */
export const stepOf = ({ envelopes }: Sources, { node, event, step }: Found): Step => {
  const [index, subject] = [node.index, (event ?? 0) >> 1];
  const isMessage = ((event ?? 0) & 1) === 0;
  if (step === NONE && isMessage && envelopes.kind(subject) === "fifo")
    return { kind: "discard", node: index, subject };
  if (step === NONE) return { kind: "aside", node: index, event: event ?? 0 };
  return { kind: isMessage ? "deliver" : node.inputs[subject]!.kind, node: index, subject };
};
