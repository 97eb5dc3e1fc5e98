/**
 * Why no decision rule works, if none does: in two runs a node may read the same, and then it has
 * to decide the same. Whether such runs tie one order to another is found from all the ends of
 * runs, whatever the model's own rule decides in them.
 */
import type { Model, Scenes } from "../../models/protocol.ts";
import { hasTooFewLoyal } from "../adversary/coalitions.ts";
import { limitsOf, memoryLimitOf } from "../limits.ts";
import { OutOfMemory, UsageError } from "../errors.ts";
import { Search } from "../exploration/search.ts";
import { host } from "../host.ts";
import { MOST_SEARCHED, planOf } from "../answer/plan.ts";
import { instanceOf, type Instance } from "../model/instance.ts";
import { claimsOf, type Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import { toJsonRecord } from "../schema/to-json.ts";
import { shortestLayers } from "./chains.ts";
import { lightestChain } from "./lightest.ts";
import type { ScenesOptions, ScenesReport } from "./report.ts";
import { SceneTable, Spectator } from "./scene-table.ts";
import { chainOf } from "./told.ts";

/**
 * Looks for the shortest chain of scenes that nodes cannot tell apart, from one order to another.
 * @throws UsageError for a model without scenes, and for a value that the model does not have.
 */
export const scenes = async (model: Model, options: ScenesOptions = {}): Promise<ScenesReport> => {
  assertScenes(model);
  const { parameters } = options;
  const instance = instanceOf(model, parameters === undefined ? {} : { parameters });
  const table = new SceneTable(instance, model.scenes);
  const named = {
    ...blank,
    model: model.name,
    parameters: toJsonRecord(instance.parameters),
    givers: table.givers.map(({ id }) => id),
    readers: table.readers.map(({ id }) => id),
  };
  if (hasTooFewLoyal(instance)) return { ...named, outcome: "vacuous", verdict: "vacuous" };
  const { adversary } = planOf(instance, undefined);
  // Loyal nodes alone that go on and on never reach an end to be looked at.
  const strategies = adversary === null ? 0 : (adversary.strategies ?? Infinity);
  if (strategies > (options.maxStrategies ?? MOST_SEARCHED))
    return { ...named, adversary, stopped: "strategies" };
  return { ...named, adversary, ...(await staged(instance, table, options)) };
};

/** @throws UsageError for a model that says nothing of scenes, or has no ends of runs. */
export function assertScenes(model: Model): asserts model is Model & { readonly scenes: Scenes } {
  const { name, vocabulary } = model;
  if (model.scenes === undefined)
    throw new UsageError(
      `${name} has no scenes: it does not say what is ordered, and what is read ` +
        "(scenes: { order, views })",
    );
  if (!vocabulary.synchronous)
    throw new UsageError(`${name} has no rounds, and scenes are of synchronous models only`);
}

/** What is reported of a search that has not begun. */
const blank = {
  version: 1,
  adversary: null,
  outcome: "budget-exceeded",
  verdict: "budget-exceeded",
  failing: [],
  scenes: 0,
  views: 0,
  chain: null,
  minimal: false,
  states: 0,
  cut: 0,
  seconds: 0,
  stopped: null,
  memoryLimit: null,
} satisfies Partial<ScenesReport>;

const staged = async (
  instance: Instance,
  table: SceneTable,
  options: ScenesOptions,
): Promise<Partial<ScenesReport>> => {
  const claims = claimsOf(instance, undefined, true);
  // What the model's own rule decides must not end the search: all the ends of runs are wanted.
  const idle = claims.map((claim) => ({ ...claim, decides: false }));
  const limits = limitsOf(options, host);
  const search = new Search(instance, idle, limits, host);
  const rows: number[] = [];
  search.onQuiescent = (row) => void rows.push(row);
  await search.run(options);
  const found = await chainIn(instance, search, table, rows, options);
  return {
    ...found,
    ...(search.stopped === null ? ownRule(idle, search) : {}),
    scenes: table.size,
    views: table.views,
    states: search.states,
    cut: search.judge.outside.length,
    seconds: search.seconds,
    stopped: search.stopped,
    memoryLimit: memoryLimitOf(limits, search.stopped),
  };
};

type Found = Pick<ScenesReport, "outcome"> & Partial<Pick<ScenesReport, "chain" | "minimal">>;

const chainIn = async (
  instance: Instance,
  search: Search,
  table: SceneTable,
  rows: readonly number[],
  options: ScenesOptions,
): Promise<Found> => {
  try {
    const spectator = new Spectator(table, search.tables);
    for (const row of rows) table.add(spectator.see(search.columnsOf(row)), row);
    if (search.stopped !== null) return { outcome: "budget-exceeded" };
    const layers = shortestLayers(table);
    if (layers === null) return { outcome: "no-chain" };
    const chosen = await lightestChain(search, table, layers, () => search.rest(options));
    const chain = chainOf(instance, table, chosen);
    return { outcome: "chain", chain, minimal: chosen.minimal };
  } catch (error) {
    if (!(error instanceof OutOfMemory)) throw error;
    search.stopped = "memory";
    return { outcome: "budget-exceeded" };
  }
};

const ownRule = (
  claims: readonly Claim[],
  { judge }: Search,
): Pick<ScenesReport, "verdict" | "failing"> => {
  const namesOf = (some: readonly Claim[]): readonly string[] => some.map(({ name }) => name);
  const violated = claims.filter((claim) => isViolation(claim) && judge.settled.has(claim));
  if (violated.length > 0) return { verdict: "violated", failing: namesOf(violated) };
  const missed = claims.filter(
    (claim) => claim.property.kind === "sometimes" && !judge.settled.has(claim),
  );
  const verdict = missed.length > 0 ? "vacuous" : "holds-within-bounds";
  return { verdict, failing: namesOf(missed) };
};
