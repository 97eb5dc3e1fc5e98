/** Adds up what random schedules have covered. */
import { firedBy } from "../counterexamples/counterexample.ts";
import type { Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { Moment } from "./judging.ts";
import { MOST_STATES, type RunCoverage } from "./report.ts";
import { wrongsOf } from "./shorter.ts";
import type { Route, Walker } from "./walker.ts";

export class Tally {
  readonly #walker: Walker;
  readonly #states = new Set<string>();
  readonly #rules = new Map<string, number>();
  readonly #witnesses = new Map<string, number>();
  #steps = 0;
  #longest = 0;
  #ended = 0;
  #wrongs = 0;
  #isLast = false;

  constructor(walker: Walker) {
    const { rules, joint } = walker.instance.model;
    this.#walker = walker;
    for (const [role, table] of Object.entries(rules))
      for (const tag of Object.keys(table)) this.#rules.set(`${role}.${tag}`, 0);
    for (const name of Object.keys(joint ?? {})) this.#rules.set(`joint.${name}`, 0);
    for (const claim of walker.claims)
      if (claim.property.kind === "sometimes" && !isViolation(claim))
        this.#witnesses.set(claim.name, 0);
  }

  /** A state that was met, and what can happen there. */
  state({ columns, moves }: Moment): void {
    if (this.#states.size < MOST_STATES) this.#states.add(columns.join());
    this.#isLast = moves.length === 0;
  }

  /** A schedule that was walked to its end, and the witnesses that it met. */
  run(route: Route, met: ReadonlySet<Claim>): void {
    const steps = this.#walker.lengthOf(route);
    this.#steps += steps;
    this.#longest = Math.max(this.#longest, steps);
    this.#wrongs += wrongsOf(route);
    if (this.#isLast) this.#ended++;
    for (const { name } of met) this.#count(this.#witnesses, name);
    for (const rule of this.#fired(route)) this.#count(this.#rules, rule);
  }

  get coverage(): RunCoverage {
    return {
      steps: this.#steps,
      longest: this.#longest,
      states: this.#states.size,
      ended: this.#ended,
      wrongs: this.#wrongs,
      rules: [...this.#rules].map(([rule, times]) => ({ rule, times })),
      witnesses: [...this.#witnesses].map(([property, runs]) => ({ property, runs })),
    };
  }

  #count(counts: Map<string, number>, name: string): void {
    if (counts.has(name)) counts.set(name, counts.get(name)! + 1);
  }

  /** In rounds, only the plain run says which rules fire in a turn. */
  #fired(route: Route): readonly string[] {
    const { instance, tables } = this.#walker;
    if (instance.inRounds)
      return this.#walker
        .traceOf(route)
        .steps.flatMap(({ rule, reads }) => [rule, ...reads.map((read) => read.rule)])
        .filter((rule) => rule !== null);
    return route.moves.flatMap(({ action }) => {
      const event = firedBy(tables, action);
      return event === null || event.written === null ? [] : [event.name];
    });
  }
}
