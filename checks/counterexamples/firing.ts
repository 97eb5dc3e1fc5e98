/** Asks rules about plain values. */
import type { Outcome } from "../../models/protocol.ts";
import type { Place } from "../errors.ts";
import type { EnvelopeTable } from "../exploration/envelopes.ts";
import { applyRule, callModel } from "../model/apply.ts";
import { deepFreeze } from "../model/freeze.ts";
import type { AnyRule } from "../model/apply.ts";
import type { Instance, Node } from "../model/instance.ts";
import { envelopesOf, insideSchema } from "../model/sends.ts";
import type { World } from "./world.ts";

/** What a rule made of a node, before anything has left it. */
export interface Fired {
  readonly world: World;
  readonly sends: readonly number[];
}

interface Named {
  readonly rule: AnyRule;
  readonly name: string;
  readonly tag: string;
}

export class Firing {
  readonly #instance: Instance;
  readonly #envelopes: EnvelopeTable;

  constructor(instance: Instance, envelopes: EnvelopeTable) {
    this.#instance = instance;
    this.#envelopes = envelopes;
  }

  /** Null: the rule is not enabled. */
  fire(world: World, node: Node, { rule, name, tag }: Named, event: object): Fired | null {
    const before = world.states[node.index]!;
    const place = { rule: name };
    const outcome = applyRule(rule, before, event, node.context, place);
    if (outcome === null) return null;
    const sends = this.sends(node.index, outcome, place);
    const after = insideSchema("state", place, () => this.canonical(node, outcome.state));
    const record = this.#instance.model.history?.record[node.role]?.[tag];
    const history =
      record === undefined || world.history === undefined
        ? world.history
        : this.remembered(`history.${name}`, () =>
            record(world.history!, event, { self: node.id, before, after }),
          );
    return { world: { ...world, states: world.states.with(node.index, after), history }, sends };
  }

  /** As the engine gives it to rules: sets and maps in their canonical order. */
  canonical(node: Node, state: object): object {
    return deepFreeze(node.state.decode(node.state.encode(state)) as object);
  }

  remembered(rule: string, record: () => object): object {
    const codec = this.#instance.history!;
    const bytes = insideSchema("history", { rule }, () =>
      codec.encode(callModel(record, { rule })),
    );
    return deepFreeze(codec.decode(bytes) as object);
  }

  sends(sender: number, outcome: Outcome<object>, place: Place): readonly number[] {
    return envelopesOf(this.#instance, this.#envelopes.intern, sender, outcome, place);
  }
}
