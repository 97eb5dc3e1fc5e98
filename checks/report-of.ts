/**
 * What a search that has ended says of its claims: a verdict, a status for each, a counterexample.
 */
import { counterexampleOf } from "./counterexamples/counterexample.ts";
import { Interpreter } from "./counterexamples/world.ts";
import type { Search } from "./exploration/search.ts";
import type { Instance } from "./model/instance.ts";
import { readsHistory, type Claim } from "./properties/claims.ts";
import { isViolation } from "./properties/judge.ts";
import type { CheckReport, Counterexample, PropertyReport, Verdict } from "./report.ts";

export const reportOf = (instance: Instance, claims: readonly Claim[], search: Search) => {
  const { judge } = search;
  const properties = claims.map((claim) => propertyReport(claim, search));
  const violated = claims
    .filter((claim) => claim.decides && isViolation(claim) && judge.settled.has(claim))
    .toSorted((a, b) => depthOf(a, search) - depthOf(b, search))[0];
  return {
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
