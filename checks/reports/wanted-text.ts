/** Where fewer traces are shown than were asked for: why. */
import type { CheckReport } from "../report.ts";
import { MOST_COMPARED } from "../shortest/ways.ts";
import { counted, grouped } from "./figures.ts";
import { wrapped } from "./terminal.ts";

export interface Wanted {
  readonly counterexamples: number;
  readonly samples: boolean;
}

export const wantedText = (report: CheckReport, wanted: Wanted): readonly string[] => {
  const { counterexample, others, samples } = report;
  const missing = counterexample === null ? 0 : wanted.counterexamples - 1 - others.length;
  return [
    ...(missing <= 0 ? [] : [wrapped("", fewerText(report, wanted.counterexamples))]),
    ...(!wanted.samples || samples.length > 0 ? [] : [NO_SAMPLES]),
  ];
};

const NO_SAMPLES = "no samples: they are taken where a search finds that all holds";

const fewerText = ({ others, method, generated }: CheckReport, asked: number): string => {
  const found = `${grouped(1 + others.length)} of ${counted(asked, "counterexample")}`;
  if (method === "composition") return `${found}: a composition finds one`;
  if (generated > MOST_COMPARED)
    return `${found}: the search is too large to be walked through again`;
  return `${found}: no violating state has a shortest way of yet another causal shape`;
};

/** Of several that are as short, whether the least was looked for. */
export const isFirstOnly = ({ generated, method }: CheckReport, inRounds: boolean): boolean =>
  method === "search" && !inRounds && generated > MOST_COMPARED;
