import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findCopiedShapes } from "./tidy/shapes.ts";
import { isProgram, readSources, toCode, type Code } from "./tidy/source.ts";

const sources = readSources(fileURLToPath(new URL("..", import.meta.url)));
const programs = sources.filter(isProgram).map(toCode);

const file = (path: string, ...lines: string[]): Code => toCode({ path, text: lines.join("\n") });

describe("the shapes of implementations", () => {
  it("are not those of the models of this repository", () => {
    expect(findCopiedShapes(programs)).toEqual([]);
  });

  it("would be, if an implementation had rules of its model under other names", () => {
    const model = programs.find(({ path }) => path === "models/two-phase-commit.ts")!;
    const rules = model.text.slice(model.text.indexOf("  Yes: "), model.text.indexOf("  Ack: "));
    const renamed = rules.replace(/\b(?:node|yes|become|quorum)\b/g, (word) => `${word}Of`);
    const [first, ...more] = findCopiedShapes([...programs, file("impl/copy.ts", renamed)]);
    expect(first).toMatch(
      /^impl\/copy.ts:1 has \d+ lines of the shape of models\/two-phase-commit.ts:\d+$/,
    );
    expect(more).toEqual([]);
  });

  const model = [
    `import { become } from "./protocol.ts";`,
    `const vote = (node, from) => {`,
    `  // Counted once.`,
    `  if (node.phase !== "asked") return null;`,
    `  const yes = add(node.yes, from);`,
    `  const all = yes.size === 3;`,
    ``,
    `  if (all)`,
    `    return become({ ...node, yes });`,
    `};`,
  ];
  const renamed = [
    `const tally = (site, peer) => {`,
    `  if (site.state !== "open") return null;`,
    `  const ayes = insert(site.ayes, peer);`,
    `  const done = ayes.count === quorum;`,
    `  if (done)`,
    `    return next({ ...site, ayes });`,
  ];
  const copies = (impl: readonly string[], path = "impl/vote.ts"): string[] =>
    findCopiedShapes([file("models/vote.ts", ...model), file(path, ...impl)]);

  it("are found where six lines were renamed, commented and set in another code", () => {
    const impl = ["start();", ...renamed.flatMap((line) => ["// why", line, ""]), "  }", "stop();"];
    expect(copies(impl)).toEqual(["impl/vote.ts:3 has 6 lines of the shape of models/vote.ts:2"]);
  });

  it("are their own where five lines are alike, or another stands between them", () => {
    expect(copies(renamed.slice(1))).toEqual([]);
    expect(copies(renamed.with(3, "  done();"))).toEqual([]);
    expect(copies([...renamed.slice(0, 3), "f(x);", ...renamed.slice(3)])).toEqual([]);
  });

  it("are compared with models only, and without imports and lone brackets", () => {
    expect(copies(renamed, "checks/vote.ts")).toEqual([]);
    const imports = ["import {", "  a,", "  b,", "  c,", "  d,", "  e,", '} from "./f.ts";', "});"];
    const both = [file("models/a.ts", ...imports), file("impl/a.ts", ...imports)];
    expect(findCopiedShapes(both)).toEqual([]);
  });
});
