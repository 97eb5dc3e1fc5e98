/** JUnit's XML, as readers of test results on build servers take it. */
import { groupedBy } from "../../grouped.ts";
import { harmless } from "../terminal.ts";
import { documentReporter, type Again, type Reporter, type Result } from "./reporter.ts";
import {
  faultsOf,
  harmlessResult,
  INTERRUPTED,
  isUnjudged,
  labelOf,
  pictureOf,
  placeIn,
  sourceOf,
  WHOLE,
} from "./wording.ts";

export const junitReporter = (again: Again): Reporter =>
  documentReporter(({ results, interrupted }) => {
    const suites = groupedBy(results, ({ model }) => model);
    const lines = [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: WHOLE, ...countsOf(results, interrupted ? 1 : 0) })}>`,
      ...[...suites].flatMap(([model, own]) => suiteOf(harmless(model), own, again)),
      ...(interrupted ? interruptedSuite() : []),
      "</testsuites>",
    ];
    return `${lines.join("\n")}\n`;
  });

const suiteOf = (name: string, results: readonly Result[], again: Again): readonly string[] => [
  `  <testsuite${attributes({ name, ...countsOf(results), skipped: 0 })}>`,
  ...results.flatMap((result) => caseOf(harmlessResult(result), harmless(again(result)))),
  "  </testsuite>",
];

/** Checks that were never begun have no case: without this one, all that is told may be green. */
const interruptedSuite = (): readonly string[] => [
  `  <testsuite${attributes({ name: WHOLE, ...countsOf([], 1), skipped: 0 })}>`,
  `    <testcase${attributes({ classname: WHOLE, name: "all checks", time: "0.000" })}>`,
  `      <error${attributes({ message: INTERRUPTED, type: "interrupted" })}>` +
    "checks may be missing</error>",
  "    </testcase>",
  "  </testsuite>",
];

/** @param more errors that are those of no check. */
const countsOf = (
  results: readonly Result[],
  more = 0,
): Readonly<Record<string, string | number>> => {
  const wrong = results.filter(({ ok }) => !ok);
  const errors = wrong.filter(isUnjudged).length;
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const time = seconds.toFixed(3);
  const tests = results.length + more;
  return { tests, failures: wrong.length - errors, errors: errors + more, time };
};

const caseOf = (result: Result, again: string): readonly string[] => {
  const { model, ok, seconds, verdict } = result;
  const place = ok ? null : placeIn(sourceOf(result));
  const time = seconds.toFixed(3);
  const names = attributes({ classname: model, name: labelOf(result), time, ...place });
  if (ok) return [`    <testcase${names}/>`];
  const faults = faultsOf(result);
  const picture = pictureOf(result);
  const said = [
    ...faults,
    ...(picture.length === 0 ? [] : ["", ...picture, ""]),
    `try ${again}`,
  ].join("\n");
  const kind = isUnjudged(result) ? "error" : "failure";
  const about = attributes({ message: faults.join("; "), type: verdict });
  return [
    `    <testcase${names}>`,
    `      <${kind}${about}>${escaped(said)}</${kind}>`,
    "    </testcase>",
  ];
};

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join("");

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** XML 1.0 has no way at all to write some characters: they are shown by their numbers. */
const escaped = (text: string): string =>
  text
    .replaceAll(
      /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu,
      (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`,
    )
    .replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
