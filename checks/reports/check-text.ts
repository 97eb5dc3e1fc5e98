/** The report of one check, for someone who may never have seen one. */
import { match } from "ts-pattern";
import type { CheckReport, PropertyReport } from "../report.ts";
import { print } from "../schema/print.ts";
import { adversaryText, isDeserted } from "./adversary-text.ts";
import { tracesText } from "./counterexample-text.ts";
import { coverageText } from "./coverage-text.ts";
import { counted, liesText, statesText, stopText } from "./figures.ts";
import { harmlessReport } from "./harmless-report.ts";
import { aligned, harmlessly, paint, wrapped, type Style } from "./terminal.ts";
import { isFirstOnly, wantedText, type Wanted } from "./wanted-text.ts";

/** What a report cannot know of itself. */
export interface Surroundings {
  /** Network, faults and limits of the scenario. */
  readonly bounds: readonly string[];
  /** Whether the nodes act in synchronous rounds, where turns are taken and messages are read. */
  readonly inRounds: boolean;
  /** Whether parameters were given in place of the scenario's own. */
  readonly hasOtherParameters: boolean;
  /** Whether it went on from the end of a trace. */
  readonly goesOn: boolean;
  /** How many traces were asked for. */
  readonly wanted: Wanted;
  /** Whether to tell all that was covered, not only in one line. */
  readonly hasAllCoverage: boolean;
  /** Where the expectation was not met; empty if it was. */
  readonly differences: readonly string[];
  /** The sentence for the case that it was met. */
  readonly asExpected: string;
  /** That the scenario is one of several, where none was chosen. */
  readonly oneOf: string | null;
  /** What a search was given, by what may stop it. */
  readonly limits: Readonly<Record<string, string>>;
  /** Command lines that show this again. */
  readonly again: readonly string[];
}

export const checkText = (reported: CheckReport, surroundings: Surroundings): string => {
  const report = harmlessReport(reported);
  const around = harmlessly(surroundings);
  const parts = [
    [titleOf(report, around), ...boundsOf(report, around)],
    verdictOf(report, around),
    report.problem === null ? coverageText(report, around.hasAllCoverage) : problemOf(report),
    report.problem === null ? propertiesOf(report, around) : [],
    ...tracesText(report, around.inRounds),
    wantedText(report, around.wanted),
    endOf(report, around),
  ];
  const filled = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${filled.join("\n\n")}\n`;
};

const titleOf = (
  { model, scenario, bug }: CheckReport,
  { hasOtherParameters }: Surroundings,
): string => {
  const other = hasOtherParameters ? " with other parameters" : "";
  const variant = bug === null ? "" : `, with the bug ${bug}`;
  return `${paint("strong", model)}, scenario ${scenario}${other}${variant}`;
};

const boundsOf = (report: CheckReport, { bounds }: Surroundings): readonly string[] => {
  const given = Object.entries(report.parameters).map(
    ([name, value]) => `${name} = ${print(value)}`,
  );
  const adversary = adversaryText(report);
  const label = adversary.length === 0 ? "bounds  " : "bounds     ";
  return [wrapped(label, [...given, ...bounds].join("; ")), ...adversary];
};

const verdictOf = (report: CheckReport, around: Surroundings): readonly string[] => {
  const say = (style: Style, headline: string, sentence: string): readonly string[] => [
    paint(style, headline),
    wrapped("  ", sentence),
  ];
  const witnessed = report.properties.some(({ kind }) => kind === "sometimes");
  const [visited, computed] = [
    report.cut > 0
      ? "Every state within the scenario's bound was visited."
      : around.goesOn
        ? "Every state that can be reached from there was visited."
        : "Every reachable state was visited.",
    "Every outcome of every sub-instance was computed.",
  ];
  const bounds = "These bounds say nothing about larger ones.";
  return match(report.verdict)
    .with("holds-within-bounds", () =>
      say(
        "good",
        "holds within these bounds",
        `${report.method === "search" ? visited : computed} ${bounds}`,
      ).concat(
        witnessed
          ? []
          : [wrapped("  ", "No witness was asked for: a model that does nothing holds too.")],
      ),
    )
    .with("violated", () => say("bad", `violated: ${report.property}`, violationOf(report, around)))
    .with("budget-exceeded", () =>
      say("doubtful", "budget exceeded", stopOf(report, around.limits)),
    )
    .with("vacuous", () =>
      isDeserted(report)
        ? say("doubtful", "vacuous", deserted)
        : [...say("doubtful", "vacuous", idle), ...report.vacuity.map(reasonText)],
    )
    .with("invalid-model", () =>
      say("bad", "invalid model", "The model itself is at fault, so nothing was judged."),
    )
    .exhaustive();
};

const idle = "Nothing is violated, but too little happens for that to count:";
const reasonText = (reason: string): string => wrapped("    ", reason);
const deserted =
  "Nothing is violated: fewer than two loyal nodes remain, and there is nobody to agree with.";

const violationOf = (report: CheckReport, { inRounds }: Surroundings): string => {
  const { property, counterexample, properties } = report;
  const kind = properties.find(({ name }) => name === property)?.kind ?? "property";
  const fails = `The ${kind} property ${property} fails`;
  const unit = inRounds ? "message" : "action";
  const { length, lies, minimal } = counterexample ?? { length: null, lies: 0, minimal: true };
  const steps = length === null ? `some ${unit}s` : counted(length, unit);
  const how = lies === 0 ? `after ${steps}` : `with ${liesText(lies)}, after ${steps}`;
  if (!minimal) return `${fails} ${how}; whether less would do was not found out.`;
  const rest = isFirstOnly(report, inRounds) ? ", and there are too many to find the least" : "";
  return lies === 0
    ? `${fails} ${how}; no shorter way leads to it${rest}.`
    : `${fails} ${how}; no fewer lies break it, and with so few no shorter way does.`;
};

const stopOf = (report: CheckReport, limits: Surroundings["limits"]): string => {
  const { depth, states, method } = report;
  const left =
    method === "search"
      ? `at depth ${depth}, with states left to explore`
      : "with sub-instances left to compute";
  return (
    `Stopped by ${stopText(report, limits)} ${left}. ` +
    `No violation among the ${statesText(states, method)} found so far; the rest is unknown.`
  );
};

const propertiesOf = (
  { properties, property, bug, method, verdict }: CheckReport,
  { inRounds, goesOn }: Surroundings,
): readonly string[] => {
  const unit = inRounds ? "turn" : goesOn ? "more action" : "action";
  const rows = properties.map(({ name, kind, status, depth }) => {
    // A composition takes no turns.
    const where =
      depth === null || method === "composition" ? "" : ` after ${counted(depth - 1, unit)}`;
    // The verdict on a bug is about the property that it has to break, and no other.
    const aside = bug !== null && status === "violated" && name !== property ? ", not judged" : "";
    return [name, kind, `${paint(styleOf[status], status)}${where}${aside}`];
  });
  const heads = ["property", "kind", "status"].map((head) => paint("faint", head));
  const isCutShort =
    verdict === "violated" && properties.some(({ status }) => status === "unknown");
  const others = properties.filter(
    ({ status, name }) => status === "violated" && name !== property,
  );
  const more = bug === null && others.length > 0 ? [moreText(others[0]!.name)] : [];
  return [...aligned([heads, ...rows]), ...(isCutShort && !inRounds ? [GOES_ON] : []), ...more];
};

const moreText = (name: string): string =>
  paint("faint", `one counterexample is shown; --property ${name} shows another`);

const GOES_ON = paint("faint", "the search ended with the violation; --continue goes on");

const styleOf: Readonly<Record<PropertyReport["status"], Style>> = {
  holds: "good",
  met: "good",
  violated: "bad",
  "not-met": "doubtful",
  "out-of-reach": "faint",
  unknown: "doubtful",
};

const problemOf = ({ problem }: CheckReport): readonly string[] => {
  if (problem === null) return [];
  const rows: readonly (readonly [string, string | null])[] = [
    ["problem", problem.message],
    ["rule", problem.rule],
    ["event", problem.event],
    ["field", problem.field],
    ["place", problem.source],
  ];
  return rows
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => wrapped(`${name.padEnd(9)} `, value ?? ""));
};

/** Nothing is pinned for parameters that are given, and then it is asked whether all holds. */
const OTHERWISE = "exit status 1, since it does not hold (0 with --expect violated)";

const endOf = (report: CheckReport, around: Surroundings): readonly string[] => {
  const { differences, asExpected, oneOf, again, hasOtherParameters } = around;
  const isShown = report.counterexample !== null || report.samples.length > 0;
  const shows = !isShown ? [] : again.map((line) => `  ${line}`);
  const reproduction = shows.length === 0 ? [] : ["to see it again:", ...shows];
  const others = oneOf === null ? [] : [paint("faint", oneOf)];
  if (differences.length === 0) return [paint("good", asExpected), ...others, ...reproduction];
  const headline =
    report.verdict === "budget-exceeded"
      ? paint("doubtful", "no answer within these limits")
      : paint("bad", "not as expected");
  const reasons = differences.map((difference) => wrapped("  ", difference));
  if (hasOtherParameters && report.verdict === "violated" && report.bug === null)
    return [paint("doubtful", OTHERWISE), ...reproduction];
  return [headline, ...reasons, ...reproduction];
};
