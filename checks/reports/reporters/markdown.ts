/** A summary in Markdown, as GitHub shows it below a workflow. */
import { groupedBy } from "../../grouped.ts";
import { grouped, secondsText, statesText } from "../figures.ts";
import { cellCode, block, code } from "../markdown.ts";
import { harmless } from "../terminal.ts";
import { gridOfResults } from "./grid-of-results.ts";
import { documentReporter, type Again, type Reporter, type Result } from "./reporter.ts";
import { faultsOf, harmlessResult, labelOf, pictureOf, summaryOf } from "./wording.ts";

export const markdownReporter = (again: Again): Reporter =>
  documentReporter((run) => {
    const failed = run.results.filter(({ ok }) => !ok);
    const models = groupedBy(run.results.map(harmlessResult), ({ model }) => model);
    const blocks = [
      [`## ${summaryOf(run)}`],
      ...failed.flatMap((result) => failureBlocks(harmlessResult(result), harmless(again(result)))),
      ...[...models].flatMap(([model, results]) => modelBlocks(model, results)),
    ];
    const filled = blocks.filter((lines) => lines.length > 0);
    return `${filled.map((lines) => lines.join("\n")).join("\n\n")}\n`;
  });

const failureBlocks = (result: Result, again: string): readonly (readonly string[])[] => {
  const picture = pictureOf(result);
  return [
    [`### Not as expected: ${code(`${result.model} ${labelOf(result)}`)}`],
    faultsOf(result).map((fault) => `- ${code(fault)}`),
    ...(picture.length === 0
      ? []
      : [
          ["<details><summary>The counterexample</summary>"],
          block("text", picture.join("\n")),
          ["</details>"],
        ]),
    block("sh", again),
  ];
};

const modelBlocks = (model: string, results: readonly Result[]): readonly (readonly string[])[] => [
  [`### ${code(model)}`],
  [
    "| check | verdict | states | length | time | as expected |",
    "| --- | --- | ---: | ---: | ---: | --- |",
    ...results.map(rowOf),
  ],
  gridOfResults(results),
];

const rowOf = (result: Result): string => {
  const { verdict, property, method, states, counterexample, seconds, ok } = result;
  const cells = [
    cellCode(labelOf(result)),
    property === null ? verdict : `${verdict}: ${cellCode(property)}`,
    method === "search" ? grouped(states) : statesText(states, method),
    counterexample === null ? "" : grouped(counterexample.length),
    secondsText(seconds),
    ok ? "yes" : "**no**",
  ];
  return `| ${cells.join(" | ")} |`;
};
