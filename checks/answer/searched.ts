/**
 * What a search that has ended says of its claims: a verdict, a status for each, a counterexample.
 */
import type { Instance } from "../model/instance.ts";
import type { Exposed } from "./exposed.ts";
import type { Search } from "../exploration/search.ts";
import type { Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { PropertyReport, Verdict } from "../report.ts";
import { coverageOf, rulesOf } from "./coverage.ts";
import { vacuityOf } from "./vacuity.ts";

/** What a search has covered, and why that may be too little. */
export const coveredBy = (instance: Instance, claims: readonly Claim[], search: Search) => ({
  vacuity: vacuityOf(instance, claims, search),
  rules: rulesOf(search),
  coverage: coverageOf(search),
});

/** All but the violation, if there is one. */
export const reportOf = (
  claims: readonly Claim[],
  search: Search,
  covered: ReturnType<typeof coveredBy>,
) => ({
  verdict: verdictOf(search, covered.vacuity),
  properties: claims.map((claim) => propertyReport(claim, search)),
  states: search.states,
  initial: search.initial,
  generated: search.generated,
  cut: search.judge.outside.length,
  depth: search.depth,
  seconds: search.seconds,
  stopped: search.stopped,
  ...covered,
});

/** What is different where a violation is shown. */
export const violationOf = ({ claim, counterexample, others }: Exposed) => ({
  verdict: "violated" as const,
  property: claim.name,
  counterexample,
  others,
});

const verdictOf = ({ stopped }: Search, vacuity: readonly string[]): Verdict => {
  if (stopped !== null) return "budget-exceeded";
  return vacuity.length > 0 ? "vacuous" : "holds-within-bounds";
};

const propertyReport = (claim: Claim, search: Search): PropertyReport => {
  const { kind } = claim.property;
  const { settled } = search.judge;
  const seen = { name: claim.name, kind };
  if (settled.has(claim)) {
    const status = isViolation(claim) ? "violated" : "met";
    return { ...seen, status, depth: search.depthOf(settled.get(claim)!) };
  }
  if (!search.isComplete) return { ...seen, status: "unknown", depth: null };
  if (kind !== "sometimes") return { ...seen, status: "holds", depth: null };
  return { ...seen, status: claim.outOfReach ? "out-of-reach" : "not-met", depth: null };
};
