/** A counterexample with its headline, its picture, and how it leaves the nodes. */
import type { CheckReport, Counterexample } from "../report.ts";
import { counted, liesText } from "./figures.ts";
import { sentText, tellingOfSteps } from "./steps-text.ts";
import { swimlane } from "./swimlane/swimlane.ts";
import { paint, widthMax } from "./terminal.ts";
import { tellingOfTurns } from "./turns-text.ts";
import { endText } from "./why-text.ts";

/** The counterexample, others of its kind, and samples: each is a block of its own. */
export const tracesText = (
  report: CheckReport,
  inRounds: boolean,
): readonly (readonly string[])[] => {
  const { counterexample, others, samples, property } = report;
  const end = paint("bad", `violates ${property ?? "nothing"}`);
  const shown = counterexample === null ? [] : [counterexample];
  return [
    ...shown.map((trace) => traceText(trace, { title: "counterexample", end }, inRounds)),
    ...others.map((trace) => traceText(trace, { title: "another counterexample", end }, inRounds)),
    ...samples.map((trace, at) => {
      const title = `sample ${at + 1} of ${samples.length}`;
      return traceText(trace, { title, end: "the sample ends" }, inRounds);
    }),
  ];
};

/** What a trace is called, and what its end does. */
export interface Words {
  readonly title: string;
  readonly end: string;
}

export const traceText = (
  trace: Counterexample,
  { title, end }: Words,
  inRounds: boolean,
  width: number = widthMax,
): readonly string[] => {
  return [
    paint("strong", `${title}: ${headlineOf(trace, inRounds)}`),
    ...sentText(trace),
    ...swimlane(trace, inRounds ? tellingOfTurns() : tellingOfSteps, width),
    "",
    ...endText(trace, end, inRounds, width),
  ];
};

/** `7 actions, of them 1 fault`. */
export const headlineOf = (trace: Counterexample, inRounds: boolean): string =>
  inRounds ? roundsHeadline(trace) : actionsHeadline(trace);

const actionsHeadline = ({ length, faults, lies }: Counterexample): string => {
  const extras = [
    ...(faults > 0 ? [counted(faults, "fault")] : []),
    ...(lies > 0 ? [liesText(lies)] : []),
  ];
  const among = extras.length === 0 ? "" : `, of them ${extras.join(" and ")}`;
  return `${counted(length, "action")}${among}`;
};

const roundsHeadline = ({ length, lies, traitors }: Counterexample): string => {
  const who = traitors.length === 1 ? "traitor" : "traitors";
  const named = traitors.length === 0 ? "no traitors" : `${who}: ${traitors.join(", ")}`;
  return `${liesText(lies)}, ${counted(length, "message")} read; ${named}`;
};
