/** `check --all MODEL --update` writes figures, and nothing else, into the source of a model. */
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { placeOf, writtenAs, type Pin } from "../../checks/cli/pins.ts";
import { tokensOf } from "../../checks/cli/tokens.ts";
import { sourceOf } from "../../checks/cli/update.ts";
import { UsageError } from "../../checks/index.ts";
import twoPhaseCommit from "../../models/two-phase-commit.ts";
import { root, strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const folder = temporaryFolder();
const right = readFileSync(join(root, "models/two-phase-commit.ts"), "utf8").replace(
  '"./protocol.ts"',
  '"strategos/model"',
);

/** A copy of a model, with parts of its text replaced. */
const copy = (name: string, ...changes: readonly (readonly [string, string])[]): string => {
  let text = right;
  for (const [before, after] of changes) {
    expect(text.split(before)).toHaveLength(2);
    text = text.replace(before, after);
  }
  return write(folder, name, text.trimEnd());
};

const wrong = [
  ["states: 6_623, generated: 18_260, depth: 17", "states: 6_624, generated: 9, depth: 17"],
  ['in: "nobody-crashes",\n      length: 7,', 'in: "nobody-crashes",\n      length: 8,'],
] as const;

const run = (...args: readonly string[]) => strategos(["check", "--all", ...args]);

describe("check --all with a model", () => {
  it("checks its scenarios and bugs, and no others", async () => {
    const { status, out, err } = await run("two-phase-commit", "--json");
    const { results } = JSON.parse(out);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(results.map(({ scenario, bug }: Record<string, string>) => bug ?? scenario)).toEqual([
      "nobody-crashes",
      "participants-crash",
      "coordinator-crashes",
      "messages-repeat",
      "decides-on-first-vote",
      "decides-by-majority",
      "times-out-after-yes",
      "waits-for-every-vote",
    ]);
  });

  it("takes a path, and repeats it in the command that shows what is wrong", async () => {
    const file = copy("told.ts", wrong[1]);
    const { status, out } = await run(file);
    expect(status).toBe(1);
    expect(out).toContain("length: expected 8, actual 7");
    expect(out).toContain(`try npx strategos check ${file} --bug decides-by-majority`);
    expect(out).toContain("8 checks, 1 not as expected");
  });
});

describe("--update", () => {
  it("replaces the figures that have changed, tells their lines, and changes no more", async () => {
    const file = copy("stale.ts", ...wrong);
    chmodSync(file, 0o640);
    const { status, out, err } = await run(file, "--update");
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(readFileSync(file, "utf8")).toBe(right);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    const lines = out.split("\n").filter((line) => line.startsWith(file));
    expect(lines).toEqual([
      `${file}:173: states 6,624 -> 6,623`,
      `${file}:173: generated 9 -> 18,260`,
      `${file}:202: length 8 -> 7`,
    ]);
    expect(out).toContain("8 checks, all as expected; 3 figures written\n");
    expect(readdirSync(folder).filter((name) => name.endsWith(".draft"))).toEqual([]);
  });

  it("leaves a link a link", async () => {
    const file = copy("linked.ts", wrong[1]);
    symlinkSync(file, join(folder, "link.ts"));
    expect((await run(join(folder, "link.ts"), "--update")).status).toBe(0);
    expect(readFileSync(file, "utf8")).toBe(right);
  });

  it("writes nothing where all is as pinned", async () => {
    const file = copy("right.ts");
    const before = statSync(file).mtimeMs;
    const { status, out } = await run(file, "--update");
    expect({ status, after: statSync(file).mtimeMs }).toEqual({ status: 0, after: before });
    expect(out).toContain("8 checks, all as expected\n");
  });

  it("never accepts another verdict or property, and says so", async () => {
    const file = copy(
      "other.ts",
      [
        'verdict: "violated", property: "nobody-blocked", length: 5',
        'verdict: "violated", property: "atomicity", length: 9',
      ],
      wrong[1],
    );
    const { status, out } = await run(file, "--update");
    expect(status).toBe(1);
    expect(out).toContain("property: expected atomicity, actual nobody-blocked");
    expect(out).toContain("a verdict or a property that has changed is never written");
    const text = readFileSync(file, "utf8");
    expect(text).toContain('property: "atomicity", length: 9');
    expect(text).not.toContain("length: 8,\n      quorum");
  });

  it("tells what is no number in the source, and ends with 1", async () => {
    const computed = ["length: 7,", "length: 4 * 2,"] as const;
    const file = copy("computed.ts", computed, ["states: 235,", "states: 236,"]);
    const { status, out } = await run(file, "--update", "--json");
    expect(status).toBe(1);
    expect(JSON.parse(out).updated).toMatchObject([
      { line: 189, of: "scenarios", name: "messages-repeat", figure: "states", from: 236, to: 235 },
      { line: null, of: "bugs", name: "decides-by-majority", figure: "length", from: 8, to: 7 },
    ]);
    expect(readFileSync(file, "utf8")).toBe(right.replace(...computed));
    const other = copy("computed-too.ts", computed);
    const told = await run(other, "--update");
    expect(told.status).toBe(1);
    expect(told.out.replaceAll(/\s+/g, " ")).toContain(
      `${other}: length 8 -> 7 of the bug decides-by-majority: no number there, or more ` +
        "than one that it may be; change it by hand",
    );
  });
});

describe("--update where more than one object may be the model's", () => {
  it("writes into none, and tells the figure to be changed by hand", async () => {
    const file = copy("published.ts", ["states: 235,", "states,"]);
    const rest = readFileSync(file, "utf8");
    const text = `const states = 99;
export const published = { scenarios: { "messages-repeat": { expect: { states: 99 } } } };
${rest}`;
    write(folder, "published.ts", text.trimEnd());
    const { status, out } = await run(file, "--update");
    expect(status).toBe(1);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      `${file}: states 99 -> 235 of scenario messages-repeat: no number there, or more than one ` +
        "that it may be; change it by hand",
    );
    expect(out).toContain("8 checks, 1 not as expected\n");
    expect(readFileSync(file, "utf8")).toBe(text);
  });
});

describe("the source of a model of the catalogue", () => {
  const subject = { model: twoPhaseCommit, module: null };

  it("is that of a clone", () => {
    expect(sourceOf(subject, root).file).toBe(join(root, "models/two-phase-commit.ts"));
  });

  it.each([
    ["/home/node_modules/strategos", "the catalogue is installed, and not to be changed"],
    [folder, "models/two-phase-commit.ts: no such file"],
  ])("is not to be changed in %s", (installed, message) => {
    expect(() => sourceOf(subject, installed)).toThrow(UsageError);
    expect(() => sourceOf(subject, installed)).toThrow(message);
  });
});

describe("the place of a pinned figure", () => {
  const pin: Pin = { of: "scenarios", name: "a-b", figure: "states", from: 1_091, to: 1_092 };
  const model = (scenarios: string): string => `export default model({ ${scenarios}, bugs: {} });`;
  const found = (source: string, of: Pin = pin): string | null => {
    const place = placeOf(source, of);
    return place === null ? null : source.slice(place.start, place.end);
  };

  it.each([
    'scenarios: { "a-b": { expect: { verdict: "v", states: 1_091, depth: 3 } } }',
    "scenarios: { 'a-b': { expect: { states: 1_091 } }, c: { expect: { states: 1_091 } } }",
    '"scenarios": { ...others, "a-b": { "expect": { "states": 1_091 } } }',
    'scenarios: { // "a-b": { expect: { states: 1_091 } }\n "a-b": { expect: { states: 1_091 } } }',
    'scenarios: { "a-b": { note: "expect: { states: 7 }", expect: { states: 1_091, } } }',
    'scenarios: { "a-b": { note: `x ${`{${{ a: "}" }}`} }`, expect: { states: 1_091 } } }',
    'scenarios: { "a-b": { is: /[{"/]\\/`{/g, expect: { states: 1_091 } } }',
    'scenarios: { "a-b": { f: () => { return 4 / 2; }, expect: { states: 1_091 } } }',
    'scenarios: { "a-b": { expect: { states: 1_091 } } }, old: { scenarios: { c: {} } }',
  ])("is found: %s", (scenarios) => {
    expect(found(model(scenarios))).toBe("1_091");
  });

  it.each([
    'scenarios: { "a-b": { expect: { states: 2 * 1_091 } } }',
    'scenarios: { "a-b": { expect: { states: 1_091 + 0 } } }',
    'scenarios: { "a-b": { expect: { states: 1_090 } } }',
    'scenarios: { "a-b": { expect: { ...counts } } }',
    'scenarios: { "a-b": { expect } }',
    'scenarios: { "a-b": { other: { expect: { states: 1_091 } } } }',
    'scenarios: { other: { "a-b": { expect: { states: 1_091 } } } }',
    'scenarios: { "a-b": { expect: { states: 1_091, states: 1_091 } } }',
    'scenarios: { "a-b": `{ expect: { states: 1_091 } }` }',
    'scenarios: { "a-b": { expect: { ["states"]: 1_091 } } }',
    'scenarios: { "a-b": { expect: { states: 1_091, ...counts } } }',
    'scenarios: { "a-b": { expect: { states: 1_091 } }, ...others }',
    "scenarios",
  ])("is nowhere, or not clear: %s", (scenarios) => {
    expect(found(model(scenarios))).toBeNull();
  });

  it.each([
    'scenarios: { "a-b": { expect: { states } } }',
    'scenarios: { "a-b": { expect: { states: 1_091 } } }',
    'scenarios: { "a-b": other }',
    "scenarios: { ...others }",
    "scenarios: { [name]: other }",
    "scenarios: scenariosOf(3)",
    "scenarios",
  ])("is not clear where another object may be meant as well: %s", (scenarios) => {
    const published = 'published: { scenarios: { "a-b": { expect: { states: 1_091 } } } }';
    expect(found(model(published))).toBe("1_091");
    expect(found(model(`${scenarios}, ${published}`))).toBeNull();
    expect(found(model(`${published}, ${scenarios}`))).toBeNull();
  });

  it("of a bug is not clear where the model has it by a name alone", () => {
    const bug: Pin = { of: "bugs", name: "late", figure: "length", from: 5, to: 6 };
    expect(found("({ bugs: { late } }); ({ bugs: { late: { length: 5 } } })", bug)).toBeNull();
  });

  it("of a bug is beside what it breaks", () => {
    const bug: Pin = { of: "bugs", name: "late", figure: "length", from: 5, to: 6 };
    expect(found('({ bugs: { late: { breaks: "x", in: "y", length: 5 } } })', bug)).toBe("5");
  });

  it("in an unfinished text is nowhere, and the search ends", () => {
    expect(tokensOf("a `b ${ c").map(({ text }) => text)).toEqual(["a", "`", "c"]);
    expect(found('scenarios: { "a-b": { expect: { states: 1_091')).toBeNull();
    expect(found("scenarios: { `")).toBeNull();
  });

  it.each([
    ["288", 290, "290"],
    ["1_091", 1_092, "1_092"],
    ["1091", 1_092, "1092"],
    ["9_999", 999, "999"],
    ["9999", 10_000, "10_000"],
    ["18260", 18_261, "18261"],
    ["999", 1_234_567, "1_234_567"],
  ])("%s becomes, with the value %i, %s", (old, value, written) => {
    expect(writtenAs(old, value)).toBe(written);
  });
});
