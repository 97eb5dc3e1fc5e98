/** Random schedules of a model as a fast-check arbitrary, for properties of one's own. */
import * as fc from "fast-check";
import type { Model } from "../../models/protocol.ts";
import { UsageError } from "../errors.ts";
import { instanceOf } from "../model/instance.ts";
import { claimsOf } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { CheckOptions, Counterexample, Json } from "../report.ts";
import { changedBy } from "../reports/endings.ts";
import { drawnBy, walked, type Drawn } from "./draw.ts";
import { Judging } from "./judging.ts";
import { shorterThan, wrongsOf } from "./shorter.ts";
import type { Meets } from "./walk.ts";
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
  return new Schedules(walker, judging, steps);
};

/** Drawn by choices, and shrunk by actions: what is left out is seen in what happens. */
class Schedules extends fc.Arbitrary<Schedule> {
  readonly #walker: Walker;
  readonly #judging: Judging;
  readonly #drawn: fc.Arbitrary<Drawn>;
  #violated: readonly string[] = [];

  constructor(walker: Walker, judging: Judging, steps: number) {
    super();
    this.#walker = walker;
    this.#judging = judging;
    this.#drawn = drawnBy(walker, steps);
  }

  override generate(mrng: fc.Random, biasFactor: number | undefined): fc.Value<Schedule> {
    const drawn = this.#drawn.generate(mrng, biasFactor).value_;
    return this.#valueOf(walked(this.#walker, this.#judging, drawn, this.#meets));
  }

  override canShrinkWithoutContext(value: unknown): value is Schedule {
    return value instanceof Walked;
  }

  override shrink(value: Schedule): fc.Stream<fc.Value<Schedule>> {
    if (!(value instanceof Walked)) return fc.Stream.nil();
    const { route } = value;
    return fc
      .stream(shorterThan(this.#walker, this.#judging, route, this.#meets))
      .map((shorter) => this.#valueOf(shorter));
  }

  /** A schedule ends with the first violation. */
  readonly #meets: Meets = (moment) => {
    const settled = this.#judging.settled(moment).filter(isViolation);
    this.#violated = settled.map(({ name }) => name);
    return this.#violated.length > 0;
  };

  #valueOf(route: Route): fc.Value<Schedule> {
    return new fc.Value(new Walked(this.#walker, route, this.#violated), undefined);
  }
}

/** Most properties look at a part only, and a trace takes longer than the walk itself. */
class Walked implements Schedule {
  readonly path: string;
  readonly length: number;
  readonly wrongs: number;
  readonly violated: readonly string[];
  readonly route: Route;
  readonly #walker: Walker;
  #trace: Counterexample | null = null;

  constructor(walker: Walker, route: Route, violated: readonly string[]) {
    this.#walker = walker;
    this.route = route;
    this.violated = violated;
    this.path = walker.pathOf(route);
    this.length = walker.lengthOf(route);
    this.wrongs = wrongsOf(route);
  }

  get trace(): Counterexample {
    return (this.#trace ??= this.#walker.traceOf(this.route));
  }

  get states(): Schedule["states"] {
    const { initial, steps } = this.trace;
    let states = initial;
    return [
      states,
      ...steps.map((step) => {
        const after = changedBy(step).map(({ node, state }) => [node, state] as const);
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
