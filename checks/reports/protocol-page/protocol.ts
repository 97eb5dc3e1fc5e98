/** All that the page of one protocol is made of. */
import type { Model } from "../../../models/protocol.ts";
import { parametersOf, rangesOf } from "../../schema/parameters.ts";
import type { CheckReport, Counterexample } from "../../report.ts";
import type { ScenesReport } from "../../scenes/report.ts";
import type { Grid } from "../grid.ts";

export interface Protocol {
  readonly model: Model;
  /** From the root of the repository: `models/two-phase-commit.ts`. */
  readonly file: string;
  /** The text of that file. */
  readonly source: string;
  readonly scenarios: readonly Answer[];
  readonly bugs: readonly CheckReport[];
  /** Where the model has traitors, and says what to expect of how many. */
  readonly grid: Grid | null;
  /** Why no rule works, in the smallest size that fails. */
  readonly scenes: ScenesReport | null;
  readonly commands: Commands;
}

/** Of one scenario. */
export interface Answer {
  /** As `check` gives it. */
  readonly report: CheckReport;
  /** The same, except that it went on after a violation: every property has its status. */
  readonly complete: CheckReport;
}

/** Command lines, ready to be pasted into a shell. */
interface Commands {
  readonly of: (...words: readonly string[]) => string;
  /** That run a trace again by its path; none, where it has no path. */
  readonly again: (trace: Counterexample, choices: readonly string[]) => readonly string[];
}

/** Of each scenario, with the defaults of those that it leaves open. */
export const parametersOfScenarios = (model: Model): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(model.scenarios).map(({ parameters }) => parametersOf(model, parameters, {}));

/**
 * Parameters that stand for themselves: a number that no schema writes, and the name that it means.
 * So a bound of a range can be told by the name of its parameter.
 */
export const symbolic = (
  model: Model,
): { readonly values: Readonly<Record<string, unknown>>; readonly names: Map<number, string> } => {
  const [first = {}] = parametersOfScenarios(model);
  const names = new Map<number, string>();
  const values = rangesOf(model).map(({ name }, at) => {
    if (typeof first[name] !== "number") return [name, first[name]];
    const value = Number.MAX_SAFE_INTEGER - 1000 + at;
    names.set(value, name);
    return [name, value];
  });
  return { values: Object.fromEntries(values), names };
};
