import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { placeOfFault, lineOfValue } from "../../checks/cli/json-places.ts";
import { commandLine, pathLines } from "../../checks/cli/command-lines.ts";
import { progressLine, progressText } from "../../checks/reports/progress.ts";
import { secondsText } from "../../checks/reports/figures.ts";
import { locateRules } from "../../checks/reports/locate.ts";
import { aligned, harmlessly, jsonText, wrapped } from "../../checks/reports/terminal.ts";
import generals from "../../models/oral-messages.ts";

describe("text for terminals", () => {
  it("shows what a hostile name would do instead of doing it", () => {
    const hostile = { "a\u001b[2J": ["\u202eb\n", "é ∀"] };
    expect(harmlessly(hostile)).toEqual({ "a\\u{1b}[2J": ["\\u{202e}b\\u{a}", "é ∀"] });
  });

  it("writes such names into JSON so that they read back", () => {
    const hostile = "\u001b\u009b31m\u202e";
    expect(jsonText(hostile)).toBe('"\\u001b\\u009b31m\\u202e"\n');
    expect(JSON.parse(jsonText(hostile))).toBe(hostile);
  });

  it("breaks lines at spaces, within 100 columns, below where the text began", () => {
    const lines = wrapped("  1  ", "word ".repeat(40).trim()).split("\n");
    expect(lines.map((line) => line.length <= 100)).toEqual([true, true, true]);
    expect(lines[1]).toMatch(/^ {5}word/);
  });

  it("aligns all but the last cell", () => {
    expect(
      aligned([
        ["a", "b", "c"],
        ["long", "", "d"],
      ]),
    ).toEqual(["a     b  c", "long     d"]);
  });

  it("shows progress on terminals only, ten times a second", () => {
    const written: string[] = [];
    const stream = (isTTY: boolean) =>
      ({
        isTTY,
        columns: 60,
        write: (text: string) => written.push(text),
      }) as unknown as NodeJS.WriteStream;
    const progress = {
      states: 2_000,
      generated: 9,
      depth: 3,
      frontier: 10,
      memory: 2 ** 20,
      seconds: 0.5,
    };
    expect(progressLine("m", stream(false)).show).toBeUndefined();
    expect(progressText(progress)).toBe(
      "2,000 states, 4,000 states/s, depth 3, frontier 10, 1 MiB, 0.50 s",
    );
    const line = progressLine("m", stream(true));
    for (const seconds of [0.05, 0.5, 0.55, 0.7]) line.show?.({ ...progress, seconds });
    line.clear();
    expect(written).toHaveLength(3);
    expect(Math.max(...written.map((text) => text.length))).toBeLessThan(60 + "\r\u001b[K".length);
  });

  it("quotes what a shell would take apart", () => {
    expect(commandLine("check", "it's mine.ts", "--param=a=1")).toBe(
      "npx strategos check 'it'\\''s mine.ts' --param=a=1",
    );
  });

  it("names the way of each trace that has one in numbers", () => {
    const traces = [{ path: "0.3.1" }, { path: null }, { path: "0" }];
    expect(pathLines("ring.ts", traces, ["--bug", "hasty"])).toEqual([
      "npx strategos replay ring.ts --path 0.3.1 --bug hasty",
      "npx strategos replay ring.ts --path 0 --bug hasty",
    ]);
  });

  it("tells long times in minutes", () => {
    expect([0.123, 45.6, 125].map(secondsText)).toEqual(["0.12 s", "46 s", "2 min 5 s"]);
  });
});

describe("places in JSON", () => {
  it("are found where the text stops being JSON", () => {
    expect(placeOfFault('{"a": [1, {}, [], "\\u00e9x", -1.5e3, null]}')).toBeNull();
    expect(placeOfFault('{"a":\n [1,]}')).toBe("2:5");
    expect(placeOfFault("")).toBe("1:1");
  });

  it("are found by path, as deep as it leads", () => {
    const text = '{"z": {"b": 0},\n"a": [1,\n{"b":\n3}]}';
    expect(lineOfValue(text, ["a", 1, "b"])).toBe(4);
    expect(lineOfValue(text, ["a", 1, "missing"])).toBe(3);
    expect(lineOfValue(text, [])).toBe(1);
  });
});

describe("the places of rules", () => {
  it("are those of the source, below the current folder", () => {
    const rule = (): null => null;
    const line = new Error("here").stack?.match(/text\.test\.ts:(\d+)/)?.[1];
    expect(locateRules([rule, {}])).toEqual([
      `test/reports/text.test.ts:${Number(line) - 1}`,
      null,
    ]);
    expect(locateRules([])).toEqual([]);
  });

  it("are those of the first parameter where a compiler marks nothing before it", () => {
    const rule: { readonly holds: (...seen: never[]) => boolean } = generals.properties["ic2"]!;
    const source = readFileSync("models/oral-messages.ts", "utf8").split("\n");
    const line = source.indexOf("      ({ commander, lieutenant }) =>") + 1;
    expect(locateRules([rule.holds])).toEqual([`models/oral-messages.ts:${line}`]);
  });
});
