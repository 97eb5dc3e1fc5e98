/** One run of a model without rounds, with all nodes of its implementation beside it. */
import type { Adapter } from "../../impl/adapter.ts";
import type { Outcome } from "../../models/protocol.ts";
import { traceOf } from "../counterexamples/counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import type { World } from "../counterexamples/world.ts";
import type { Action } from "../exploration/actions.ts";
import { NONE } from "../exploration/steps.ts";
import type { Instance, Node } from "../model/instance.ts";
import type { Counterexample } from "../report.ts";
import { eventOfAction } from "./actions-walk.ts";
import { chancesOf, linkActions, LOSSES, type Chances, type Rules } from "./chances.ts";
import { Cores } from "./cores.ts";
import type { Found } from "./examiner.ts";
import type { Sources } from "./sources.ts";

/** An event that the model declines, told beside the path. */
interface Aside {
  readonly kind: "aside";
  readonly node: number;
  readonly event: number;
}

export type Step = Action | Aside;

/** What was possible in a world, as far as it concerned one node. */
interface Known extends Chances {
  readonly world: World;
}

export class ActionsRun {
  readonly cores: Cores;
  /** All that has happened before a difference was found, if one was. */
  readonly steps: Step[] = [];
  readonly #instance: Instance;
  readonly #interpreter: Interpreter;
  readonly #rules: Rules;
  readonly #outcomes: readonly Outcome<object>[];
  readonly #known: (Known | undefined)[] = [];
  readonly #actions: Action[] = [];
  #world: World;

  constructor(sources: Sources, adapter: Adapter, outcomes: readonly Outcome<object>[]) {
    this.#instance = sources.instance;
    this.#outcomes = outcomes;
    const states = outcomes.map(({ state }) => state);
    this.cores = new Cores(sources, adapter, states);
    this.#interpreter = new Interpreter(sources.instance, false, sources.envelopes);
    this.#rules = {
      sources,
      interpreter: this.#interpreter,
      step: (node, event) => this.cores.step(node, event),
    };
    this.#world = this.#interpreter.start(outcomes);
  }

  /** The first actions of what has happened. */
  trace(count: number): Counterexample {
    const actions = this.#actions.slice(0, count);
    return traceOf(this.#interpreter, { outcomes: this.#outcomes, actions });
  }

  /** All actions that are enabled at a node, in their order; null stands for the network. */
  enabledAt(node: Node | null): readonly Action[] {
    return node === null ? linkActions(this.#instance, this.#world) : this.#chancesOf(node).actions;
  }

  take(action: Action): void {
    const event = eventOfAction(action);
    const node = this.#instance.nodes[action.node];
    if (event !== null) this.cores.tell(node!, event, this.#actions.length);
    if (this.cores.found !== null) return;
    const loss = action.leaving === undefined ? LOSSES[action.kind] : "nothing";
    if (loss !== undefined) this.cores.stop(node!, loss);
    this.steps.push(action);
    this.#actions.push(action);
    this.#world = this.#interpreter.take(this.#world, action).world;
  }

  /**
   * Tells a node all that it could be told now and would have to ignore. Between two of its actions
   * there is never more of it than before the second.
   */
  decline(node: Node): void {
    if (this.cores.found !== null) return;
    const { declined } = this.#chancesOf(node);
    for (const event of declined) this.steps.push({ kind: "aside", node: node.index, event });
    this.cores.tellDeclined(node, declined, this.#actions.length);
  }

  /** Takes a step of another run, if it is possible in this one. */
  follow(step: Step): void {
    const node = this.#instance.nodes[step.node] ?? null;
    if (step.kind !== "aside") {
      const action = this.enabledAt(node).find((one) => isSame(one, step));
      if (action !== undefined) this.take({ ...action, ...leavingOf(step) });
    } else if (this.#chancesOf(node!).declined.includes(step.event)) {
      this.cores.tell(node!, step.event, this.#actions.length, true);
      if (this.cores.found === null) this.steps.push(step);
    }
  }

  #chancesOf(node: Node): Chances {
    const known = this.#known[node.index];
    if (known !== undefined && isAlike(known.world, this.#world, node)) return known;
    const chances = chancesOf(this.#rules, this.#world, node);
    this.#known[node.index] = { ...chances, world: this.#world };
    return chances;
  }
}

/** Whether two worlds of one run do not differ in what decides about a node. */
const isAlike = (a: World, b: World, { index }: Node): boolean =>
  a.states[index] === b.states[index] &&
  a.inboxes[index] === b.inboxes[index] &&
  a.left === b.left &&
  a.up === b.up &&
  a.cut === b.cut;

/** A timer is the same whether it errs or not, and so is a crash whatever leaves before it. */
const isSame = (a: Action, b: Action): boolean =>
  bare(a.kind) === bare(b.kind) &&
  a.subject === b.subject &&
  (a.leaving === undefined) === (b.leaving === undefined);

const bare = (kind: Action["kind"]): Action["kind"] => (kind === "suspect" ? "timer" : kind);

const leavingOf = ({ leaving }: Action): Pick<Action, "leaving"> =>
  leaving === undefined ? {} : { leaving };

/** The step in which a difference was found. */
export const stepOf = ({ envelopes }: Sources, { node, event, step }: Found): Step => {
  const [index, subject] = [node.index, (event ?? 0) >> 1];
  const isMessage = ((event ?? 0) & 1) === 0;
  if (step === NONE && isMessage && envelopes.kind(subject) === "fifo")
    return { kind: "discard", node: index, subject };
  if (step === NONE) return { kind: "aside", node: index, event: event ?? 0 };
  return { kind: isMessage ? "deliver" : node.inputs[subject]!.kind, node: index, subject };
};
