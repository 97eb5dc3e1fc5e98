/** A counterexample as a test: short, and a program whatever its names are. */
import { runInThisContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { check, replay, type Trace } from "../../checks/index.ts";
import { recordedOf } from "../../checks/counterexamples/recorded.ts";
import { literal, quoted } from "../../checks/reports/literal.ts";
import { testFileText, type Pinned } from "../../checks/reports/test-file.ts";
import { catalogue } from "../../models/index.ts";
import type { Model } from "../../models/protocol.ts";

const recorded = async (model: Model, options: Parameters<typeof check>[1]): Promise<Trace> => {
  const trace = recordedOf(await check(model, options), Object.keys(model.properties));
  if (trace === null) throw new Error("it holds");
  return trace;
};

/** As the text of the test says it: an expression that is evaluated. */
const evaluated = (text: string): unknown => runInThisContext(`(${text})`);

const bugs = catalogue.flatMap((model) =>
  Object.entries(model.bugs).map(([bug, { in: scenario }]) => ({ model, bug, scenario })),
);

describe("what is recorded of a counterexample", () => {
  it.each(bugs)("is enough to violate again: $model.name, $bug", async (one) => {
    const { model, bug, scenario } = one;
    const trace = await recorded(model, { bug, scenario });
    const again = evaluated(literal(trace)) as Trace;
    expect(again).toEqual(trace);
    expect(replay(model, again)).toMatchObject({ outcome: "violates", property: trace.property });
  });

  it("names properties only where some of the model were judged", async () => {
    const [model] = catalogue;
    const [bug = ""] = Object.keys(model!.bugs);
    const { breaks } = model!.bugs[bug]!;
    expect(await recorded(model!, { bug })).not.toHaveProperty("properties");
    expect(await recorded(model!, { bug, properties: [breaks] })).toMatchObject({
      properties: [{ name: breaks }],
    });
  });
});

describe("a literal", () => {
  it("is on one line where it fits, and otherwise has a line for each item", () => {
    expect(literal({ a: [1, "x"], "b-c": null, d: {} })).toBe(
      '{ a: [1, "x"], "b-c": null, d: {} }',
    );
    const long = "x".repeat(90);
    expect(literal({ a: long, b: [true] }, 2)).toBe(`{\n    a: "${long}",\n    b: [true],\n  }`);
  });

  it.each(["\u2028", "\u202e\u0007", '"\\', "${x}`", "\ud800", "*/", "\u{e0001}"])(
    "is the string that it was: %j",
    (text) => {
      expect(evaluated(quoted(text))).toBe(text);
      expect(quoted(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    },
  );

  it("has a field __proto__ where the value has one", () => {
    const value = JSON.parse('{ "__proto__": { "a": 1 }, "constructor": 2 }');
    expect(JSON.stringify(evaluated(literal(value)))).toBe(JSON.stringify(value));
  });
});

describe("a test", () => {
  const pinned: Pinned = {
    model: "lock",
    module: "../lock.ts",
    trace: {
      scenario: "two-clients",
      bug: "hasty",
      parameters: { clients: 2 },
      property: "exclusive",
      counterexample: {
        initial: { server: { holder: null } },
        steps: [{ action: "timer", node: "server", message: { tag: "LeaseEnd" } }],
      },
    },
    length: 1,
    inRounds: false,
    command: "npx strategos check lock.ts --bug hasty",
  };

  it("says in words what it shows, and has a line for each step", () => {
    expect(testFileText(pinned)).toBe(
      [
        "// exclusive of lock is violated by this action in the scenario two-clients " +
          "with the bug hasty.",
        "// Found by: npx strategos check lock.ts --bug hasty",
        "// The test fails for as long as these steps violate it. It passes once the property " +
          "holds after",
        "// them, or they cannot happen any more.",
        "// Without the line `bug`, it asks the model itself.",
        'import { replay, type Trace } from "strategos";',
        'import { expect, it } from "vitest";',
        'import model from "../lock.ts";',
        "",
        "const trace: Trace = {",
        '  scenario: "two-clients",',
        '  bug: "hasty",',
        "  parameters: { clients: 2 },",
        '  property: "exclusive",',
        "  counterexample: {",
        "    initial: { server: { holder: null } },",
        "    steps: [",
        '      { action: "timer", node: "server", message: { tag: "LeaseEnd" } },',
        "    ],",
        "  },",
        "};",
        "",
        'it("exclusive is not violated by this action", () => {',
        "  const { outcome, property, story } = replay(model, trace);",
        '  expect(outcome, `${property} is violated\\n${story}\\n`).not.toBe("violates");',
        "});",
        "",
      ].join("\n"),
    );
  });

  it("has names of any kind in it, none of which ends a comment or a string", () => {
    const name = 'a\nexport {};\u2028"*/`${x}\\';
    const hostile = testFileText({
      ...pinned,
      model: name,
      module: name,
      command: name,
      trace: {
        ...pinned.trace,
        scenario: name,
        bug: name,
        property: name,
        parameters: { [name]: name },
      },
    });
    const lines = hostile.split(/[\n\r\u2028\u2029]/);
    expect(lines.filter((line) => line.startsWith("export"))).toEqual([]);
    expect(lines.find((line) => line.startsWith("  scenario: "))).toBe(
      `  scenario: ${quoted(name)},`,
    );
  });
});
