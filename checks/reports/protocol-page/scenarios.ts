/** What was explored, within which bounds, and what came of it. */
import type { CheckReport } from "../../report.ts";
import { print } from "../../schema/print.ts";
import { boundsOf } from "../bounds-text.ts";
import { grouped } from "../figures.ts";
import { block, code, escaped, named, prose, tableOf } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { counterexampleText, violationText } from "./counterexample.ts";
import type { Protocol } from "./protocol.ts";
import { commentAbove } from "../source-comments.ts";

/** Paragraphs of Markdown. */
export const scenariosText = (protocol: Protocol): readonly string[] => {
  const { model, scenarios, commands } = protocol;
  const reports = scenarios.map(({ report }) => report);
  const inRounds = model.vocabulary.synchronous === true;
  const rows = reports.map((report) => [
    named(report.scenario),
    boundsText(protocol, report),
    verdictText(report, inRounds),
    ...figuresOf(report),
  ]);
  const lines = reports.map(({ scenario }) =>
    commands.of("check", model.name, "--scenario", scenario),
  );
  const heads = ["scenario", "bounds", "verdict", "states", "transitions", "depth"];
  return [
    "## Scenarios",
    [HELD, ...(reports.some(isViolated) ? [STOPPED] : []), WORDS].join(" "),
    tableOf(heads, rows, 3).join("\n"),
    block("sh", lines.join("\n")).join("\n"),
    ...reports.flatMap((report) => violatedText(protocol, report)),
  ];
};

const HELD =
  "Where a scenario holds, all that can happen within its bounds was explored; of larger ones " +
  "nothing is said.";
const STOPPED =
  "Where it is violated, the search ended there, and its figures are of what was explored by then.";
const WORDS = "The words of the bounds are those of [the model language](../MODELS.md#scenarios).";

const isViolated = ({ verdict }: CheckReport): boolean => verdict === "violated";

const boundsText = ({ model, source }: Protocol, report: CheckReport): string => {
  const given = Object.entries(report.parameters).map(
    ([name, value]) => `${name} = ${print(value)}`,
  );
  const bounds = [...given, ...boundsOf(model, report.scenario)].map(harmless).map(escaped);
  const comment = commentAbove(source, "scenarios", report.scenario);
  return [bounds.join("; "), ...(comment === null ? [] : [prose(comment)])].join("<br>");
};

const verdictText = (report: CheckReport, inRounds: boolean): string => {
  if (report.verdict === "violated") return violationText(report, inRounds);
  return report.verdict === "holds-within-bounds" ? "holds" : code(report.verdict);
};

/** What a composition counts are no states. */
const figuresOf = ({ method, states, generated, depth }: CheckReport): readonly string[] =>
  method === "search"
    ? [states, generated, depth].map(grouped)
    : [`${grouped(states)} outcome vectors`, "", ""];

const violatedText = (protocol: Protocol, report: CheckReport): readonly string[] => {
  const { scenario, property } = report;
  if (report.verdict !== "violated") return [];
  return [
    `### ${escaped(harmless(`${scenario} violates ${property}`))}`,
    ...counterexampleText(protocol, report, ["--scenario", scenario]),
  ];
};
