/** Random schedules of a model as a fast-check arbitrary, for properties of one's own. */
import * as fc from "fast-check";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { instanceOf } from "../model/instance.ts";
import { claimsOf } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { CheckOptions, Counterexample, Json } from "../report.ts";
import { drawnBy, walked, type Drawn } from "./draw.ts";
import { Judging } from "./judging.ts";
import { Walker, type Route } from "./walker.ts";

/** One way through a model, from an initial state on. */
export interface Schedule {
  /** As `strategos replay MODEL --path` takes it. */
  readonly path: string;
  /** Actions; in rounds, turns. */
  readonly length: number;
  /** Faults and lies among them. */
  readonly wrongs: number;
  /** What happens, step by step. */
  readonly trace: Counterexample;
  /** The state of every node after 0, 1, 2, ... steps, as JSON. */
  readonly states: readonly Readonly<Record<string, Json>>[];
  /** The properties of the model that are violated on the way; the schedule ends with the first. */
  readonly violated: readonly string[];
}

export interface ScheduleChoice extends Pick<CheckOptions, "scenario" | "bug" | "parameters"> {
  /** At most; 50, if nothing is said. */
  readonly steps?: number;
}

/**
 * Schedules of a scenario: they shrink towards short ones without faults and lies. A schedule ends
 * with the first violation, where nothing more can happen, or outside the scenario's bounds.
 * @param choice the name of a scenario, or more; without it, the model's first scenario.
 * @throws UsageError for a name or a value that the model does not have.
 */
export const scheduleArbitrary = (
  model: Model,
  choice: string | ScheduleChoice = {},
): fc.Arbitrary<Schedule> => {
  const { steps = 50, ...chosen } = typeof choice === "string" ? { scenario: choice } : choice;
  if (!Number.isInteger(steps) || steps < 0)
    throw new UsageError(`steps: expected a whole number, actual ${String(steps)}`);
  const instance = instanceOf(model, chosen);
  const claims = claimsOf(instance, undefined, chosen.parameters !== undefined);
  const walker = new Walker(instance, claims);
  const judging = new Judging(walker.tables, claims);
  return drawnBy(walker, steps).map((drawn) => scheduleOf(walker, judging, drawn));
};

const scheduleOf = (walker: Walker, judging: Judging, drawn: Drawn): Schedule => {
  let violated: readonly string[] = [];
  const route = walked(walker, judging, drawn, (_, before, { columns, moves }) => {
    const settled = judging.settled({ before, columns, moves }).filter(isViolation);
    violated = settled.map(({ name }) => name);
    return violated.length > 0;
  });
  return new Walked(walker, route, violated);
};

/** Most properties look at a part only, and a trace takes longer than the walk itself. */
class Walked implements Schedule {
  readonly path: string;
  readonly length: number;
  readonly wrongs: number;
  readonly violated: readonly string[];
  readonly #walker: Walker;
  readonly #route: Route;
  #trace: Counterexample | null = null;

  constructor(walker: Walker, route: Route, violated: readonly string[]) {
    this.#walker = walker;
    this.#route = route;
    this.violated = violated;
    this.path = walker.pathOf(route);
    this.length = walker.lengthOf(route);
    this.wrongs = route.moves.reduce((sum, { wrongs }) => sum + wrongs, 0);
  }

  get trace(): Counterexample {
    return (this.#trace ??= this.#walker.traceOf(this.#route));
  }

  get states(): Schedule["states"] {
    const { initial, steps } = this.trace;
    let states = initial;
    return [
      states,
      ...steps.map(({ node, state, partners }) => {
        const changed = [...(node === null ? [] : [{ node, state }]), ...partners];
        const after = changed.map((one) => [one.node, one.state] as const);
        return (states = { ...states, ...Object.fromEntries(after) });
      }),
    ];
  }

  /** How fast-check shows it where a property fails. */
  [fc.toStringMethod](): string {
    const steps = this.trace.steps.map(({ action, node, from, message }) =>
      [node ?? "network", action, message?.tag ?? "", from === null ? "" : `from ${from}`]
        .filter((word) => word !== "")
        .join(" "),
    );
    return `schedule ${this.path}: ${steps.join("; ")}`;
  }
}
