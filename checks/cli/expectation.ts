/** What a check is expected to answer, where the answer differs, and the exit status of that. */
import type { Model } from "../../models/protocol.ts";
import type { CheckOptions, CheckReport, Verdict } from "../report.ts";

export type ExitStatus = 0 | 1 | 2 | 3;

export interface Expectation {
  readonly verdict: Verdict;
  /** That is violated; absent where any will do, or none. */
  readonly property?: string;
  /** Only what has to come out exactly. */
  readonly figures: Readonly<Partial<Record<"states" | "generated" | "depth" | "length", number>>>;
  /** Of which scenario or bug, for the report; empty where nothing is pinned. */
  readonly of: string;
}

export interface Question {
  readonly options: CheckOptions;
  /** `--expect`. */
  readonly verdict?: Verdict;
}

/**
 * A pinned figure belongs to the search that was pinned: with other parameters, with limits or with
 * fewer properties, another one comes out.
 */
export const expectationOf = (
  model: Model,
  { options, verdict }: Question,
  scenarioName: string,
): Expectation => {
  if (verdict !== undefined) return { verdict, figures: {}, of: "" };
  if (options.from !== undefined) return ofPassage(options.from);
  const overridden = Object.keys(options.parameters ?? {}).length > 0;
  const expected =
    options.bug === undefined
      ? ofScenario(model, scenarioName, overridden)
      : ofBug(model, options.bug, scenarioName);
  const judged = options.properties;
  if (expected.property !== undefined && judged?.includes(expected.property) === false)
    return { verdict: "holds-within-bounds", figures: {}, of: "" };
  return overridden || isPartial(options) ? { ...expected, figures: {} } : expected;
};

/** What is violated where a trace ends is so still; otherwise it is asked whether all holds. */
const ofPassage = ({ property }: NonNullable<CheckOptions["from"]>): Expectation =>
  property === undefined
    ? { verdict: "holds-within-bounds", figures: {}, of: "" }
    : { verdict: "violated", property, figures: {}, of: "" };

const ofScenario = (model: Model, name: string, overridden: boolean): Expectation => {
  if (overridden) return { verdict: "holds-within-bounds", figures: {}, of: "" };
  const of = ` of scenario ${name}`;
  const expect = model.scenarios[name]?.expect ?? { verdict: "holds-within-bounds" };
  if (expect.verdict === "violated") {
    const { verdict, property, length } = expect;
    return { verdict, property, figures: length === undefined ? {} : { length }, of };
  }
  const { verdict, ...figures } = expect;
  return { verdict, figures, of };
};

const ofBug = (model: Model, name: string, scenario: string): Expectation => {
  const bug = model.bugs[name];
  const of = ` of the bug ${name}`;
  if (bug === undefined) return { verdict: "violated", figures: {}, of };
  const figures = bug.in === scenario ? { length: bug.length } : {};
  return { verdict: "violated", property: bug.breaks, figures, of };
};

const isPartial = ({
  properties = [],
  maxStates,
  maxDepth,
  maxMemory,
  timeout,
}: CheckOptions): boolean =>
  properties.length > 0 ||
  [maxStates, maxDepth, maxMemory, timeout].some((limit) => limit !== undefined);

/** One line for each difference; none, if the answer is the expected one. */
export const differencesOf = (expected: Expectation, report: CheckReport): readonly string[] => {
  const told = (what: string, wanted: string | number, found: string | number): string =>
    `${what}: expected ${wanted}, actual ${found}`;
  if (report.verdict !== expected.verdict)
    return [told("verdict", expected.verdict, report.verdict)];
  if (!isOfTheKind(expected, report))
    return [told("property", expected.property ?? "none", report.property ?? "none")];
  return figuresOff(expected, report).map(({ figure, from, to }) => told(figure, from, to));
};

/** The figures of an answer with the expected verdict that are not those that are pinned. */
export const figuresOff = (
  expected: Expectation,
  report: CheckReport,
): readonly { readonly figure: string; readonly from: number; readonly to: number }[] => {
  const { states, generated, depth } = report;
  const actual = {
    // What is pinned are global states; a composition counts something else.
    ...(report.method !== "composition" && { states, generated, depth }),
    length: report.counterexample?.length ?? 0,
  };
  return Object.entries(actual).flatMap(([figure, to]) => {
    const from = expected.figures[figure as keyof Expectation["figures"]];
    return from === undefined || from === to ? [] : [{ figure, from, to }];
  });
};

/** Whether verdict and property are the expected ones. */
export const isOfTheKind = (expected: Expectation, report: CheckReport): boolean =>
  report.verdict === expected.verdict &&
  (expected.property === undefined || report.property === expected.property);

export const statusOf = (report: CheckReport, differences: readonly string[]): ExitStatus => {
  if (report.stopped === "interrupt" && report.verdict === "budget-exceeded") return 3;
  if (differences.length === 0) return 0;
  if (report.verdict === "invalid-model") return 2;
  return report.verdict === "budget-exceeded" ? 3 : 1;
};

/** In the order in which they matter to whoever runs many. */
export const worstOf = (statuses: readonly ExitStatus[]): ExitStatus =>
  ([2, 1, 3] as const).find((status) => statuses.includes(status)) ?? 0;
