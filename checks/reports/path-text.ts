/** The report of a way that was given as numbers. */
import { print } from "../schema/print.ts";
import type { Followed } from "../schedules/follow.ts";
import { traceText } from "./counterexample-text.ts";
import { harmlessTrace } from "./harmless-report.ts";
import { harmless, paint, wrapped } from "./terminal.ts";

interface Surroundings {
  readonly inRounds: boolean;
  /** Network, faults and limits of the scenario. */
  readonly bounds: readonly string[];
}

export const pathText = (
  { model, scenario, bug, parameters, outcome, property, trace }: Followed,
  { inRounds, bounds }: Surroundings,
): string => {
  const given = Object.entries(parameters).map(([name, value]) => `${name} = ${print(value)}`);
  const variant = bug === null ? "" : `, with the bug ${bug}`;
  const name = property ?? "";
  const words = {
    violates: { title: "counterexample", end: paint("bad", `violates ${harmless(name)}`) },
    meets: { title: "witness", end: paint("good", `meets ${harmless(name)}`) },
    holds: { title: "trace", end: "violates nothing" },
  }[outcome];
  const parts = [
    [
      `${paint("strong", harmless(model))}, scenario ${harmless(scenario + variant)}`,
      wrapped("bounds  ", harmless([...given, ...bounds].join("; "))),
    ],
    traceText(harmlessTrace(trace), words, inRounds),
  ];
  return `${parts.map((lines) => lines.join("\n")).join("\n\n")}\n`;
};
