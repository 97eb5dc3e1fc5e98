/**
 * Why no decision rule works, to be read by someone who does not believe it: the scenes, what is
 * asked of a rule, and how the one leads to a contradiction in the other.
 */
import type { Scene, ScenesReport } from "../scenes/report.ts";
import { liesText } from "./figures.ts";
import { harmlessScenes } from "./harmless-scenes.ts";
import { scenesShown } from "./scene-columns.ts";
import {
  answerOf,
  argumentOf,
  boundsOf,
  conclusionOf,
  DOUBT,
  dutiesOf,
  lookedAt,
  SUBJECT,
  toldText,
  type Limits,
} from "./scenes-sentences.ts";
import { paint, wrapped } from "./terminal.ts";

export const scenesText = (reported: ScenesReport, limits: Limits): string => {
  const report = harmlessScenes(reported);
  const head = [
    `${paint("strong", report.model)}: ${SUBJECT}`,
    wrapped("bounds     ", boundsOf(report).join("; ")),
    ...lookedAt(report).map((line, at) => wrapped(at === 0 ? LOOKED : BELOW, line)),
  ];
  return `${head.join("\n")}\n\n${answerText(report, limits)}\n`;
};

/** The answer alone: without the time that it took, it is the same on every machine. */
export const scenesAnswer = (reported: ScenesReport): string =>
  answerText(harmlessScenes(reported), {});

const answerText = (report: ScenesReport, limits: Limits): string => {
  const { chain } = report;
  const { tone, headline, meaning } = answerOf(report, limits);
  const parts = [
    [paint(tone, headline), wrapped("  ", meaning)],
    ...(chain === null
      ? []
      : [
          scenesShown(report, chain),
          liesOf(report, chain),
          duties(report),
          reasonOf(report, chain),
          [wrapped("", conclusionOf(report))],
        ]),
  ];
  return parts.map((lines) => lines.join("\n")).join("\n\n");
};

const LOOKED = "looked at  ";
const BELOW = " ".repeat(LOOKED.length);

const liesOf = ({ minimal }: ScenesReport, chain: readonly Scene[]): readonly string[] => {
  const lines = chain.flatMap(({ lies, told }, at) => [
    `  scene ${at + 1}: ${liesText(lies)}`,
    ...told.map((one) => wrapped("    ", toldText(one), 6)),
  ]);
  return [`${paint("strong", "what the traitors say")}${minimal ? "" : `; ${DOUBT}`}`, ...lines];
};

const duties = (report: ScenesReport): readonly string[] => [
  paint("strong", "what is asked of a decision rule"),
  ...dutiesOf(report).map(({ name, text }) => wrapped(`  ${name}  `, text)),
];

const reasonOf = (report: ScenesReport, chain: readonly Scene[]): readonly string[] => [
  paint("strong", "why none can do it"),
  ...argumentOf(report, chain).map(({ sentence }, at) =>
    wrapped(`  ${String(at + 1).padStart(2)}  `, sentence),
  ),
];
