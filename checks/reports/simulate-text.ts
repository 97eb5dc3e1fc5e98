/** The report of a simulation: what was drawn, what was covered, and what was found. */
import { match } from "ts-pattern";
import { print } from "../schema/print.ts";
import { MOST_STATES, type SimulateReport } from "../schedules/report.ts";
import { traceText } from "./counterexample-text.ts";
import { counted, grouped, secondsText } from "./figures.ts";
import { harmlessTrace } from "./harmless-report.ts";
import { harmless, harmlessly, paint, wrapped } from "./terminal.ts";

/** What a report cannot know of itself. */
interface Surroundings {
  readonly inRounds: boolean;
  /** Whether parameters were given in place of the scenario's own. */
  readonly hasOtherParameters: boolean;
  /** Network, faults and limits of the scenario. */
  readonly bounds: readonly string[];
  /** The property that is known to be violated, if one is. */
  readonly expected: string | null;
  /** Command lines that show this again. */
  readonly again: readonly string[];
}

export const simulateText = (report: SimulateReport, around: Surroundings): string => {
  const { counterexample, property } = report;
  const end = paint("bad", `violates ${harmless(property ?? "")}`);
  const trace =
    counterexample === null
      ? []
      : traceText(harmlessTrace(counterexample), { title: "found", end }, around.inRounds);
  const parts = [
    headOf(report, around),
    verdictOf(report, around),
    coverageOf(report),
    trace,
    [
      ...expectationOf(report, around),
      "to see it again:",
      ...around.again.map((line) => `  ${harmless(line)}`),
    ],
  ];
  const filled = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${filled.join("\n\n")}\n`;
};

/** What is pinned of the scenario or the bug, where something is. */
const expectationOf = (
  { property, scenario, bug }: SimulateReport,
  { expected }: Surroundings,
): readonly string[] => {
  if (expected === null && property === null) return [];
  const asked = bug === null ? `scenario ${scenario}` : `the bug ${bug}`;
  if (expected === property) return [paint("good", harmless(`as expected of ${asked}`))];
  const reason = `property: expected ${expected ?? "none"}, actual ${property ?? "none"}`;
  return [paint("bad", "not as expected"), wrapped("  ", harmless(reason))];
};

const headOf = (
  { model, scenario, bug, parameters, random }: SimulateReport,
  { bounds, hasOtherParameters }: Surroundings,
): readonly string[] => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  const other = hasOtherParameters ? " with other parameters" : "";
  const variant = `${other}${bug === null ? "" : `, with the bug ${bug}`}`;
  const { seed, runs, steps } = random;
  return [
    `${paint("strong", harmless(model))}, scenario ${harmless(scenario + variant)}`,
    wrapped("bounds  ", harmless([...given, ...bounds].join("; "))),
    wrapped(
      "asked   ",
      `${counted(runs, "schedule")} of at most ${grouped(steps)} steps, seed ${seed}`,
    ),
  ];
};

const verdictOf = (report: SimulateReport, { expected }: Surroundings): readonly string[] => {
  const { verdict, property, random, stopped } = report;
  const found = `Schedule ${grouped(random.done)} violates it; below is what matters of it.`;
  return match(verdict)
    .with("violated", () => [
      paint("bad", `violated: ${harmless(property ?? "")}`),
      wrapped("  ", found),
    ])
    .with("nothing-found", () => [
      paint(expected === null ? "good" : "doubtful", "nothing found"),
      wrapped("  ", `No schedule that was drawn violates anything; of others nothing is known.`),
    ])
    .with("budget-exceeded", () => [
      paint("doubtful", "budget exceeded"),
      wrapped(
        "  ",
        `Stopped by ${stopped === "time" ? "--timeout" : "an interrupt"} after ` +
          `${counted(random.done, "schedule")}; nothing was found in them.`,
      ),
    ])
    .with("invalid-model", () => [paint("bad", "invalid model")])
    .exhaustive();
};

const coverageOf = ({ coverage, random, seconds }: SimulateReport): readonly string[] => {
  const { steps, longest, states, ended, wrongs, rules, witnesses } = harmlessly(coverage);
  const silent = rules.filter(({ times }) => times === 0).map(({ rule }) => rule);
  const never = silent.length === 0 ? "" : `; never: ${silent.join(", ")}`;
  const known =
    states >= MOST_STATES ? `at least ${counted(states, "state")}` : counted(states, "state");
  const figures = [
    counted(random.done, "schedule"),
    `${counted(steps, "step")}, at most ${grouped(longest)} in one`,
    known,
    ...(wrongs > 0 ? [`${grouped(wrongs)} faults or lies`] : []),
    secondsText(seconds),
  ];
  const met = witnesses.map(({ property, runs }) => `${property} in ${counted(runs, "schedule")}`);
  return [
    wrapped("played  ", figures.join(", ")),
    wrapped(
      "ended   ",
      `${grouped(ended)} where nothing more could happen, the others where their choices ran out`,
    ),
    wrapped("rules   ", `${rules.length - silent.length} of ${rules.length} fired${never}`),
    ...(met.length === 0 ? [] : [wrapped("met     ", met.join(", "))]),
  ];
};
