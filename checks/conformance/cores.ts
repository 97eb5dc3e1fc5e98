/** All nodes of the implementation side by side, as they go through one run of their model. */
import type { Adapter, Loss } from "../../impl/adapter.ts";
import { NONE } from "../exploration/steps.ts";
import type { Node } from "../model/instance.ts";
import { Fault } from "./answers.ts";
import { Comparer, type Core, type Happening, type Mismatch } from "./comparer.ts";
import { Examiner, noPast, type Found, type Past } from "./examiner.ts";
import type { Sources } from "./sources.ts";

export class Cores {
  readonly sources: Sources;
  readonly comparer: Comparer;
  /** The model's state of each node, by its number. */
  readonly locals: number[];
  /** Events that were compared, and at which nodes. */
  pairs = 0;
  readonly nodes = new Set<string>();
  found: Found | null = null;

  readonly #initial: readonly number[];
  /** Null: the model plays it by itself. */
  readonly #cores: readonly (Core | Fault | null)[];
  readonly #pasts: Past[];
  /** Of nodes that have stopped: what they lost then. */
  readonly #losses: Loss[];

  constructor(sources: Sources, adapter: Adapter, states: readonly object[]) {
    this.sources = sources;
    this.comparer = new Comparer(sources, adapter);
    this.locals = states.map((state, node) => sources.steps.internState(node, state));
    this.#initial = [...this.locals];
    this.#pasts = states.map(() => noPast);
    this.#losses = states.map(() => "nothing");
    this.#cores = sources.instance.nodes.map((node) => this.#started(node));
  }

  /** What an event leads to in the model, or `NONE`. */
  step({ index }: Node, event: number): number {
    return this.sources.steps.step(index, this.locals[index]!, event);
  }

  /** Lets the model take an event. */
  take({ index }: Node, step: number): void {
    if (step !== NONE) this.locals[index] = this.sources.steps.after(step);
  }

  /** Lets a node stop. It is told nothing of it. */
  stop(node: Node, loss: Loss): void {
    const { index } = node;
    this.locals[index] = this.comparer.before(node, this.locals[index]!, { event: NONE, loss });
    this.#losses[index] = loss;
  }

  /** Lets model and implementation take an event, in an action or turn of this number. */
  tell(node: Node, event: number, at: number, isBeside = false): void {
    const { index } = node;
    const step = this.step(node, event);
    const core = this.#cores[index]!;
    if (core === null) return this.take(node, step);
    const local = this.locals[index]!;
    const past = this.#pasts[index]!;
    this.pairs++;
    this.nodes.add(node.id);
    const happening = this.#happening(node, event);
    const mismatch = this.#compared(core, node, happening, step);
    if (mismatch !== null) this.found ??= { node, past, event, at, local, step, mismatch };
    this.#pasts[index] = { prev: past, ...happening, at, isBeside };
    this.take(node, step);
  }

  /**
   * Tells a node of what the model declines before the action of a number. Nothing may come of it,
   * so all is told before anything is compared, and only if that went wrong one after the other.
   */
  tellDeclined(node: Node, events: readonly number[], at: number): void {
    const core = this.#cores[node.index]!;
    if (events.length === 0 || core === null || core instanceof Fault) return;
    const told = events.map((event) => ({ event }));
    this.pairs += events.length;
    this.nodes.add(node.id);
    const past = this.#pasts[node.index]!;
    const all = told.reduce<Past>((prev, one) => ({ prev, ...one, at, isBeside: true }), past);
    this.#pasts[node.index] = all;
    const local = this.locals[node.index]!;
    if (this.comparer.ignores(() => core, node, local, told)) return;
    this.found ??= this.#blamed(node, all);
    // One that is not as before when it is told the same again differs too.
    for (const event of events) if (this.found === null) this.tell(node, event, at, true);
  }

  /** The first event of its past that shows the difference. */
  #blamed(node: Node, past: Past): Found | null {
    const examiner = new Examiner(this.sources, this.comparer);
    return examiner.located({ node, initial: this.#initial[node.index]! }, past);
  }

  #happening({ index, inputs }: Node, event: number): Happening {
    const isRestart = (event & 1) === 1 && inputs[event >> 1]?.kind === "restart";
    return isRestart ? { event, loss: this.#losses[index]! } : { event };
  }

  #compared(core: Core | Fault, node: Node, event: Happening, step: number): Mismatch | null {
    const local = this.locals[node.index]!;
    return core instanceof Fault
      ? this.comparer.failed(node, local, step, core)
      : this.comparer.compare(core, node, local, event, step);
  }

  #started(node: Node): Core | Fault | null {
    if (!this.comparer.plays(node)) return null;
    try {
      return this.comparer.start(node, this.locals[node.index]!);
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }
}
