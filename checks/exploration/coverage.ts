/**
 * How often what has happened: actions by kind and node, rules by name. Lists count the rows that
 * use them, and gates those that they let through; here it is added up, when a list is forgotten
 * and at the end.
 */
import type { Instance } from "../model/instance.ts";
import { kindOf, subjectOf, type Kind } from "./actions.ts";
import { entriesOf, PASSES, USES } from "./entries.ts";

export interface RuleCoverage {
  /** As `role.Tag`, or `joint.Name`. */
  readonly rule: string;
  /** Transitions in which it fired. */
  readonly times: number;
  /** The first row in which it was enabled, or `Infinity`. */
  readonly first: number;
  /** Different pairs of a state and an event that it declined. */
  readonly declined: number;
}

export class Coverage {
  readonly #names: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #times: number[] = [];
  readonly #first: number[] = [];
  readonly #declined: number[] = [];
  /** For each node, and for what belongs to none, how often each kind of action was taken. */
  readonly kinds: readonly Map<Kind, number>[];
  readonly #joint: readonly number[];

  constructor({ model, nodes, joint }: Instance) {
    for (const [role, table] of Object.entries(model.rules))
      for (const tag of Object.keys(table)) this.rule(`${role}.${tag}`);
    for (const name of Object.keys(model.joint ?? {})) this.rule(`joint.${name}`);
    this.kinds = Array.from({ length: nodes.length + 1 }, () => new Map<Kind, number>());
    this.#joint = joint.map(({ name }) => this.rule(name));
  }

  /** The number of a rule. */
  rule(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    this.#times.push(0);
    this.#first.push(Infinity);
    this.#declined.push(0);
    return this.#names.push(name) - 1;
  }

  /** Says that a rule is enabled in a row that is expanded: its budget, if any, allows it. */
  fires(rule: number, row: number): void {
    if (row < this.#first[rule]!) this.#first[rule] = row;
  }

  /** The same of a joint step. */
  firesJointly(step: number, row: number): void {
    this.fires(this.#joint[step]!, row);
  }

  declines(rule: number): void {
    this.#declined[rule]!++;
  }

  /** Takes back what was said of rows from a row on, since the search has ended before it. */
  retract(row: number): void {
    this.#first.forEach((first, rule) => {
      if (first >= row) this.#first[rule] = Infinity;
    });
  }

  get rules(): readonly RuleCoverage[] {
    return this.#names.map((rule, at) => ({
      rule,
      times: this.#times[at]!,
      first: this.#first[at]!,
      declined: this.#declined[at]!,
    }));
  }

  /** Adds up what the lists of an array have counted below a place, and sets it to zero. */
  add(words: Int32Array, top: number, ruleOf: (step: number) => number): void {
    for (let start = 0; start < top; start = words[start + 3]!) {
      const uses = words[start + USES]!;
      const kinds = this.kinds[words[start + 4]!]!;
      words[start + USES] = 0;
      for (const { at, action, step, gate } of entriesOf(words, start)) {
        const times = gate === null ? uses : words[at + PASSES]!;
        if (gate !== null) words[at + PASSES] = 0;
        if (times === 0) continue;
        this.#count(kinds, action, step < 0 ? this.#jointRule(action) : ruleOf(step), times);
      }
      if (uses === 0) continue;
      for (let at = words[start + 1]!; at < words[start + 3]!; at += 2)
        this.#count(kinds, words[at]!, words[at + 1]!, uses);
    }
  }

  #jointRule(action: number): number {
    return kindOf(action) === "joint" ? this.#joint[subjectOf(action)]! : -1;
  }

  #count(kinds: Map<Kind, number>, action: number, rule: number, times: number): void {
    if (rule >= 0) this.#times[rule]! += times;
    if (action < 0) return;
    const kind = kindOf(action);
    kinds.set(kind, (kinds.get(kind) ?? 0) + times);
  }
}
