/** All nodes of the implementation side by side, as they go through one run of their model. */
import type { Adapter, RunningNode } from "../../impl/adapter.ts";
import { EnvelopeTable } from "../exploration/envelopes.ts";
import { NONE, StepMemo } from "../exploration/steps.ts";
import type { Instance, Node } from "../model/instance.ts";
import { Fault } from "./answers.ts";
import { Comparer, type Mismatch, type Sources } from "./comparer.ts";
import { noPast, type Found, type Past } from "./examiner.ts";

export class Cores {
  readonly sources: Sources;
  readonly comparer: Comparer;
  /** The model's state of each node, by its number. */
  readonly locals: number[];
  /** Events that were compared, and at which nodes. */
  pairs = 0;
  readonly nodes = new Set<string>();
  found: Found | null = null;

  readonly #cores: readonly (RunningNode | Fault)[];
  readonly #pasts: Past[];

  /** @param nodes are compared; the others are only followed. */
  constructor(instance: Instance, adapter: Adapter, states: readonly object[]) {
    const envelopes = new EnvelopeTable(instance);
    const steps = new StepMemo(instance, envelopes);
    this.sources = { instance, envelopes, steps };
    this.comparer = new Comparer(this.sources, adapter);
    this.locals = states.map((state, node) => steps.internState(node, state));
    this.#pasts = states.map(() => noPast);
    this.#cores = instance.nodes.map((node) => this.#started(node));
  }

  /** What an event leads to in the model, or `NONE`. */
  step({ index }: Node, event: number): number {
    return this.sources.steps.step(index, this.locals[index]!, event);
  }

  /** Lets the model take an event. */
  take({ index }: Node, step: number): void {
    if (step !== NONE) this.locals[index] = this.sources.steps.after(step);
  }

  /** Lets model and implementation take an event, in an action or turn of this number. */
  tell(node: Node, event: number, at: number): void {
    const { index } = node;
    const step = this.step(node, event);
    const local = this.locals[index]!;
    const past = this.#pasts[index]!;
    this.pairs++;
    this.nodes.add(node.id);
    const mismatch = this.#compared(node, event, step);
    if (mismatch !== null) this.found ??= { node, past, event, at, local, step, mismatch };
    this.#pasts[index] = { prev: past, event, at };
    this.take(node, step);
  }

  #compared(node: Node, event: number, step: number): Mismatch | null {
    const core = this.#cores[node.index]!;
    const local = this.locals[node.index]!;
    return core instanceof Fault
      ? this.comparer.failed(node, local, step, core)
      : this.comparer.compare(core, node, local, event, step);
  }

  #started(node: Node): RunningNode | Fault {
    try {
      return this.comparer.start(node, this.locals[node.index]!);
    } catch (error) {
      if (error instanceof Fault) return error;
      throw error;
    }
  }
}
