/** What is left of a node of the model that stops, and how it starts again. */
import { NONE } from "../exploration/steps.ts";
import { applyRule, type AnyRule } from "../model/apply.ts";
import type { Input } from "../model/inputs.ts";
import type { Instance, Node } from "../model/instance.ts";
import { restartsOf } from "../model/restarts.ts";
import { insideSchema } from "../model/sends.ts";
import type { Sources } from "./sources.ts";

export const durableOf = ({ model }: Instance, role: string): readonly string[] =>
  model.vocabulary.roles[role]!.durable ?? [];

/** Null: nothing is sent in starting again, and durable fields are left as they are. */
const ruleOf = ({ model }: Instance, role: string): AnyRule | null =>
  (model.rules[role] as Readonly<Record<string, AnyRule>>)["Restart"] ?? null;

/** The ways in which a node may start again, where something is asked about that. */
export const restartsIn = (instance: Instance, { role, state, context, faults }: Node) => {
  const rule = ruleOf(instance, role);
  if (rule === null && faults.restart < 0) return [];
  const durable = durableOf(instance, role);
  const ids = instance.setting.everyone;
  return restartsOf(instance.model, context, {
    role,
    state,
    durable,
    rule: rule ?? undefined,
    ids,
  });
};

/** The model's side of disks. Local states are numbers. */
export class Disks {
  readonly #sources: Sources;
  /** For each node its rule of restarts, if it has one, and what that has answered. */
  readonly #restarts: readonly (Input | null)[];
  readonly #after: readonly Map<number, number>[];

  constructor(sources: Sources) {
    const { instance } = sources;
    this.#sources = sources;
    this.#restarts = instance.nodes.map((node) =>
      ruleOf(instance, node.role) === null ? null : (restartsIn(instance, node)[0] ?? null),
    );
    this.#after = instance.nodes.map(() => new Map());
  }

  /** A state whose durable fields are those after a restart; `NONE`: it does not come up. */
  kept(node: Node, local: number): number {
    const restart = this.#restarts[node.index]!;
    if (restart === null) return local;
    const known = this.#after[node.index]!.get(local);
    if (known !== undefined) return known;
    const after = this.#restarted(node, restart, local);
    this.#after[node.index]!.set(local, after);
    return after;
  }

  #restarted(node: Node, { rule, name, payload }: Input, local: number): number {
    const { steps } = this.#sources;
    const state = steps.state(node.index, local);
    const place = { rule: name };
    const outcome = applyRule(rule, state, payload, node.context, place);
    if (outcome === null) return NONE;
    return insideSchema("state", place, () => steps.internState(node.index, outcome.state));
  }
}
