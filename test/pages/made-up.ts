/** Pages of traces that no model has: long ones, and those with names of malice. */
import { check } from "../../checks/index.ts";
import { instanceOf } from "../../checks/model/instance.ts";
import type { CheckReport } from "../../checks/report.ts";
import type { TracePage } from "../../checks/reports/page/document.ts";
import { pageOfCheck } from "../../checks/reports/page/trace-page.ts";
import type { Counterexample, Json, Step } from "../../checks/trace.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { step, trace, why } from "../reports/steps.ts";

const CHOICE = { bug: "decides-on-first-vote" } as const;

/** As if a check had found it; what is not said is as in a true report. */
export const madeUp = async (
  counterexample: Counterexample,
  said: Partial<Pick<CheckReport, "model" | "scenario" | "property" | "parameters">> = {},
  commands: readonly string[] = [],
): Promise<TracePage> => {
  const report = { ...(await check(twoPhaseCommit, CHOICE)), ...said, counterexample };
  const real = instanceOf(twoPhaseCommit, CHOICE);
  const model = { ...real.model, name: report.model };
  const instance = { ...real, model, scenarioName: report.scenario };
  return pageOfCheck(report, counterexample, instance, () => commands);
};

/** A ball goes round; the last one who gets it breaks what is claimed. */
export const rounds = (nodes: number, steps: number): Counterexample => {
  const ids = Array.from({ length: nodes }, (_, at) => `node${at + 1}`);
  const idAt = (number: number): string => ids[number % nodes]!;
  const taken = Array.from({ length: steps }, (_, at): Step => {
    const sends = [{ to: idAt(at + 1), tag: "Ball", payload: { lap: at } }];
    const part = { state: { balls: at + 1 }, sends };
    return at === 0
      ? step("request", idAt(0), { ...part, message: { tag: "Begin", payload: {} } })
      : step("deliver", idAt(at), { ...part, from: idAt(at - 1), message: ball(at - 1) });
  });
  return trace(ids, taken, {
    initial: Object.fromEntries(ids.map((id) => [id, { balls: 0 }])),
    // The last one throws it once more.
    pending: [{ from: idAt(steps - 1), to: idAt(steps), ...ball(steps - 1) }],
    why: why({
      nodes: [idAt(steps - 1)],
      truths: [
        { property: "safe", kind: "always", holds: [...taken.map(() => true), false] },
        { property: "begins", kind: "sometimes", holds: [false, ...taken.map(() => true)] },
      ],
      past: taken.map((_, at) => at + 1),
    }),
  });
};

const ball = (lap: number): { readonly tag: string; readonly payload: Json } => ({
  tag: "Ball",
  payload: { lap },
});
