/**
 * What only the checker remembers. Recorders are pure functions of a step, so they are memoised.
 */
import type { Recorder } from "../../models/protocol.ts";
import { InvalidModel } from "../errors.ts";
import { ByteTable } from "../exploration/byte-table.ts";
import { PairMap } from "../exploration/pair-map.ts";
import type { StepMemo } from "../exploration/steps.ts";
import { callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { Instance } from "../model/instance.ts";
import { insideSchema } from "../model/sends.ts";
import type { Codec } from "../schema/codec.ts";

/** Histories as numbers; 0 is the initial one. Without recorders it is the only one. */
export class History {
  readonly #instance: Instance;
  readonly #steps: StepMemo;
  readonly #codec: Codec | null;
  readonly #known = new ByteTable();
  readonly #next = new PairMap();

  /**
   * `kept`: whether a property that is judged reads the history; else it is not part of a state.
   */
  constructor(instance: Instance, steps: StepMemo, kept: boolean) {
    this.#instance = instance;
    this.#steps = steps;
    this.#codec = kept ? instance.history : null;
    const initial = instance.model.history?.initial;
    this.#known.intern(
      this.#codec === null || initial === undefined
        ? new Uint8Array(0)
        : insideSchema("initial", { rule: "history" }, () => this.#codec!.encode(initial)),
    );
  }

  get size(): number {
    return this.#known.size;
  }

  /** Whether a step may change the history. */
  records(step: number): boolean {
    return this.#codec !== null && this.#recorder(step).recorder !== undefined;
  }

  value(history: number): object {
    return deepFreeze(this.#codec!.decode(this.#known.get(history)) as object);
  }

  /** The number of a history that was reached elsewhere. */
  intern(value: object): number {
    return this.#known.intern(this.#codec!.encode(value));
  }

  /** The history after a step. */
  after(history: number, step: number): number {
    const known = this.#next.get(history, step);
    if (known >= 0) return known;
    const next = this.#record(history, step);
    if (next !== this.#record(history, step))
      throw new InvalidModel("it is not deterministic: two runs on equal input differ", {
        rule: `history.${this.#recorder(step).name}`,
      });
    this.#next.set(history, step, next);
    return next;
  }

  #record(history: number, step: number): number {
    const node = this.#instance.nodes[this.#steps.node(step)]!;
    const { name, recorder } = this.#recorder(step);
    const value = this.#steps.value(node, this.#steps.event(step));
    const place = { rule: `history.${name}` };
    const before = this.#steps.state(node.index, this.#steps.before(step));
    const after = this.#steps.state(node.index, this.#steps.after(step));
    const next = callModel(
      () => recorder!(this.value(history), value, { self: node.id, before, after }),
      place,
    );
    return insideSchema("history", place, () => this.#known.intern(this.#codec!.encode(next)));
  }

  #recorder(step: number): { name: string; recorder: Recorder | undefined } {
    const node = this.#instance.nodes[this.#steps.node(step)]!;
    const { name, tag } = this.#steps.handler(node, this.#steps.event(step));
    return { name, recorder: this.#instance.model.history?.record[node.role]?.[tag] };
  }
}
