/** The XML of JUnit, as a parser of it reads it. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { change, fileOf, merge, saved } from "./merged.ts";
import { many, picture, run, SHOWN, three, timeless, told } from "./told.ts";

interface Case {
  readonly "@name": string;
  readonly "@classname": string;
  readonly failure?: { readonly "@message": string; readonly "#text": string };
}
interface Junit {
  readonly testsuites: Readonly<Record<string, string>> & {
    readonly testsuite: readonly {
      readonly "@name": string;
      readonly testcase: readonly Case[];
    }[];
  };
}

const parsedJunit = (text: string): Junit => {
  expect(XMLValidator.validate(text)).toBe(true);
  // What XML 1.0 forbids, which not every validator minds.
  expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseAttributeValue: false,
    trimValues: false,
    isArray: (name) => name === "testsuite" || name === "testcase",
  });
  return parser.parse(text);
};

describe("the reporter junit", () => {
  it("prints a suite for the model, with failures, their places and their pictures", async () => {
    const text = (await told("counter", "junit")).join("\n");
    expect(text).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="strategos check" tests="4" failures="2" errors="0" time="0.000">
  <testsuite name="counter" tests="4" failures="2" errors="0" time="0.000" skipped="0">
    <testcase classname="counter" name="few" time="0.000"/>
    <testcase classname="counter" name="three" time="0.000">
      <failure message="${three[0]}" type="holds-within-bounds">${three.join("\n")}</failure>
    </testcase>
    <testcase classname="counter" name="many" time="0.000" file="counter.ts" line="8">
      <failure message="${many[0]}; ${many[1]}" type="violated">${[
        ...many.slice(0, 2),
        "",
        ...picture,
        "",
        many[2],
      ]
        .join("\n")
        .replaceAll("->", "-&gt;")}</failure>
    </testcase>
    <testcase classname="counter" name="--bug leaps" time="0.000"/>
  </testsuite>
</testsuites>
`);
    const { testsuites } = parsedJunit(text);
    expect(testsuites).toMatchObject({ "@tests": "4", "@failures": "2", "@errors": "0" });
  });

  it("tells what was not judged as an error", async () => {
    const { out } = await run("stray", "--reporter", "junit");
    expect(parsedJunit(out).testsuites).toMatchObject({ "@failures": "0", "@errors": "4" });
    expect(out.match(/<error message="verdict: [^"]*" type="invalid-model">/g)).toHaveLength(4);
  });

  it("has a case of its own for a run that was interrupted, which is an error", async () => {
    const results = fileOf(await saved("counter", "few.json", "--shard", "1/4")).results;
    change("cut.json", { version: 1, results, interrupted: true });
    const { out } = await merge("cut.json", "--reporter", "junit");
    expect(timeless(out)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="strategos check" tests="2" failures="0" errors="1" time="0.000">
  <testsuite name="counter" tests="1" failures="0" errors="0" time="0.000" skipped="0">
    <testcase classname="counter" name="few" time="0.000"/>
  </testsuite>
  <testsuite name="strategos check" tests="1" failures="0" errors="1" time="0.000" skipped="0">
    <testcase classname="strategos check" name="all checks" time="0.000">
      <error message="interrupted before the end" type="interrupted">checks may be missing</error>
    </testcase>
  </testsuite>
</testsuites>
`);
    expect(parsedJunit(out).testsuites).toMatchObject({ "@tests": "2", "@errors": "1" });
  });

  it("stays XML, whatever names there are, and shows them", async () => {
    const { testsuites } = parsedJunit((await told("hostile", "junit")).join("\n"));
    const [suite] = testsuites.testsuite;
    const name = SHOWN.replace("\ufffe", "\\u{fffe}");
    expect(suite?.["@name"]).toBe(name);
    expect(suite?.testcase.map((one) => [one["@classname"], one["@name"]])).toEqual([
      [name, ":: ::warning::x|`"],
      [name, "three"],
      [name, "<!--]]>"],
    ]);
    expect(suite?.testcase[2]?.failure?.["#text"]).toContain("\nviolates low (hostile.ts:16)");
  });
});
