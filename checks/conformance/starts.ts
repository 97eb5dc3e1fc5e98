/** How nodes start: what is compared before anything has happened. */
import type { Adapter } from "../../impl/adapter.ts";
import { traceOf } from "../counterexamples/counterexample.ts";
import { roundTraceOf } from "../counterexamples/round-counterexample.ts";
import { Interpreter } from "../counterexamples/interpreter.ts";
import { initialOutcomes } from "../model/initial.ts";
import type { Instance } from "../model/instance.ts";
import { RoundRun } from "../rounds/run.ts";
import { Comparer } from "./comparer.ts";
import { differenceOf } from "./difference.ts";
import { Examiner } from "./examiner.ts";
import type { Difference } from "./report.ts";
import { sourcesOf } from "./sources.ts";

/** The first node that differs, of all ways in which it may start. */
export const startDifference = (instance: Instance, adapter: Adapter): Difference | null => {
  const sources = sourcesOf(instance);
  const comparer = new Comparer(sources, adapter);
  const examiner = new Examiner(sources, comparer);
  const outcomes = initialOutcomes(instance);
  for (const node of instance.nodes.filter((one) => comparer.plays(one)))
    for (const outcome of outcomes[node.index]!) {
      const found = examiner.askStart(node, outcome);
      if (found === null) continue;
      const chosen = outcomes.map((some, index) => (index === node.index ? outcome : some[0]!));
      return differenceOf(sources, comparer, found, emptyTrace(instance, chosen));
    }
  return null;
};

const emptyTrace = (instance: Instance, outcomes: ReturnType<typeof initialOutcomes>[number]) =>
  instance.inRounds
    ? roundTraceOf(new RoundRun(instance, { traitors: [], outcomes, said: [] }), 0)
    : traceOf(new Interpreter(instance, false), { outcomes, actions: [] });
