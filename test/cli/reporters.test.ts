/** How `check --all` tells its results: reporters by what they print of models that are made up. */
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { counter, king } from "./counter.ts";
import { write } from "./strategos.ts";
import { folder, many, picture, run, SHOWN, three, timeless, told } from "./told.ts";

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === "" ? "" : `      ${line}`));

describe("the reporter text", () => {
  it("is what is printed without any: a line for each check, and what is wrong", async () => {
    const lines = [
      "ok    counter few  holds-within-bounds, 3 states, 0.00 s",
      "FAIL  counter three",
      ...indented(three),
      "FAIL  counter many",
      ...indented(many),
      "ok    counter --bug leaps  violated: low, 3 states, 0.00 s",
      "",
      "4 checks, 2 not as expected",
      "",
    ];
    expect(await told("counter", "text")).toEqual(lines);
    expect(timeless((await run("counter")).out).split("\n")).toEqual(lines);
  });
});

describe("the reporter dot", () => {
  it("prints a character for each check, then failures with their pictures", async () => {
    expect(await told("counter", "dot")).toEqual([
      "·xx·",
      "",
      "FAIL  counter three",
      ...indented(three),
      "",
      "FAIL  counter many",
      ...indented([...many, ...picture]),
      "",
      "4 checks, 2 not as expected",
      "",
    ]);
  });

  it("tells an invalid model, and rules that fire nowhere, below", async () => {
    const { status, out } = await run("stray", "--reporter", "dot");
    expect({ status, first: out.split("\n")[0] }).toEqual({ status: 2, first: "!!!!" });
    expect(out).toContain("verdict: expected violated, actual invalid-model");
    const silent = await told("silent", "dot");
    expect(silent[0]).toBe("·xx·");
    expect(silent).toContain("      vacuous: no scenario fires one.Clear");
    expect(silent.at(-2)).toBe("4 checks, 3 not as expected");
  });
});

describe("the reporter github", () => {
  const workspace = process.env["GITHUB_WORKSPACE"];
  afterEach(() => {
    if (workspace === undefined) delete process.env["GITHUB_WORKSPACE"];
    else process.env["GITHUB_WORKSPACE"] = workspace;
  });
  const commandsOf = (lines: readonly string[]): readonly string[] =>
    lines.filter((line) => line.trimStart().startsWith("::"));

  it("prints the lines of text, and commands at the rule that fired last", async () => {
    delete process.env["GITHUB_WORKSPACE"];
    const lines = await told("counter", "github");
    const commands = [
      `::error title=counter three::${three.join("%0A")}`,
      `::error file=counter.ts,line=8,title=counter many::${many.join("%0A")}`,
    ];
    expect(commandsOf(lines)).toEqual(commands);
    expect(lines.filter((line) => !commands.includes(line))).toEqual(await told("counter", "text"));
    expect(lines.indexOf(commands[1] ?? "")).toBe(lines.indexOf(`      ${many[2]}`) + 1);
  });

  it("names files from the root of the repository, and those outside as they are", async () => {
    process.env["GITHUB_WORKSPACE"] = join(folder, "..");
    const here = folder.split("/").at(-1);
    const [, inside] = commandsOf(await told("counter", "github"));
    expect(inside).toContain(`::error file=${here}/counter.ts,line=8,title=counter many::`);
    process.env["GITHUB_WORKSPACE"] = join(folder, "elsewhere");
    const [, outside] = commandsOf(await told("counter", "github"));
    expect(outside).toContain("::error file=counter.ts,line=8,");
  });

  it("points at what is at fault in a model, and at a rule that fires nowhere", async () => {
    delete process.env["GITHUB_WORKSPACE"];
    const throws = counter().map((line) => line.replace("({ count }) => count ===", "() => x ==="));
    write(folder, "throws.ts", ...throws);
    const { status, out } = await run("throws", "--reporter", "github");
    const [first] = commandsOf(out.split("\n"));
    expect(status).toBe(2);
    expect(first).toMatch(
      /^::error file=throws\.ts,line=9,title=counter few::verdict: expected holds/,
    );
    expect(commandsOf(await told("silent", "github")).at(-1)).toBe(
      "::error file=silent.ts,line=9,title=silent::vacuous: no scenario fires one.Clear",
    );
  });

  it("lets no name give a command", async () => {
    delete process.env["GITHUB_WORKSPACE"];
    const lines = await told("hostile", "github");
    const name = SHOWN.replace("##[", "#\\u{23}[");
    const title = name.replaceAll("%", "%25").replaceAll(":", "%3A").replaceAll(",", "%2C");
    expect(commandsOf(lines)).toEqual([
      `::error title=${title} three::states: expected 5, actual 4` +
        "%0Atry npx strategos check hostile.ts --scenario three",
      `::error file=hostile.ts,line=8,title=${title} <!--]]>::verdict: expected ` +
        "holds-within-bounds, actual violated%0Aviolates low (hostile.ts:16)" +
        "%0Atry npx strategos check hostile.ts --scenario '<!--]]>'",
    ]);
    expect(lines.filter((line) => line.includes("##["))).toEqual([]);
  });

  it("lets no line that is broken begin with one", async () => {
    const long = `${"x".repeat(80)} ::stop-commands::y`;
    write(folder, "long.ts", ...counter({ many: long }));
    const lines = await told("long", "github");
    expect(commandsOf(lines).every((line) => line.startsWith("::error "))).toBe(true);
    expect(lines).toContain("      \\u{3a}:stop-commands::y'");
  });
});

describe("the reporter markdown", () => {
  it("prints a headline, failures with the counterexample folded away, and a table", async () => {
    expect(await told("counter", "markdown")).toEqual([
      "## 4 checks, 2 not as expected",
      "",
      "### Not as expected: `counter three`",
      "",
      `- \`${three[0]}\``,
      "",
      "```sh",
      "npx strategos check counter.ts --scenario three",
      "```",
      "",
      "### Not as expected: `counter many`",
      "",
      `- \`${many[0]}\``,
      `- \`${many[1]}\``,
      "",
      "<details><summary>The counterexample</summary>",
      "",
      "```text",
      ...picture,
      "```",
      "",
      "</details>",
      "",
      "```sh",
      "npx strategos check counter.ts --scenario many",
      "```",
      "",
      "### `counter`",
      "",
      "| check | verdict | states | length | time | as expected |",
      "| --- | --- | ---: | ---: | ---: | --- |",
      "| `few` | holds-within-bounds | 3 |  | 0.00 s | yes |",
      "| `three` | holds-within-bounds | 4 |  | 0.00 s | **no** |",
      "| `many` | violated: `low` | 5 | 4 | 0.00 s | **no** |",
      "| `--bug leaps` | violated: `low` | 3 | 2 | 0.00 s | yes |",
      "",
    ]);
  });

  it("draws the grid of a model with traitors from what was checked, and no more", async () => {
    const lines = await told("king", "markdown");
    expect(lines.slice(lines.indexOf("| nodes | traitors 0 | traitors 1 |"))).toEqual([
      "| nodes | traitors 0 | traitors 1 |",
      "| ---: | --- | --- |",
      "| 3 | not checked | `three` violated: no lies<br>`three\\|again` violated: no lies |",
      "| 4 | violated: no lies | violated: no lies |",
      "",
      "- as theory predicts: 2 of 4 verdicts; not so:",
      "  - `three`: expected holds-within-bounds, actual violated",
      "  - `three|again`: expected holds-within-bounds, actual violated",
      "",
    ]);
  });

  it("keeps names in spans of code, in tables and outside", async () => {
    const lines = await told("hostile", "markdown");
    expect(lines).toContain(`### Not as expected: \`\` ${SHOWN} three \`\``);
    expect(lines).toContain(`### \`\` ${SHOWN} \`\``);
    expect(lines).toContain(
      "| `` :: ::warning::x\\|` `` | holds-within-bounds | 3 |  | 0.00 s | yes |",
    );
    expect(lines).toContain("| `<!--]]>` | violated: `low` | 5 | 4 | 0.00 s | **no** |");
  });
});

describe("the reporter json", () => {
  it("prints what --json prints, with a model's own file", async () => {
    const documents = [await run("counter", "--reporter", "json"), await run("counter", "--json")];
    const [named, short] = documents.map(({ out }) =>
      JSON.parse(out.replaceAll(/"seconds":[^,]*/g, '"seconds":0')),
    );
    expect(named).toEqual(short);
    expect(Object.keys(named)).toEqual(["version", "results"]);
    const [first] = named.results;
    expect(first).toMatchObject({ module: "counter.ts", scenario: "few", ok: true });
    expect("predicted" in first).toBe(false);
    const all = JSON.parse((await run("king", "--json", "--reporter", "json")).out);
    expect(all.results.map(({ predicted }: { predicted: string }) => predicted)).toEqual([
      "violated",
      "holds-within-bounds",
      "holds-within-bounds",
      "violated",
    ]);
  });

  it("says of a theory that says nothing sensible what it says of none", async () => {
    write(folder, "odd.ts", ...king().map((line) => line.replace("predicts: (", "predicts: (x, ")));
    const { results } = JSON.parse((await run("odd", "--json")).out);
    const [first] = results;
    expect([results.length, first.predicted, first.verdict]).toEqual([4, null, "violated"]);
  });
});
