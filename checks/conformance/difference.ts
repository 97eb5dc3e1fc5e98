/** A difference that was found, with all that it takes to understand it and to see it again. */
import { NONE, type Handler } from "../exploration/steps.ts";
import type { AnyRule } from "../model/apply.ts";
import { locateRules } from "../reports/locate.ts";
import type { Counterexample } from "../report.ts";
import { toJson } from "../schema/to-json.ts";
import type { Comparer } from "./comparer.ts";
import { eventsOf, type Found } from "./examiner.ts";
import type { Difference, ToldEvent } from "./report.ts";
import type { Sources } from "./sources.ts";

/** @param trace leads to where it was found. */
export const differenceOf = (
  { steps }: Sources,
  comparer: Comparer,
  { node, past, event, at, local, step, mismatch }: Found,
  { traitors, initial, sent, steps: path }: Counterexample,
): Difference => {
  const told = (number: number): ToldEvent => {
    const { kind, tag, from, round, fields } = comparer.eventOf(node, number);
    return { kind, tag, from, round, payload: toJson(fields) };
  };
  const handler = event === null ? null : steps.handler(node, event);
  const written = handler === null ? null : writtenOf(handler);
  return {
    node: node.id,
    event: event === null ? null : told(event),
    rule: handler?.name ?? null,
    enabled: step !== NONE,
    section: handler?.rule.section ?? null,
    source: written === null ? null : (locateRules([written])[0] ?? null),
    before: toJson(steps.state(node.index, local)),
    ...mismatch,
    told: eventsOf(past)
      .filter((one) => one.at === at || one.isBeside === true)
      .map((one) => told(one.event)),
    traitors,
    initial,
    sent,
    path,
  };
};

/** A rule as the model has it. What starts a node again is of the engine, and asks such a rule. */
const writtenOf = (handler: Handler): AnyRule | null =>
  handler.written === undefined ? handler.rule : handler.written;
