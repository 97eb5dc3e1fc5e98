/**
 * What a search that has ended says of its claims: a verdict, a status for each, a counterexample.
 */
import type { Instance } from "../model/instance.ts";
import type { Exposed } from "./expose.ts";
import type { Search } from "../exploration/search.ts";
import type { Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { PropertyReport, Verdict } from "../report.ts";
import { coverageOf, rulesOf } from "./coverage.ts";
import { vacuityOf } from "./vacuity.ts";

/** @param exposed the violation that is shown, if there is one. */
export const reportOf = (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  exposed: Exposed | null,
) => {
  const { judge } = search;
  const vacuity = vacuityOf(instance, claims, search);
  return {
    verdict: verdictOf(search, exposed !== null, vacuity),
    property: exposed?.claim.name ?? null,
    properties: claims.map((claim) => propertyReport(claim, search)),
    states: search.states,
    initial: search.initial,
    generated: search.generated,
    cut: judge.outside.length,
    depth: search.depth,
    seconds: search.seconds,
    stopped: search.stopped,
    vacuity,
    rules: rulesOf(search),
    coverage: coverageOf(search),
    counterexample: exposed?.counterexample ?? null,
  };
};

const verdictOf = (
  { stopped }: Search,
  isViolated: boolean,
  vacuity: readonly string[],
): Verdict => {
  if (isViolated) return "violated";
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
