/** A counterexample as a test for Vitest, which fails for as long as its steps violate it. */
import type { Trace } from "../counterexamples/recorded.ts";
import { counted } from "./figures.ts";
import { literal, quoted } from "./literal.ts";
import { harmless, wrapped } from "./terminal.ts";

/** What the test says of its trace. */
export interface Pinned {
  readonly model: string;
  /** What the file imports the model from. */
  readonly module: string;
  readonly trace: Trace;
  /** Of the counterexample. */
  readonly length: number;
  readonly inRounds: boolean;
  /** The command line that has found it. */
  readonly command: string;
}

export const testFileText = (pinned: Pinned): string => {
  const { module, trace, length, inRounds } = pinned;
  const property = trace.property ?? "";
  const unit = inRounds ? "message" : "action";
  const these = length === 1 ? `this ${unit}` : `these ${counted(length, unit)}`;
  return [
    ...headerOf(pinned, `${property} of ${pinned.model}`, these),
    'import { replay, type Trace } from "strategos";',
    'import { expect, it } from "vitest";',
    `import model from ${quoted(module)};`,
    "",
    `const trace: Trace = ${traceText(trace)};`,
    "",
    `it(${quoted(`${property} is not violated by ${these}`)}, () => {`,
    "  const { outcome, property, story } = replay(model, trace);",
    '  expect(outcome, `${property} is violated\\n${story}\\n`).not.toBe("violates");',
    "});",
    "",
  ].join("\n");
};

const headerOf = (
  { trace, command }: Pinned,
  property: string,
  these: string,
): readonly string[] => {
  const bug = trace.bug ?? null;
  const variant = bug === null ? "" : ` with the bug ${bug}`;
  const sentences = [
    `${property} is violated by ${these} in the scenario ${trace.scenario}${variant}.`,
    `Found by: ${command}`,
    "The test fails for as long as these steps violate it. It passes once the property holds " +
      "after them, or they cannot happen any more.",
    ...(bug === null ? [] : ["Without the line `bug`, it asks the model itself."]),
  ];
  return sentences.flatMap((sentence) =>
    wrapped("// ", harmless(sentence), 0, 96)
      .split("\n")
      .map((line, at) => (at === 0 ? line : `// ${line}`)),
  );
};

/** A line for each field and each step, so that one can be deleted, and a change be seen. */
const traceText = ({ counterexample, ...choice }: Trace): string => {
  const { traitors, initial, steps } = counterexample;
  const field = (indent: number, name: string, value: unknown): string => {
    const start = `${" ".repeat(indent)}${name}: `;
    return `${start}${literal(value, indent, start.length)},`;
  };
  return [
    "{",
    ...Object.entries(choice).map(([name, value]) => field(2, name, value)),
    "  counterexample: {",
    ...(traitors === undefined ? [] : [field(4, "traitors", traitors)]),
    field(4, "initial", initial),
    ...(steps.length === 0
      ? ["    steps: [],"]
      : ["    steps: [", ...steps.map((step) => `      ${literal(step, 6)},`), "    ],"]),
    "  },",
    "}",
  ].join("\n");
};
