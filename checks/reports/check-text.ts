/** The report of one check, for someone who may never have seen one. */
import { match } from "ts-pattern";
import type { CheckReport, PropertyReport } from "../report.ts";
import { print } from "../schema/print.ts";
import { counted, grouped, rateText, secondsText } from "./figures.ts";
import { harmlessReport } from "./harmless-report.ts";
import { finalStates, sentText, stepsText } from "./steps-text.ts";
import { aligned, harmlessly, paint, wrapped, type Style } from "./terminal.ts";

/** What a report cannot know of itself. */
export interface Surroundings {
  /** Network, faults and limits of the scenario. */
  readonly bounds: readonly string[];
  /** Where the expectation was not met; empty if it was. */
  readonly differences: readonly string[];
  /** The sentence for the case that it was met. */
  readonly asExpected: string;
  /** What a search was given, by what may stop it. */
  readonly limits: Readonly<Record<string, string>>;
  /** Command lines that show this again. */
  readonly again: readonly string[];
}

export const checkText = (reported: CheckReport, surroundings: Surroundings): string => {
  const report = harmlessReport(reported);
  const around = harmlessly(surroundings);
  const parts = [
    [titleOf(report), boundsOf(report, around)],
    verdictOf(report, around),
    report.problem === null ? coverageOf(report) : problemOf(report),
    report.problem === null ? propertiesOf(report) : [],
    counterexampleOf(report),
    endOf(report, around),
  ];
  const filled = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${filled.join("\n\n")}\n`;
};

const titleOf = ({ model, scenario, bug }: CheckReport): string => {
  const variant = bug === null ? "" : `, with the bug ${bug}`;
  return `${paint("strong", model)}, scenario ${scenario}${variant}`;
};

const boundsOf = ({ parameters }: CheckReport, { bounds }: Surroundings): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  return wrapped("bounds  ", [...given, ...bounds].join("; "));
};

const verdictOf = (report: CheckReport, around: Surroundings): readonly string[] => {
  const say = (style: Style, headline: string, sentence: string): readonly string[] => [
    paint(style, headline),
    wrapped("  ", sentence),
  ];
  const witnessed = report.properties.some(({ kind }) => kind === "sometimes");
  const bounds = "These bounds say nothing about larger ones.";
  return match(report.verdict)
    .with("holds-within-bounds", () =>
      say(
        "good",
        "holds within these bounds",
        `Every reachable state was visited. ${bounds}`,
      ).concat(
        witnessed
          ? []
          : [wrapped("  ", "No witness was asked for: a model that does nothing holds too.")],
      ),
    )
    .with("violated", () => say("bad", `violated: ${report.property}`, violationOf(report)))
    .with("budget-exceeded", () =>
      say("doubtful", "budget exceeded", stopOf(report, around.limits)),
    )
    .with("vacuous", () =>
      say("doubtful", "vacuous", "Nothing is violated, but too little happens for that to count."),
    )
    .with("invalid-model", () =>
      say("bad", "invalid model", "The model itself is at fault, so nothing was judged."),
    )
    .exhaustive();
};

const violationOf = ({ property, counterexample, properties }: CheckReport): string => {
  const kind = properties.find(({ name }) => name === property)?.kind ?? "property";
  const steps = counterexample === null ? "some actions" : counted(counterexample.length, "action");
  return `The ${kind} property ${property} fails after ${steps}; no shorter way leads to it.`;
};

const stopOf = (report: CheckReport, limits: Surroundings["limits"]): string => {
  const reason = match(report.stopped)
    .with("states", () => `--max-states ${limits["states"] ?? ""}`)
    .with("depth", () => `--max-depth ${limits["depth"] ?? ""}`)
    .with("memory", () => (limits["memory"] ? `--max-memory ${limits["memory"]}` : "memory"))
    .with("time", () => `--timeout ${limits["time"] ?? ""}`)
    .with("interrupt", () => "an interrupt")
    .with(null, () => "a limit")
    .exhaustive();
  return (
    `Stopped by ${reason.trim()} at depth ${report.depth}, with states left to explore. ` +
    `No violation among the ${counted(report.states, "state")} found so far; the rest is unknown.`
  );
};

const coverageOf = (report: CheckReport): readonly string[] => {
  const { states, generated, cut, depth, seconds, rules } = report;
  const rate = rateText(states, seconds);
  const figures = [
    counted(states, "state"),
    `${grouped(generated)} generated transitions`,
    ...(cut > 0 ? [`${grouped(cut)} cut`] : []),
    `depth ${depth}`,
    secondsText(seconds) + (rate === "" ? "" : ` (${rate})`),
  ];
  const silent = rules.filter(({ fired }) => !fired).map(({ rule }) => rule);
  const never = silent.length === 0 ? "" : `; never: ${silent.join(", ")}`;
  return [
    wrapped("explored  ", figures.join(", ")),
    wrapped("rules     ", `${rules.length - silent.length} of ${rules.length} fired${never}`),
  ];
};

const propertiesOf = ({ properties, property, bug }: CheckReport): readonly string[] => {
  const rows = properties.map(({ name, kind, status, depth }) => {
    const where = depth === null ? "" : ` after ${counted(depth - 1, "action")}`;
    // The verdict on a bug is about the property that it has to break, and no other.
    const aside = bug !== null && status === "violated" && name !== property ? ", not judged" : "";
    return [name, kind, `${paint(styleOf[status], status)}${where}${aside}`];
  });
  return aligned([["property", "kind", "status"].map((head) => paint("faint", head)), ...rows]);
};

const styleOf: Readonly<Record<PropertyReport["status"], Style>> = {
  holds: "good",
  met: "good",
  violated: "bad",
  "not-met": "doubtful",
  "out-of-reach": "faint",
  unknown: "doubtful",
};

const counterexampleOf = (report: CheckReport): readonly string[] => {
  const { counterexample, property } = report;
  if (counterexample === null) return [];
  const { length, faults, lies } = counterexample;
  const extras = [
    ...(faults > 0 ? [counted(faults, "fault")] : []),
    ...(lies > 0 ? [`${grouped(lies)} ${lies === 1 ? "lie" : "lies"}`] : []),
  ];
  const among = extras.length === 0 ? "" : `, of them ${extras.join(" and ")}`;
  const states = Object.entries(finalStates(counterexample));
  const nodeWidth = Math.max(...states.map(([node]) => node.length));
  return [
    paint("strong", `counterexample: ${counted(length, "action")}${among}`),
    ...sentText(counterexample),
    ...stepsText(counterexample),
    "",
    `${paint("bad", `violates ${property}`)}, with the nodes in these states:`,
    ...states.map(([node, state]) => wrapped(`  ${node.padEnd(nodeWidth)}  `, print(state))),
  ];
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

const endOf = (report: CheckReport, around: Surroundings): readonly string[] => {
  const { differences, asExpected, again } = around;
  const shows = report.counterexample === null ? [] : again.map((line) => `  ${line}`);
  const reproduction = shows.length === 0 ? [] : ["to see it again:", ...shows];
  if (differences.length === 0) return [paint("good", asExpected), ...reproduction];
  const headline =
    report.verdict === "budget-exceeded"
      ? paint("doubtful", "no answer within these limits")
      : paint("bad", "not as expected");
  const reasons = differences.map((difference) => wrapped("  ", difference));
  return [headline, ...reasons, ...reproduction];
};
