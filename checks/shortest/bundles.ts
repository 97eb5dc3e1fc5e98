/**
 * What a way consists of, whatever the order: its actions as a multiset. How many faults, nodes and
 * values it has is the same in every order.
 */
import { eventOf } from "../counterexamples/counterexample.ts";
import { isFault, type Action } from "../exploration/actions.ts";
import type { Tables } from "../exploration/tables.ts";
import type { Json } from "../trace.ts";
import { toJson } from "../schema/to-json.ts";

export interface Bundle {
  readonly number: number;
  readonly faults: number;
  /** Nodes that act, are told something, or fail. */
  readonly nodes: number;
  /** Different values in what the nodes are told, their ids aside. */
  readonly values: number;
}

interface Member {
  readonly number: number;
  readonly action: Action;
  /** Partners of a joint step too; none, where it happens to links. */
  readonly nodes: readonly number[];
  readonly values: readonly string[];
}

export class Bundles {
  readonly empty: Bundle = { number: 0, faults: 0, nodes: 0, values: 0 };
  readonly #tables: Tables;
  readonly #members = new Map<string, Member>();
  readonly #contents: (readonly Member[])[] = [[]];
  readonly #known = new Map<string, Bundle>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** The bundle with one more action. */
  with({ number }: Bundle, action: Action): Bundle {
    const member = this.#memberOf(action);
    const grown = [...this.#contents[number]!, member].toSorted((a, b) => a.number - b.number);
    const key = grown.map((one) => one.number).join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const bundle = measured(this.#contents.push(grown) - 1, grown);
    this.#known.set(key, bundle);
    return bundle;
  }

  #memberOf(action: Action): Member {
    const { kind, node, subject, leaving } = action;
    const key = [kind, node, subject, leaving].join();
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const ids = new Set(this.#tables.instance.nodes.map(({ id }) => JSON.stringify(id)));
    const told = valuesIn(toJson(eventOf(this.#tables, action)?.payload ?? null));
    const values = told.filter((value) => !ids.has(value));
    const partners = kind === "joint" ? this.#tables.instance.joint[subject]!.partners : [];
    const nodes = node < 0 ? [] : [node, ...partners];
    const member = { number: this.#members.size, action, nodes, values };
    this.#members.set(key, member);
    return member;
  }
}

const measured = (number: number, members: readonly Member[]): Bundle => ({
  number,
  faults: members.filter(({ action }) => isFault(action)).length,
  nodes: new Set(members.flatMap(({ nodes }) => nodes)).size,
  values: new Set(members.flatMap(({ values }) => values)).size,
});

/** Texts, numbers and truths, wherever they stand. */
const valuesIn = (value: Json): readonly string[] => {
  if (value === null) return [];
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (typeof value === "object") return Object.values(value).flatMap(valuesIn);
  return [JSON.stringify(value)];
};
