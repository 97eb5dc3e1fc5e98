/** What a composition that has ended says of its claims. */
import type { Composition, Status } from "../composition/compose.ts";
import { roundCounterexampleOf, turnsUntil } from "../counterexamples/round-counterexample.ts";
import type { Instance } from "../model/instance.ts";
import type { Counterexample, PropertyReport, Verdict } from "../report.ts";
import { unfiredRules } from "./coverage.ts";

/** @throws Error if the rules do not bear out what was composed: a recursion that is not theirs. */
export const composedReportOf = (instance: Instance, composition: Composition) => {
  const { statuses, states, initial, depth, seconds, stopped, worst } = composition;
  return {
    verdict: verdictOf(composition),
    property: worst?.claim.name ?? null,
    properties: statuses.map((status) => propertyReport(status, composition)),
    states,
    initial,
    generated: states,
    cut: 0,
    depth,
    seconds,
    stopped,
    vacuity: vacuityOf(composition),
    rules: unfiredRules(instance),
    counterexample: worst === null ? null : counterexampleOf(instance, composition, worst),
  };
};

/** The strategy is run through the rules: they have to agree that it violates, and on its lies. */
const counterexampleOf = (
  instance: Instance,
  { statuses }: Composition,
  { claim, strategy, lies, length }: NonNullable<Composition["worst"]>,
): Counterexample => {
  const turns = turnsUntil(instance, strategy, claim);
  const claims = statuses.map(({ claim }) => claim);
  const shown = { claim, claims, strategy, turns, minimal: true };
  const found = roundCounterexampleOf(instance, shown);
  if (found.lies === lies && found.length === length) return found;
  throw new Error(
    `the recursion of ${instance.model.name} is not that of its rules: by composition ` +
      `${lies} lies and ${length} messages, by the rules ${found.lies} and ${found.length}`,
  );
};

const verdictOf = (composition: Composition): Verdict => {
  if (composition.worst !== null) return "violated";
  if (composition.stopped !== null) return "budget-exceeded";
  return vacuityOf(composition).length > 0 ? "vacuous" : "holds-within-bounds";
};

const vacuityOf = ({ statuses, stopped }: Composition): readonly string[] => {
  const isMissed = ({ claim, settled }: Status): boolean =>
    claim.decides && claim.property.kind === "sometimes" && !claim.outOfReach && settled === null;
  if (stopped !== null) return [];
  return statuses.filter(isMissed).map(({ claim }) => `${claim.name} is never met`);
};

const propertyReport = (
  { claim, settled }: Status,
  { depth, stopped }: Composition,
): PropertyReport => {
  const { kind } = claim.property;
  const seen = { name: claim.name, kind };
  if (settled !== null) return { ...seen, status: settled, depth };
  if (stopped !== null) return { ...seen, status: "unknown", depth: null };
  if (kind !== "sometimes") return { ...seen, status: "holds", depth: null };
  return { ...seen, status: claim.outOfReach ? "out-of-reach" : "not-met", depth: null };
};
