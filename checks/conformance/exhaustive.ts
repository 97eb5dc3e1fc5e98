/**
 * Every reachable pair of a node's state and an event, in the order in which a search meets them:
 * the first difference is found after a shortest path.
 */
import type { Adapter } from "../../impl/adapter.ts";
import { roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { traceOf } from "../counterexamples/counterexample.ts";
import { wayTo } from "../counterexamples/strategies.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { Search, type Watching } from "../exploration/search.ts";
import type { Host } from "../host.ts";
import { limitsOf, memoryLimitOf } from "../limits.ts";
import type { Instance } from "../model/instance.ts";
import type { CheckOptions, Counterexample, Progress } from "../report.ts";
import { RoundRun } from "../rounds/run.ts";
import { ActionsWalk, type Walk } from "./actions-walk.ts";
import { Comparer } from "./comparer.ts";
import { differenceOf } from "./difference.ts";
import { Examiner, type Found, type Inquiry } from "./examiner.ts";
import type { ConformResult, Difference } from "./report.ts";
import { TurnsWalk } from "./turns-walk.ts";

type Answer = Pick<
  ConformResult,
  "verdict" | "states" | "pairs" | "nodes" | "stopped" | "memoryLimit" | "difference"
>;

/** Seconds until others have their turn. */
const SLICE = 0.03;

/** Compares all that is reachable within the bounds of an instance. */
export const exhaustive = async (
  instance: Instance,
  adapter: Adapter,
  asked: Pick<CheckOptions, "maxStates" | "maxMemory" | "timeout">,
  host: Host,
  watching: Watching,
): Promise<Answer> => {
  const { maxStates, maxMemory, timeout = Infinity } = asked;
  const ends = host.now() + timeout;
  // The time has to do for the search and for the comparison, which takes about as long.
  const bounds = { ...(maxStates && { maxStates }), ...(maxMemory && { maxMemory }) };
  const limits = limitsOf({ ...bounds, timeout: timeout / 2 }, host);
  const search = new Search(instance, [], limits, host);
  await search.run(watching);
  const comparison = new Comparison(search, adapter);
  const stopped = await comparison.run(ends, host, watching);
  const answer = comparison.answer(search.stopped ?? stopped);
  return { ...answer, memoryLimit: memoryLimitOf(limits, answer.stopped) };
};

class Comparison {
  readonly #search: Search;
  readonly #comparer: Comparer;
  readonly #examiner: Examiner;
  readonly #walk: Walk;
  readonly #nodes = new Set<string>();
  #pairs = 0;
  #found: { readonly found: Found; readonly row: number } | null = null;

  constructor(search: Search, adapter: Adapter) {
    const { tables } = search;
    this.#search = search;
    this.#comparer = new Comparer(tables, adapter);
    this.#examiner = new Examiner(tables, this.#comparer);
    this.#walk = tables.instance.inRounds ? new TurnsWalk(search) : new ActionsWalk(search);
  }

  /** Goes on until a difference is found, all is compared, or it is time to end. */
  async run(ends: number, host: Host, watching: Watching): Promise<Answer["stopped"]> {
    if (this.#search.stopped === "interrupt") return "interrupt";
    const { judge, states } = this.#search;
    const rows = states + judge.outside.length;
    let sliceEnds = host.now() + SLICE;
    for (let row = 0; row < rows; row++)
      for (const inquiry of this.#inquiries(row)) {
        if (inquiry !== null) this.#ask(row, inquiry);
        if (this.#found !== null) return null;
        if (host.now() < sliceEnds) continue;
        watching.onProgress?.(this.#progress(rows - row, host));
        await host.pause();
        if (watching.signal?.aborted === true) return "interrupt";
        if (host.now() >= ends) return "time";
        sliceEnds = host.now() + SLICE;
      }
    return null;
  }

  /** What to ask in a row, and then null: the clock is looked at where there is nothing, too. */
  *#inquiries(row: number): Generator<Inquiry | null> {
    for (const inquiry of this.#walk.visit(row))
      if (this.#comparer.plays(inquiry.node)) yield inquiry;
    yield null;
  }

  answer(stopped: Answer["stopped"]): Omit<Answer, "memoryLimit"> {
    const { instance } = this.#search.tables;
    const verdict = stopped === null ? "conforms-within-bounds" : "budget-exceeded";
    return {
      verdict: this.#found === null ? verdict : "differs",
      states: this.#search.states,
      pairs: this.#pairs,
      nodes: instance.nodes.map(({ id }) => id).filter((id) => this.#nodes.has(id)),
      stopped,
      difference: this.#difference(),
    };
  }

  #ask(row: number, inquiry: Inquiry): void {
    this.#pairs += inquiry.questions.length;
    this.#nodes.add(inquiry.node.id);
    const found = this.#examiner.ask(inquiry);
    if (found !== null) this.#found = { found, row };
  }

  #difference(): Difference | null {
    if (this.#found === null) return null;
    const { found, row } = this.#found;
    const trace = traceTo(this.#search, row, found.at);
    return differenceOf(this.#search.tables, this.#comparer, found, trace);
  }

  #progress(frontier: number, host: Host): Progress {
    const { states, generated, depth, seconds } = this.#search;
    return { states, generated, depth, frontier, seconds, memory: host.memory() };
  }
}

/** The first actions, or turns, on the path to a row. */
const traceTo = (search: Search, row: number, actions: number): Counterexample => {
  const { instance, envelopes } = search.tables;
  if (instance.inRounds)
    return roundTraceOf(new RoundRun(instance, wayTo(search, row).strategy), actions);
  const path = search.pathTo(row);
  const course = { ...path, actions: path.actions.slice(0, actions) };
  return traceOf(new Interpreter(instance, false, envelopes), course);
};
