/**
 * What a search that has ended says of its claims: a verdict, a status for each, a counterexample.
 */
import type { Instance } from "../model/instance.ts";
import type { Exposed } from "./expose.ts";
import type { Search } from "../exploration/search.ts";
import type { Claim } from "../properties/claims.ts";
import { isViolation } from "../properties/judge.ts";
import type { CheckReport, PropertyReport, Verdict } from "../report.ts";

/** @param exposed the violation that is shown, if there is one. */
export const reportOf = (
  instance: Instance,
  claims: readonly Claim[],
  search: Search,
  exposed: Exposed | null,
) => {
  const { judge } = search;
  return {
    verdict: verdictOf(claims, search, exposed !== null),
    property: exposed?.claim.name ?? null,
    properties: claims.map((claim) => propertyReport(claim, search)),
    states: search.states,
    initial: search.initial,
    generated: search.generated,
    cut: judge.outside.length,
    depth: search.depth,
    seconds: search.seconds,
    stopped: search.stopped,
    rules: rulesOf(instance, search.tables.steps.fired),
    counterexample: exposed?.counterexample ?? null,
  };
};

const verdictOf = (
  claims: readonly Claim[],
  { stopped, judge }: Search,
  isViolated: boolean,
): Verdict => {
  if (isViolated) return "violated";
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
    return { ...seen, status, depth: search.levelOf(settled.get(claim)!) };
  }
  if (!search.isComplete) return { ...seen, status: "unknown", depth: null };
  if (kind !== "sometimes") return { ...seen, status: "holds", depth: null };
  return { ...seen, status: claim.outOfReach ? "out-of-reach" : "not-met", depth: null };
};

export const rulesOf = ({ model }: Instance, fired: ReadonlySet<string>): CheckReport["rules"] =>
  Object.entries(model.rules).flatMap(([role, table]) =>
    Object.keys(table).map((tag) => ({
      rule: `${role}.${tag}`,
      fired: fired.has(`${role}.${tag}`),
    })),
  );
