/** Checks a model: from a choice of scenario and bug to a verdict that names its bounds. */
import type { Model } from "../models/protocol.ts";
import { counterexampleOf } from "./counterexamples/counterexample.ts";
import { Interpreter } from "./counterexamples/world.ts";
import { InvalidModel } from "./errors.ts";
import { Search } from "./exploration/search.ts";
import { digestOf, host } from "./host.ts";
import { instanceOf, type Instance } from "./model/instance.ts";
import { claimsOf, readsHistory, type Claim } from "./properties/claims.ts";
import { isViolation } from "./properties/judge.ts";
import { locateRules } from "./reports/locate.ts";
import type {
  CheckOptions,
  CheckReport,
  Counterexample,
  PropertyReport,
  Verdict,
} from "./report.ts";

/**
 * Explores every behaviour of a model within the bounds of a scenario, and judges its properties.
 * @throws UsageError for a name or a value that the model does not have.
 */
export const check = async (model: Model, options: CheckOptions = {}): Promise<CheckReport> => {
  const since = host.now();
  const { scenario, bug, parameters } = options;
  const choice = {
    ...(scenario !== undefined && { scenario }),
    ...(bug !== undefined && { bug }),
    ...(parameters !== undefined && { parameters }),
  };
  const named = {
    version: 1 as const,
    model: model.name,
    digest: modelDigest(model),
    scenario: scenario ?? model.bugs[bug ?? ""]?.in ?? Object.keys(model.scenarios)[0] ?? "",
    bug: bug ?? null,
  };
  let chosen = {};
  try {
    const instance = instanceOf(model, choice);
    chosen = { parameters: instance.parameters };
    const claims = claimsOf(instance, options.properties, isReplaced(parameters));
    const search = new Search(instance, claims, limitsOf(options), host);
    await search.run(options);
    return { ...named, ...blank, ...reportOf(instance, claims, search) };
  } catch (error) {
    if (!(error instanceof InvalidModel)) throw error;
    const seconds = host.now() - since;
    const problem = problemOf(model, bug, error);
    return { ...named, ...blank, ...chosen, seconds, problem };
  }
};

/** Of all that a model says, schemas and rules included: another digest, another model. */
export const modelDigest = (model: Model): string =>
  digestOf(
    JSON.stringify(model, (_, value: unknown) => {
      if (value instanceof Set || value instanceof Map) return [...value];
      if (typeof value !== "function") return value;
      return "ast" in value ? value.ast : String(value);
    }),
  );

/** What is reported of a check that has not begun. */
const blank = {
  parameters: {},
  method: "search",
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
  rules: [],
  counterexample: null,
  problem: null,
} as const;

const isReplaced = (parameters: object | undefined): boolean =>
  parameters !== undefined && Object.keys(parameters).length > 0;

const limitsOf = (options: CheckOptions) => ({
  maxStates: options.maxStates ?? Infinity,
  maxDepth: options.maxDepth ?? Infinity,
  maxMemory: (options.maxMemory ?? Infinity) * 2 ** 20,
  timeout: options.timeout ?? Infinity,
});

const reportOf = (instance: Instance, claims: readonly Claim[], search: Search) => {
  const { judge } = search;
  const properties = claims.map((claim) => propertyReport(claim, search));
  const violated = claims
    .filter((claim) => claim.decides && isViolation(claim) && judge.settled.has(claim))
    .toSorted((a, b) => depthOf(a, search) - depthOf(b, search))[0];
  return {
    parameters: instance.parameters,
    verdict: verdictOf(claims, search, violated),
    property: violated?.name ?? null,
    properties,
    states: search.states,
    initial: search.initial,
    generated: search.generated,
    cut: judge.outside.length,
    depth: search.depth,
    seconds: search.seconds,
    stopped: search.stopped,
    rules: rulesOf(instance, search.tables.steps.fired),
    counterexample:
      violated === undefined ? null : counterexample(instance, claims, search, violated),
  };
};

const depthOf = (claim: Claim, search: Search): number =>
  search.levelOf(search.judge.settled.get(claim)!);

const verdictOf = (
  claims: readonly Claim[],
  { stopped, judge }: Search,
  violated: Claim | undefined,
): Verdict => {
  if (violated !== undefined) return "violated";
  if (stopped !== null) return "budget-exceeded";
  const missed = claims.some((claim) => claim.decides && isMissed(claim, judge.settled));
  return missed ? "vacuous" : "holds-within-bounds";
};

const isMissed = (claim: Claim, settled: ReadonlyMap<Claim, number>): boolean =>
  claim.property.kind === "sometimes" && !claim.outOfReach && !settled.has(claim);

const propertyReport = (claim: Claim, search: Search): PropertyReport => {
  const { kind } = claim.property;
  const { settled } = search.judge;
  const seen = { name: claim.name, kind };
  if (settled.has(claim)) {
    const status = isViolation(claim) ? "violated" : "met";
    return { ...seen, status, depth: depthOf(claim, search) };
  }
  if (!search.isComplete) return { ...seen, status: "unknown", depth: null };
  if (kind !== "sometimes") return { ...seen, status: "holds", depth: null };
  return { ...seen, status: claim.outOfReach ? "out-of-reach" : "not-met", depth: null };
};

const rulesOf = ({ model }: Instance, fired: ReadonlySet<string>): CheckReport["rules"] =>
  Object.entries(model.rules).flatMap(([role, table]) =>
    Object.keys(table).map((tag) => ({
      rule: `${role}.${tag}`,
      fired: fired.has(`${role}.${tag}`),
    })),
  );

const counterexample = (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  claim: Claim,
): Counterexample =>
  counterexampleOf(
    new Interpreter(instance, readsHistory(instance, claims), search.tables.envelopes),
    search.pathTo(search.judge.settled.get(claim)!),
    claim,
  );

const problemOf = (
  { rules, bugs }: Model,
  bug: string | undefined,
  { message, rule, event, field }: InvalidModel,
) => {
  const [role = "", tag = ""] = rule.split(".");
  const found = bugs[bug ?? ""]?.rules?.[role]?.[tag] ?? rules[role]?.[tag];
  const source = found === undefined ? null : (locateRules([found])[0] ?? null);
  return { message, rule, event, field, source };
};
