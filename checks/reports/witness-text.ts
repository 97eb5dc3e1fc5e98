/** The report of a search for a witness. */
import { match } from "ts-pattern";
import { print } from "../schema/print.ts";
import { traceText } from "./counterexample-text.ts";
import { counted, grouped, secondsText, stopText } from "./figures.ts";
import { harmlessTrace } from "./harmless-report.ts";
import { harmless, harmlessly, paint, wrapped } from "./terminal.ts";
import type { WitnessReport } from "./witness.ts";

/** What a report cannot know of itself. */
interface Surroundings {
  readonly inRounds: boolean;
  /** Network, faults and limits of the scenario. */
  readonly bounds: readonly string[];
  /** What a search was given, by what may stop it. */
  readonly limits: Readonly<Record<string, string>>;
  /** Command lines that show this again. */
  readonly again: readonly string[];
}

export const witnessText = (
  found: WitnessReport,
  { inRounds, bounds, limits, again }: Surroundings,
): string => {
  const { model, scenario, bug, property, states, depth, seconds } = harmlessly({
    ...found,
    witness: null,
    parameters: {},
  });
  const given = Object.entries(found.parameters).map(
    ([name, value]) => `${harmless(name)} = ${print(value)}`,
  );
  const variant = bug === null ? "" : `, with the bug ${bug}`;
  const witness = found.witness && harmlessTrace(found.witness);
  const figures = `${grouped(states)} states, depth ${depth}, ${secondsText(seconds)}`;
  const words = { title: "witness", end: paint("good", `meets ${property}`) };
  const parts = [
    [
      `${paint("strong", model)}, scenario ${scenario}${variant}`,
      wrapped("bounds  ", [...given, ...bounds.map(harmless)].join("; ")),
    ],
    answerOf(found, inRounds, limits),
    [wrapped("explored  ", figures)],
    ...(witness === null ? [] : [traceText(witness, words, inRounds)]),
    ...(witness === null
      ? []
      : [["to see it again:", ...again.map((line) => `  ${harmless(line)}`)]]),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};

const answerOf = (
  found: WitnessReport,
  inRounds: boolean,
  limits: Readonly<Record<string, string>>,
): readonly string[] => {
  const property = harmless(found.property);
  const unit = inRounds ? "message" : "action";
  return match(found.status)
    .with("met", () => [
      paint("good", `met: ${property}`),
      wrapped("  ", `After ${counted(found.witness?.length ?? 0, unit)}; no shorter way is there.`),
    ])
    .with("not-met", () => [
      paint("doubtful", `not met: ${property}`),
      "  Every reachable state within these bounds was visited, and none is a witness.",
    ])
    .with("unknown", () => [
      paint("doubtful", `unknown: ${property}`),
      wrapped("  ", `Stopped by ${stopText(found, limits)} before a witness was found.`),
    ])
    .exhaustive();
};
