/** What `check --all` tells of models that are made up, in a folder of their own. */
import { expect } from "vitest";
import { counter, king } from "./counter.ts";
import { strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

export const folder = temporaryFolder();
write(folder, "counter.ts", ...counter());
write(folder, "king.ts", ...king());
write(folder, "stray.ts", ...counter().map((line) => line.replace("int(0, 9)", "int(0, 1)")));
write(folder, "silent.ts", ...counter({ name: "silent", clears: false }));

/** Whatever could be a mark of some format, a command, or no character at all. */
const NAME = String.raw`a|b<c>&'d\`e\`\"%0A::error::f\u001b[31m\n##[error]\n::g::h\ufffe]]> , \\`;
/** The same as it may be shown. */
export const SHOWN =
  "a|b<c>&'d`e`\"%0A::error::f\\u{1b}[31m\\u{a}##[error]\\u{a}::g::h\ufffe]]> , \\";
const hostile = counter({ name: NAME, few: ":: ::warning::x|`", many: "<!--]]>", bugs: "" });
write(folder, "hostile.ts", ...hostile);

export const run = (name: string, ...args: readonly string[]) =>
  strategos(["check", "--all", `${name}.ts`, ...args], { cwd: folder });

/** Without the times, which are those of a machine. */
export const timeless = (text: string): string =>
  text.replaceAll(/\d+\.\d+ s/g, "0.00 s").replaceAll(/ time="\d+\.\d{3}"/g, ' time="0.000"');

export const told = async (name: string, reporter: string): Promise<readonly string[]> => {
  const { status, out, err } = await run(name, "--reporter", reporter);
  expect({ status, err }).toEqual({ status: 1, err: "" });
  return timeless(out).split("\n");
};

export const picture = [
  "counterexample: 4 actions",
  "     one",
  "  1  ●    one on request Add",
  "     │      count: 0 -> 1  counter.ts:8",
  "  2  ●    one on request Add",
  "     │      count: 1 -> 2  counter.ts:8",
  "  3  ●    one on request Add",
  "     │      count: 2 -> 3  counter.ts:8",
  "  4  ●    one on request Add",
  "     │      count: 3 -> 4  counter.ts:8",
  "",
  "violates low (counter.ts:16), broken by one:",
  "  one  4",
  "",
  "step by step:",
  "  low    holds until step 3, and step 4 breaks it",
  "  moves  not met at first, met from step 1, not met from step 3 on",
  "",
  "the nodes in the end:",
  "  one  {count: 4}",
];

export const three = [
  "states: expected 5, actual 4",
  "try npx strategos check counter.ts --scenario three",
];
export const many = [
  "verdict: expected holds-within-bounds, actual violated",
  "violates low (counter.ts:16)",
  "try npx strategos check counter.ts --scenario many",
];
