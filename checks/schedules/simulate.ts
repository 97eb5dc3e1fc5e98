/**
 * Drives random schedules through a model, where there is too much to search. What is found is
 * shrunk; what is not found may be there all the same.
 */
import * as fc from "fast-check";
import type { Model } from "../../models/protocol.ts";
import { Breather } from "../breather.ts";
import { choiceOf, namesOf } from "../asked.ts";
import { problemOf } from "../check.ts";
import { InvalidModel } from "../errors.ts";
import { host } from "../host.ts";
import { instanceOf, type Instance } from "../model/instance.ts";
import { claimsOf, type Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import type { Counterexample } from "../report.ts";
import { drawnBy, walked, type Drawn } from "./draw.ts";
import { Judging } from "./judging.ts";
import { lessened } from "./lessen.ts";
import type { SimulateOptions, SimulateReport } from "./report.ts";
import { Tally } from "./tally.ts";
import { Walker, type Route } from "./walker.ts";

const RUNS = 1_000;
const STEPS = 200;

/** @throws UsageError for a name or a value that the model does not have. */
export const simulate = async (
  model: Model,
  options: SimulateOptions = {},
): Promise<SimulateReport> => {
  const since = host.now();
  const { seed = 1, runs = RUNS, steps = STEPS } = options;
  const named = {
    ...namesOf(model, options),
    parameters: {},
    property: null,
    random: { seed, runs, steps, done: 0 },
    coverage: { steps: 0, longest: 0, states: 0, ended: 0, wrongs: 0, rules: [], witnesses: [] },
    stopped: null,
    counterexample: null,
    problem: null,
  };
  try {
    const instance = instanceOf(model, choiceOf(options));
    const answer = await new Simulation(instance, options, named.random).answer();
    const parameters = toJsonRecord(instance.parameters);
    return { ...named, parameters, ...answer, seconds: host.now() - since };
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    const problem = problemOf(model, options.bug, error);
    const seconds = host.now() - since;
    return { ...named, verdict: "invalid-model", seconds, problem };
  }
};

interface Found {
  readonly claim: Claim;
  readonly route: Route;
}

class Simulation {
  readonly #walker: Walker;
  readonly #judging: Judging;
  readonly #tally: Tally;
  readonly #random: SimulateReport["random"];
  readonly #breather: Breather;
  #found: Found | null = null;
  /** Of the model. */
  #fault: Error | null = null;
  #done = 0;

  constructor(instance: Instance, options: SimulateOptions, random: SimulateReport["random"]) {
    const claims = claimsOf(instance, options.properties, options.parameters !== undefined);
    this.#walker = new Walker(instance, claims);
    this.#judging = new Judging(this.#walker.tables, claims);
    this.#tally = new Tally(this.#walker);
    this.#random = random;
    this.#breather = new Breather(host, {
      timeout: options.timeout ?? Infinity,
      signal: options.signal,
      onPause: (seconds) => options.onRuns?.(this.#done, seconds),
    });
  }

  async answer() {
    const { seed, runs, steps } = this.#random;
    const property = fc.asyncProperty(drawnBy(this.#walker, steps), async (drawn) => {
      // To end is to fail where all is well, and to be content where a violation was found.
      if (await this.#breather.isOver()) return this.#found !== null;
      return this.#holds(drawn);
    });
    await fc.check(property, { seed, numRuns: runs, unbiased: true, endOnFailure: true });
    if (this.#fault !== null) throw this.#fault;
    const { stopped } = this.#breather;
    const nothing = stopped === null ? ("nothing-found" as const) : ("budget-exceeded" as const);
    return {
      verdict: this.#found === null ? nothing : ("violated" as const),
      property: this.#found?.claim.name ?? null,
      random: { ...this.#random, done: this.#done },
      coverage: this.#tally.coverage,
      stopped,
      counterexample: this.#found === null ? null : this.#shown(this.#found),
    };
  }

  #shown({ claim, route }: Found): Counterexample {
    const least = lessened(this.#walker, this.#judging, route, claim);
    return this.#walker.counterexampleOf(least, claim);
  }

  /** What is thrown while a property runs would count as a failure of it. */
  #holds(drawn: Drawn): boolean {
    try {
      const found = this.#play(drawn);
      if (found !== null) this.#found = found;
      return found === null;
    } catch (error) {
      this.#fault ??= error instanceof Error ? error : new Error(String(error));
      return false;
    }
  }

  #play(drawn: Drawn): Found | null {
    let claim: Claim | null = null;
    const met = new Set<Claim>();
    const route = walked(this.#walker, this.#judging, drawn, (moment) => {
      const settled = this.#judging.settled(moment);
      for (const one of settled) if (!isViolation(one)) met.add(one);
      claim ??= settled.find((one) => one.decides && isViolation(one)) ?? null;
      this.#tally.state(moment);
      return claim !== null;
    });
    this.#done++;
    this.#tally.run(route, met);
    return claim === null ? null : { claim, route };
  }
}
