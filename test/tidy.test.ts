import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  findCycles,
  findForbiddenImports,
  findHostWords,
  findNodeInPages,
} from "./tidy/imports.ts";
import { findLongFiles, findLongFunctions, findLongLines, findOddNames } from "./tidy/sizes.ts";
import { isProgram, readSources, toCode, type Code } from "./tidy/source.ts";
import { findBannedWords, findMachineWords } from "./tidy/words.ts";

const sources = readSources(fileURLToPath(new URL("..", import.meta.url)));
const programs = sources.filter(isProgram).map(toCode);

describe("this repository", () => {
  it("keeps to the table of who may import whom", () => {
    expect(findForbiddenImports(programs)).toEqual([]);
  });

  it("has no import cycle", () => {
    expect(findCycles(programs)).toEqual([]);
  });

  it("reads clocks, randomness and the process only where it meets its host", () => {
    expect(findHostWords(programs)).toEqual([]);
  });

  it("has pages that need nothing of Node", () => {
    expect(findNodeInPages(programs)).toEqual([]);
  });

  it("has models without banned words", () => {
    expect(findBannedWords(programs)).toEqual([]);
  });

  it("has files, functions and lines that a reader can take in", () => {
    expect([
      ...findLongFiles(programs),
      ...findLongFunctions(programs),
      ...findLongLines(programs),
    ]).toEqual([]);
  });

  it("names its files in kebab-case", () => {
    expect(findOddNames(programs)).toEqual([]);
  });

  it("knows nothing of the machine that it was written on", () => {
    expect(findMachineWords(sources)).toEqual([]);
  });

  it("is seen by these checks", () => {
    expect(programs.map(({ path }) => path)).toContain("test/tidy.test.ts");
    expect(sources.map(({ path }) => path)).toContain("package-lock.json");
  });
});

/** One source of a repository that exists only here. */
const file = (path: string, ...lines: string[]): Code => toCode({ path, text: lines.join("\n") });

describe("the table of imports", () => {
  const imports = (from: string, line: string): string[] =>
    findForbiddenImports([file(from, "", line)]);

  it.each([
    ["models/paxos.ts", `import { vocabulary } from "./protocol.ts";`],
    ["models/paxos.ts", `import { match } from "ts-pattern";`],
    ["models/protocol.ts", `export type { NodeId } from "./protocol-types.ts";`],
    ["models/index.ts", `export { paxos } from "./paxos.ts";`],
    ["checks/search.ts", `import type { Model } from "../models/protocol.ts";`],
    ["checks/search.ts", `import { intern } from "./schema/intern.ts";`],
    ["checks/cli/main.ts", `import { catalogue } from "../../models/index.ts";`],
    ["checks/cli/main.ts", `import { argv } from "node:process";`],
    ["checks/host.ts", `import { readFileSync } from "node:fs";`],
    ["impl/paxos.ts", `import { Ballot, type Vote } from "../models/paxos.ts";`],
    ["impl/runtime/disk.ts", `import { open } from "node:fs/promises";`],
    ["test/paxos.test.ts", `import { paxos } from "../models/paxos.ts";`],
    ["bench/main.ts", `import { performance } from "node:perf_hooks";`],
    ["pages/main.tsx", `import { print } from "../checks/schema/print.ts";`],
    ["pages/vite.config.ts", `import { join } from "node:path";`],
  ])("lets %s say %s", (from, line) => {
    expect(imports(from, line)).toEqual([]);
  });

  it.each([
    ["models/protocol.ts", `import { intern } from "../checks/schema/intern.ts";`],
    ["models/paxos.ts", `import { raft } from "./raft.ts";`],
    ["models/paxos.ts", `export * from "./protocol-types.ts";`],
    ["models/paxos.ts", `import { readFileSync } from "fs";`],
    ["models/index.ts", `import { check } from "../checks/index.ts";`],
    ["checks/search.ts", `import { paxos } from "../models/paxos.ts";`],
    ["checks/search.ts", `const { paxos } = await import("../models/paxos.ts");`],
    ["checks/search.ts", `import { file } from "../test/tidy.test.ts";`],
    ["checks/search.ts", `import { core } from "../impl/paxos.ts";`],
    ["checks/search.ts", `import "node:fs";`],
    ["impl/paxos.ts", `import { acceptor } from "../models/paxos.ts";`],
    ["impl/paxos.ts", `import * as model from "../models/paxos.ts";`],
    ["impl/paxos.ts", `import { search } from "../checks/search.ts";`],
    ["impl/paxos.ts", `import { open } from "node:fs/promises";`],
    ["pages/main.tsx", `import { catalogue } from "../models/index.ts";`],
    ["checks/search.ts", `import { wordsOf } from "../pages/parts/words.ts";`],
  ])("does not let %s say %s", (from, line) => {
    expect(imports(from, line)).toEqual([expect.stringMatching(`^${from}:2 imports `)]);
  });

  it("ignores imports in comments and strings", () => {
    const quoted = `import { raft } from "./raft.ts";`;
    const lines = [`// ${quoted}`, `/* ${quoted} */`, `const text = \`\${"}"} ${quoted}\`;`];
    expect(findForbiddenImports([file("models/paxos.ts", ...lines)])).toEqual([]);
  });
});

describe("a page", () => {
  const page = file("pages/main.tsx", `import { fold } from "../checks/fold.ts";`);

  it("does not run with what its imports need of Node", () => {
    const fold = file("checks/fold.ts", `import { width } from "./width.ts";`);
    const width = file("checks/width.ts", "", `import { styleText } from "node:util";`);
    expect(findNodeInPages([page, fold, width])).toEqual([
      "checks/width.ts:2 imports node:util into a page",
    ]);
  });

  it("takes types from wherever they are", () => {
    const fold = file("checks/fold.ts", `import type { Width } from "./width.ts";`);
    const width = file("checks/width.ts", `import { styleText } from "node:util";`);
    expect(findNodeInPages([page, fold, width])).toEqual([]);
  });
});

describe("the search for cycles", () => {
  it("reports a cycle once, through types and lazy imports alike", () => {
    const cycle = [
      file("checks/a.ts", `import { b } from "./b.ts";`),
      file("checks/b.ts", `import type { C } from "./c/index.ts";`),
      file("checks/c/index.ts", "", `const a = await import("../a.ts");`),
    ];
    expect(findCycles(cycle)).toEqual([
      "checks/c/index.ts:2 closes a cycle: checks/a.ts > checks/b.ts > checks/c/index.ts",
    ]);
  });

  it("accepts two ways to one file", () => {
    const diamond = [
      file("checks/a.ts", `import "./b.ts";`, `import "./c.ts";`),
      file("checks/b.ts", `import "./d.ts";`),
      file("checks/c.ts", `import "./d.ts";`),
      file("checks/d.ts"),
    ];
    expect(findCycles(diamond)).toEqual([]);
  });
});

describe("the words of the host", () => {
  it.each([
    "Date.now()",
    "Math.random()",
    "performance.now()",
    "setTimeout(f, 1)",
    "process.exit(1)",
    "`${process.pid}`",
    "globalThis.crypto",
  ])("are found: %s", (words) => {
    const uses = findHostWords([file("checks/search.ts", "// why", `const x = ${words};`)]);
    expect(uses).toEqual([expect.stringMatching(/^checks\/search.ts:2 uses /)]);
    expect(findHostWords([file("checks/cli/main.ts", words)])).toEqual([]);
    expect(findHostWords([file("checks/reports/text.ts", words)])).toEqual([]);
  });

  it.each([`"Date"`, "/Date/", "node.process.step", "const process = 1", "upDate", "// Date"])(
    "are not seen in %s",
    (words) => {
      expect(findHostWords([file("checks/search.ts", words)])).toEqual([]);
    },
  );
});

describe("the banned words", () => {
  it.each(["async () => 1", "let x: any", "f<any>(x)", "x as any", "any[]", "throw new Error()"])(
    "are found in models: %s",
    (words) => {
      expect(findBannedWords([file("models/paxos.ts", "", words)])).toHaveLength(1);
      expect(findBannedWords([file("checks/search.ts", "", words)])).toEqual([]);
    },
  );

  it("may be said in prose", () => {
    expect(findBannedWords([file("models/paxos.ts", "// throw any: any", `"async"`)])).toEqual([]);
  });

  const model = (inRule: string, inProperty: string): Code =>
    file(
      "models/generals.ts",
      `const { model, rules } = vocabulary({ parameters: S.Struct({ traitors: int(0, 3) }) });`,
      `const general = rules.general({ Order: (node) => ${inRule} }); // A traitor runs no rules.`,
      `export default model({`,
      `  traitors: ({ traitors }) => traitors,`,
      `  properties: { agreement: always(orders, () => ${inProperty}) },`,
      `  scenarios: { "one-traitor": { parameters: { traitors: 1 } } },`,
      `});`,
    );

  it("allow traitors to be counted by parameters and scenarios", () => {
    expect(findBannedWords([model("null", "true")])).toEqual([]);
  });

  it.each([
    [2, model(`node.role === "traitor"`, "true")],
    [5, model("null", "parameters.traitors > 1")],
  ])("keep traitors out of rules and properties, as in line %i", (line, source) => {
    expect(findBannedWords([source])).toEqual([
      `models/generals.ts:${line} traitor: no rule and no property mentions them`,
    ]);
  });
});

describe("the sizes", () => {
  const lines = (count: number): string[] => Array.from({ length: count }, () => "f();");

  it("allow models 400 lines and others 300", () => {
    const files = ["models/paxos.ts", "checks/search.ts"].flatMap((path) =>
      [300, 301, 400, 401].map((count) => file(path, ...lines(count))),
    );
    expect(findLongFiles(files)).toEqual([
      "models/paxos.ts:401 has 401 lines, more than 400",
      "checks/search.ts:301 has 301 lines, more than 300",
      "checks/search.ts:301 has 400 lines, more than 300",
      "checks/search.ts:301 has 401 lines, more than 300",
    ]);
  });

  it("allow lines 100 columns, and addresses more", () => {
    const address = `// https://example.org/${"x".repeat(100)}`;
    const source = file("checks/search.ts", "x".repeat(100), "x".repeat(101), address);
    expect(findLongLines([source])).toEqual(["checks/search.ts:2 has 101 columns, more than 100"]);
  });

  it.each([
    "function f(x: number): Promise<number> {",
    "function f({ g }: { readonly g: (x: number) => number }) {",
    "const f = (x) => {",
    "  method<T>(x: T) {",
  ])("allow functions 70 lines: %s", (head) => {
    const body = (count: number): Code => file("checks/search.ts", "", head, ...lines(count), "}");
    expect(findLongFunctions([body(68)])).toEqual([]);
    expect(findLongFunctions([body(69)])).toEqual([
      "checks/search.ts:2 opens a function of 71 lines, more than 70",
    ]);
  });

  it("do not take a statement for a function", () => {
    const source = file("checks/search.ts", "for (const x of f(y)) {", ...lines(80), "}");
    expect(findLongFunctions([source])).toEqual([]);
  });
});

describe("the names of files", () => {
  it("are in kebab-case", () => {
    const good = ["models/two-phase-commit.ts", "test/tidy.test.ts", "checks/cli/main.ts"];
    const odd = ["checks/stateStore.ts", "checks/State/store.ts", "checks/state_store.ts"];
    expect(findOddNames([...good, ...odd].map((path) => file(path)))).toEqual(
      odd.map((path) => `${path}:1 is not named in kebab-case`),
    );
  });
});

describe("the words of one machine", () => {
  const folder = (name: string): string => ["", name, "main"].join("/");

  it.each([
    folder("work"),
    folder("root"),
    ["https://registry", "npmjs", "org"].join("."),
    `"resolved": ${JSON.stringify(["http:", "", "127.0.0.1", "effect.tgz"].join("/"))}`,
  ])("are found in any text: %s", (words) => {
    const found = findMachineWords([{ path: "README.md", text: `\n${words}` }]);
    expect(found).toEqual([expect.stringMatching(/^README.md:2 /)]);
  });

  it("do not include the rest of the world", () => {
    const text = "docs/framework/root.md https://www.npmjs.com/package/effect";
    expect(findMachineWords([{ path: "README.md", text }])).toEqual([]);
  });
});
