import { Schema as S } from "@effect/schema";
import { describe, expect, it } from "vitest";
import { commandLine } from "../../checks/cli/command-lines.ts";
import { check } from "../../checks/index.ts";
import { listed } from "../../checks/reports/listed.ts";
import { block, code, escaped, prose, tableOf } from "../../checks/reports/markdown.ts";
import { nodesText } from "../../checks/reports/protocol-page/nodes.ts";
import { pageOf } from "../../checks/reports/protocol-page/page.ts";
import { inScenarios } from "../../checks/reports/protocol-page/rules.ts";
import { wordsOf } from "../../checks/reports/protocol-page/shape-words.ts";
import { commentAbove, openingOf } from "../../checks/reports/source-comments.ts";
import { shapeOf } from "../../checks/schema/read.ts";
import { always, become, int, list, NodeId, sometimes, vocabulary } from "../../models/protocol.ts";

describe("Markdown", () => {
  it.each([
    [
      "a|b <i> *c* _d_ [e] `f` ~g~ $h \\",
      "a\\|b \\<i\\> \\*c\\* \\_d\\_ \\[e\\] \\`f\\` \\~g\\~ \\$h \\\\",
    ],
    ["Chang & Roberts, R&D", "Chang & Roberts, R&D"],
    ["&lt; &#60;", "\\&lt; \\&#60;"],
  ])("has no mark in what was escaped: %s", (text, markdown) => {
    expect(escaped(text)).toBe(markdown);
  });

  it.each([
    ["`R*` is not R*", "`R*` is not R\\*"],
    ["a lone ` is no name", "a lone \\` is no name"],
    ["hidden \u001b[2J", "hidden \\\\u{1b}\\[2J"],
  ])("keeps the names in prose: %s", (text, markdown) => {
    expect(prose(text)).toBe(markdown);
  });

  it("ends a span of code and a block where they end", () => {
    expect([code("a"), code("a`b")]).toEqual(["`a`", "`` a`b ``"]);
    expect(block("text", "a\n```\nb\n")).toEqual(["````text", "a\n```\nb", "````"]);
  });

  it("has a bar in a cell only with a backslash before it", () => {
    expect(tableOf(["a", "b"], [[code("x|y"), escaped("x|y")]], 1)).toEqual([
      "| a | b |",
      "| --- | ---: |",
      "| `x\\|y` | x\\|y |",
    ]);
  });

  it("lists one, two and more", () => {
    const lists = [[], ["a"], ["a", "b"], ["a", "b", "c"]].map((items) => listed(items));
    expect(lists).toEqual(["", "a", "a and b", "a, b and c"]);
  });
});

describe("the words of a schema", () => {
  const names = new Map([[1234, "nodes"]]);
  const wordsOfSchema = (schema: S.Schema.AnyNoContext): string =>
    wordsOf(shapeOf(schema, { nodes: 1234 }), names);

  it.each<readonly [S.Schema.AnyNoContext, string]>([
    [S.Literal("idle", "voting", "done"), "`idle`, `voting` or `done`"],
    [S.Literal("idle"), "always `idle`"],
    [S.Boolean, "`false` or `true`"],
    [NodeId, "a node"],
    [S.NullOr(NodeId), "a node or `null`"],
    [S.String, "any text"],
    [int(1, "nodes"), "a whole number from 1 to `nodes`"],
    [S.Int, "a whole number"],
    [S.NonNegative.pipe(S.int()), "a whole number of at least 0"],
    [S.NonPositive.pipe(S.int()), "a whole number of at most 0"],
    [list(NodeId, "nodes"), "a list of at most `nodes` nodes"],
    [S.Array(S.Int), "a list of whole numbers"],
    [S.NonEmptyArray(S.String), "a list of at least 1 texts"],
    [S.Tuple(NodeId, S.Int), "a list of exactly a node and a whole number"],
    [S.ReadonlySet(S.Literal("a", "b")), "a set of items, each `a` or `b`"],
    [
      S.ReadonlyMap({ key: NodeId, value: int(0, 3) }),
      "a map from nodes to whole numbers from 0 to 3",
    ],
    [
      S.NullOr(S.Struct({ a: NodeId, b: S.optional(S.Int) })),
      "`null` or a record with `a` (a node) and `b` (a whole number, or absent)",
    ],
    [S.Struct({}), "a record without fields"],
    [S.Array(S.Struct({ a: NodeId })), "a list of records with `a` (a node)"],
    [NodeId.pipe(S.filter(() => true)), "a node, narrowed by a filter"],
    [
      S.Array(NodeId).pipe(S.filter(() => true, { description: "an <even> number" })),
      "a list of nodes (an \\<even\\> number)",
    ],
  ])("are those of a reader: %#", (schema, words) => {
    expect(wordsOfSchema(schema)).toBe(words);
  });
});

describe("the comments of a source", () => {
  it("open it with a summary, with labels, and with more", () => {
    const source = [
      "/**",
      " * A lock: at most",
      " * one holds it.",
      " *",
      " * Source    A paper,",
      " *           section 3.",
      " * Left out  Loss.",
      " *",
      " * It is often said",
      " * otherwise.",
      " */",
      "/** Another. */",
    ].join("\n");
    expect(openingOf(source)).toEqual({
      summary: "A lock: at most one holds it.",
      labelled: [
        ["Source", "A paper, section 3."],
        ["Left out", "Loss."],
      ],
      rest: ["It is often said otherwise."],
    });
  });

  it("may be missing at the start", () => {
    expect(openingOf("const x = 1;\n")).toEqual({ summary: "", labelled: [], rest: [] });
  });

  const model = (...properties: readonly string[]): string =>
    [
      "export default model({",
      "  properties: {",
      ...properties,
      "  },",
      "  bugs: {",
      "  },",
      "});",
    ].join("\n");

  it.each([
    ["of one line", ["    /** AC1: all agree. */"], "AC1: all agree."],
    ["of several", ["    /**", "     * All", "     * agree.", "     */"], "All agree."],
    ["of slashes", ["    // All", "    // agree."], "All agree."],
    ["of the entry before", ["    /** No. */", "    other: x,"], null],
    ["that is not there", [], null],
  ])("stand above an entry: %s", (_, above, comment) => {
    const source = model(...above, "    agreement: always(x),");
    expect(commentAbove(source, "properties", "agreement")).toBe(comment);
    expect(commentAbove(source, "bugs", "agreement")).toBeNull();
  });

  it("are left out where it is not sure whose they are", () => {
    const entry = ["    /** All agree. */", '    "agree-ment": always(x),'];
    expect(commentAbove(model(...entry), "properties", "agree-ment")).toBe("All agree.");
    expect(commentAbove(model(...entry, ...entry), "properties", "agree-ment")).toBeNull();
    expect(commentAbove(model(...entry).repeat(2), "properties", "agree-ment")).toBeNull();
    expect(commentAbove(model(...entry), "scenarios", "agree-ment")).toBeNull();
  });
});

describe("in how many scenarios", () => {
  it.each([
    [[], "in no scenario"],
    [["a"], "in `a`"],
    [["a", "b"], "in `a` and `b`"],
    [["a", "b", "c"], "in all scenarios but `d`"],
    [["a", "b", "c", "d"], "in all scenarios"],
  ])("%j: %s", (some, text) => {
    expect(inScenarios(some, ["a", "b", "c", "d"])).toBe(text);
  });

  it("there is but one", () => {
    expect(inScenarios(["a"], ["a"])).toBe("in `a`");
  });
});

const { model, observe, rules, to } = vocabulary({
  parameters: S.Struct({ "wait|s": int(1, 3), twice: int(0, 9) }),
  history: S.Struct({ heard: S.ReadonlySet(NodeId) }),
  roles: {
    desk: {
      state: S.Struct({ calls: int(0, "wait|s"), disk: int(0, 9), draft: int(0, 9) }),
      durable: ["disk", "draft"],
      unsynced: { draft: "disk" },
      receives: { Call: { of: NodeId, "l|ine": S.Literal("a|b", "c_d") } },
    },
    caller: { state: S.Struct({ told: S.Boolean }), requests: { Dial: {} } },
  },
});
const evil = model({
  name: "d_e*sk",
  source: "<b>a note</b>",
  defaults: { twice: (given) => given["wait|s"] },
  population: () => ({ desk: 1, caller: 1 }),
  initial: {
    desk: () => [become({ calls: 0, disk: 0, draft: 0 })],
    caller: () => [become({ told: false })],
  },
  rules: {
    desk: rules.desk({
      Call: (node, _, { parameters }) =>
        node.calls < parameters["wait|s"] ? become({ ...node, calls: node.calls + 1 }) : null,
    }),
    caller: rules.caller({
      Dial: ({ told }, _, { self, nodes }) =>
        told ? null : become({ told: true }, to(nodes.desk, "Call", { of: self, "l|ine": "a|b" })),
    }),
  },
  history: { initial: { heard: new Set() }, record: {} },
  properties: {
    "qui|et": always(observe({ desk: ({ calls }) => calls }), ({ desk }) => !desk.includes(1)),
    rings: sometimes(observe({ desk: ({ calls }) => calls }), ({ desk }) => desk.includes(1)),
  },
  scenarios: {
    "one|call": { parameters: { "wait|s": 1 }, faults: { crash: { desk: 1 } } },
  },
});

describe("a page of a model whose names are marks of Markdown", () => {
  it("has its nodes, with what is durable and what is told", () => {
    expect(nodesText(evil).join("\n\n").split("\n")).toEqual([
      "## Nodes",
      "",
      "### desk",
      "",
      "1 node. What is durable survives a crash.",
      "",
      "| remembers | which is | durable |",
      "| --- | --- | --- |",
      "| `calls` | a whole number from 0 to `wait\\|s` | no |",
      "| `disk` | a whole number from 0 to 9 | yes |",
      "| `draft` | a whole number from 0 to 9 | as far as `disk` says |",
      "",
      '- Hears: `Call` (`of`: a node; `l|ine`: `"a|b"` or `c_d`)',
      "",
      "### caller",
      "",
      "1 node. A crash is for ever.",
      "",
      "| remembers | which is |",
      "| --- | --- |",
      "| `told` | `false` or `true` |",
      "",
      "- Requests: `Dial`",
      "",
      "### History",
      "",
      "The checker remembers this about a run. Properties may read it, and rules cannot.",
      "",
      "| remembers | which is |",
      "| --- | --- |",
      "| `heard` | a set of nodes |",
      "",
      "### Parameters",
      "",
      "| parameter | range | default |",
      "| --- | --- | --- |",
      "| `wait\\|s` | 1..3 | none: each scenario gives it |",
      "| `twice` | 0..9 | the value of `wait\\|s` |",
    ]);
  });

  it("has as many cells in every row as its table has columns", async () => {
    const report = await check(evil, { scenario: "one|call" });
    const page = pageOf({
      model: evil,
      file: "models/desk.ts",
      source: "/**\n * A <desk>.\n */\n",
      scenarios: [{ report, complete: await check(evil, { scenario: "one|call", goOn: true }) }],
      bugs: [],
      grid: null,
      scenes: null,
      commands: { of: commandLine, again: () => [] },
    });
    const tables = page.match(/^\|.*\|\n(?:\|.*\|\n)+/gm) ?? [];
    expect(tables.length).toBe(8);
    for (const table of tables) {
      const widths = table
        .trimEnd()
        .split("\n")
        .map((row) => row.split(/(?<!\\)\|/).length);
      expect(new Set(widths).size, table).toBe(1);
    }
    expect(page).toMatch(/^# d\\_e\\\*sk\n\nA \\<desk\\>\.\n/);
    expect(page).toContain("### one\\|call violates qui\\|et\n");
    expect(page).toContain("| violates `qui\\|et` after 2 actions | 5 | 6 | 3 |");
    expect(page).toContain("npx strategos check 'd_e*sk' --scenario 'one|call'\n");
  });
});
