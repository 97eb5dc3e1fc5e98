/** Checks a model: from a choice of scenario and bug to a verdict that names its bounds. */
import type { Model } from "../models/protocol.ts";
import { InvalidModel } from "./errors.ts";
import { hasTooFewLoyal } from "./adversary/coalitions.ts";
import { composedReportOf } from "./answer/composed.ts";
import { compose } from "./composition/compose.ts";
import { Search } from "./exploration/search.ts";
import { expose } from "./answer/expose.ts";
import { choiceOf, namesOf } from "./asked.ts";
import { host } from "./host.ts";
import { planOf } from "./answer/plan.ts";
import type { Start } from "./exploration/starts.ts";
import { startAtEndOf } from "./answer/continuing.ts";
import { graphOf } from "./answer/graph.ts";
import { limitsOf, memoryLimitOf } from "./limits.ts";
import { instanceOf, type Instance } from "./model/instance.ts";
import { claimsOf, readsHistory, type Claim } from "./properties/claims.ts";
import { locateRules } from "./reports/locate.ts";
import { MOST_DRAWN, type CheckOptions, type CheckReport } from "./report.ts";
import { unfiredRules } from "./answer/coverage.ts";
import { samplesOf } from "./answer/samples.ts";
import { coveredBy, reportOf, violationOf } from "./answer/searched.ts";
import { toJsonRecord } from "./schema/to-json.ts";

/**
 * Explores every behaviour of a model within the bounds of a scenario, and judges its properties.
 * @throws UsageError for a name or a value that the model does not have.
 */
export const check = async (model: Model, options: CheckOptions = {}): Promise<CheckReport> => {
  const since = host.now();
  const named = namesOf(model, options);
  let chosen = {};
  try {
    const instance = instanceOf(model, choiceOf(options));
    const claims = claimsFor(instance, options);
    chosen = { parameters: toJsonRecord(instance.parameters) };
    return { ...named, ...blank, ...chosen, ...(await explored(instance, claims, options)) };
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    const seconds = host.now() - since;
    const problem = problemOf(model, options.bug, error);
    return { ...named, ...blank, ...chosen, seconds, problem };
  }
};

const claimsFor = (instance: Instance, options: CheckOptions): readonly Claim[] => {
  const { seek, properties, parameters } = options;
  if (seek === undefined) return claimsOf(instance, properties, isReplaced(parameters));
  return claimsOf(instance, [seek], true).map((claim) => ({ ...claim, outOfReach: true }));
};

const explored = async (
  instance: Instance,
  claims: readonly Claim[],
  options: CheckOptions,
): Promise<Partial<CheckReport>> => {
  if (hasTooFewLoyal(instance))
    return {
      ...unexplored(instance, claims),
      verdict: "vacuous",
      vacuity: ["fewer than two nodes are loyal"],
    };
  const limits = limitsOf(options, host);
  const plan = planOf(instance, options.method);
  const { strategies = 0 } = plan.adversary ?? {};
  if (plan.method === "composition") {
    const composition = await compose(instance, claims, limits, host, options);
    const memoryLimit = memoryLimitOf(limits, composition.stopped);
    return { ...plan, ...composedReportOf(instance, composition), memoryLimit };
  }
  if ((strategies ?? Infinity) > (options.maxStrategies ?? Infinity))
    return { ...plan, ...unexplored(instance, claims), stopped: "strategies" };
  const search = new Search(instance, claims, limits, host);
  await search.run(options, startFor(instance, claims, search, options));
  // Before others ask the tables: what they look at was not covered by the search.
  const covered = coveredBy(instance, claims, search);
  if (search.found <= MOST_DRAWN) options.onGraph?.(graphOf(search));
  // And before others go on with it, for more counterexamples.
  const answer = reportOf(claims, search, covered);
  const wanted = options.counterexamples ?? 1;
  const exposed = await expose(instance, claims, search, { wanted, watching: options });
  const memoryLimit = memoryLimitOf(limits, answer.stopped);
  const isFine = answer.verdict === "holds-within-bounds" && exposed === null;
  const samples = isFine ? samplesOf(instance, claims, search, options.samples ?? 0) : [];
  const report = { ...answer, samples, ...(exposed === null ? {} : violationOf(exposed)) };
  return { ...plan, ...(isPartial(options) ? withoutVacuity(report) : report), memoryLimit };
};

const startFor = (
  instance: Instance,
  claims: readonly Claim[],
  { tables }: Search,
  { from }: CheckOptions,
): Start | undefined =>
  from === undefined ? undefined : startAtEndOf(tables, from, readsHistory(instance, claims));

/** Whether only a part of what the scenario is about was asked. */
const isPartial = ({ seek, from }: CheckOptions): boolean =>
  seek !== undefined || from !== undefined;

/** What was not to be met, or used, within a part is no surprise. */
const withoutVacuity = (report: ReturnType<typeof reportOf>) => ({
  ...report,
  vacuity: [],
  verdict: report.verdict === "vacuous" ? ("holds-within-bounds" as const) : report.verdict,
});

/** What is reported of claims that were not looked at. */
const unexplored = (instance: Instance, claims: readonly Claim[]): Partial<CheckReport> => ({
  verdict: "budget-exceeded",
  properties: claims.map(({ name, property }) => ({
    name,
    kind: property.kind,
    status: "unknown",
    depth: null,
  })),
  rules: unfiredRules(instance),
});

/** What is reported of a check that has not begun. */
const blank = {
  parameters: {},
  method: "search",
  adversary: null,
  verdict: "invalid-model",
  property: null,
  properties: [],
  states: 0,
  initial: 0,
  generated: 0,
  cut: 0,
  depth: 0,
  seconds: 0,
  stopped: null,
  memoryLimit: null,
  rules: [],
  vacuity: [],
  coverage: null,
  counterexample: null,
  others: [],
  samples: [],
  problem: null,
} satisfies Partial<CheckReport>;

const isReplaced = (parameters: object | undefined): boolean =>
  parameters !== undefined && Object.keys(parameters).length > 0;

export const problemOf = (
  { rules, bugs }: Model,
  bug: string | undefined,
  { message, rule, event, field }: InvalidModel,
) => {
  const [role = "", tag = ""] = rule.split(".");
  const found = bugs[bug ?? ""]?.rules?.[role]?.[tag] ?? rules[role]?.[tag];
  const source = found === undefined ? null : (locateRules([found])[0] ?? null);
  return { message, rule, event, field, source };
};
