/** The page of a check that found a violation, and that of a witness. */
import type { Instance } from "../../model/instance.ts";
import type { CheckReport, Counterexample, Json } from "../../report.ts";
import { print } from "../../schema/print.ts";
import { boundsOf } from "../bounds-text.ts";
import { harmless } from "../terminal.ts";
import { titleOf } from "../titles.ts";
import type { WitnessReport } from "../witness.ts";
import type { Excerpts, TracePage, TraceView } from "./document.ts";
import { excerptsOf } from "./excerpts.ts";
import { traceView } from "./trace-view.ts";

/** Command lines that show a trace again. */
export type Again = (trace: Counterexample) => readonly string[];

/** @param counterexample of the report. */
export const pageOfCheck = (
  report: CheckReport,
  counterexample: Counterexample,
  instance: Instance,
  again: Again,
): TracePage => {
  const { others, property } = report;
  const view = (trace: Counterexample, title: string): TraceView =>
    traceView(trace, instance, {
      title,
      end: `violates ${property ?? "nothing"}`,
      isBad: true,
      commands: again(trace),
    });
  return pageOf(report, instance, [
    view(counterexample, "counterexample"),
    ...others.map((trace) => view(trace, "another counterexample")),
  ]);
};

/** @param witness of the report. */
export const pageOfWitness = (
  found: WitnessReport,
  witness: Counterexample,
  instance: Instance,
  again: Again,
): TracePage => {
  const words = { title: "witness", end: `meets ${found.property}`, isBad: false };
  return pageOf(found, instance, [
    traceView(witness, instance, { ...words, commands: again(witness) }),
  ]);
};

const pageOf = (
  asked: Asked,
  instance: Instance,
  traces: readonly [TraceView, ...TraceView[]],
): TracePage => ({
  kind: "trace",
  title: harmless(titleOf(instance)),
  bounds: boundsTexts(asked.parameters, boundsOf(instance.model, asked.scenario)),
  excerpts: excerptsIn(traces),
  traces,
});

type Asked = Pick<CheckReport, "model" | "scenario" | "bug" | "parameters">;

const boundsTexts = (
  parameters: Readonly<Record<string, Json>>,
  bounds: readonly string[],
): readonly string[] => [
  ...Object.entries(parameters).map(([name, value]) => `${harmless(name)} = ${print(value)}`),
  ...bounds.map(harmless),
];

/** Of all rules that fire in traces, and of the properties in which they end. */
export const excerptsIn = (traces: readonly TraceView[]): Excerpts =>
  excerptsOf(
    traces.flatMap(({ steps, trace }) => [
      ...steps.flatMap(({ places }) => places),
      ...[trace.why?.source ?? null].filter((place) => place !== null),
    ]),
  );
