import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Project } from "../docs/project.ts";
import { root, strategos, strategosHere, temporaryFolder, write } from "./strategos.ts";

const project = (manifest: string, more: readonly string[] = []): Project => {
  const made = new Project();
  made.write("package.json", manifest);
  for (const name of more) made.write(name, "{}\n");
  return made;
};

const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.startsWith("node_modules"))
    .toSorted();

const textOf = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");

const strict = JSON.stringify({
  compilerOptions: {
    module: "nodenext",
    target: "es2023",
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    noEmit: true,
    types: [],
  },
  include: ["models", "test"],
});

describe("a project after init", () => {
  const cases = [
    { what: "TypeScript", manifest: '{ "type": "module" }', types: true, ending: "ts" },
    { what: "JavaScript", manifest: '{ "type": "module" }', types: false, ending: "js" },
    { what: "TypeScript beside CommonJS", manifest: "{}", types: true, ending: "mts" },
    { what: "JavaScript beside CommonJS", manifest: "{}", types: false, ending: "mjs" },
  ];

  // Each starts Vitest and the compiler, beside the others.
  const timeout = 180_000;

  it.concurrent.for(cases)(
    "checks and tests its model: $what",
    { timeout },
    async (one, { expect }) => {
      const { manifest, types, ending } = one;
      const made = project(manifest);
      if (types) made.write("tsconfig.json", strict);
      const [model, test] = [`models/ticket-lock.${ending}`, `test/ticket-lock.test.${ending}`];
      const { status, out, err } = await strategos(["init", "ticket-lock"], { cwd: made.folder });
      expect({ status, err }).toEqual({ status: 0, err: "" });
      const next = `\nnext:\n  npx strategos check ${model}\n  npx vitest run\n`;
      expect(out.startsWith(`wrote ${model}\nwrote ${test}\n`)).toBe(true);
      expect(out.endsWith(next)).toBe(true);
      const [checked, bug, tested, compiled] = await made.run([
        `npx strategos check ${model}`,
        `npx strategos check ${model} --bug no-fence`,
        "npx vitest run",
        types ? "npx tsc -p ." : "true",
      ]);
      expect([checked?.status, bug?.status, compiled]).toEqual([0, 0, { text: "", status: 0 }]);
      expect(checked?.text).toMatch(/^ticket-lock, scenario two-clients\n[^]*as expected/);
      expect(tested?.text).toMatch(/Tests +4 passed \(4\)/);
      expect(tested?.status).toBe(0);
    },
  );

  it("has a model that can be read at one glance", () => {
    expect(textOf(root, "templates/models/lock.ts").split("\n").length).toBeLessThanOrEqual(70);
  });

  it("is written in the language that is asked for", async () => {
    const made = project('{ "type": "module" }', ["tsconfig.json"]);
    await strategosHere(["init", "--js"], { cwd: made.folder });
    await strategosHere(["init", "other", "--ts"], { cwd: made.folder });
    expect(files(made.folder)).toEqual([
      "models",
      "models/lock.js",
      "models/other.ts",
      "package.json",
      "test",
      "test/lock.test.js",
      "test/other.test.ts",
      "tsconfig.json",
    ]);
  });
});

describe("package.json", () => {
  const init = async (
    manifest: string,
  ): Promise<{ readonly out: string; readonly now: string }> => {
    const folder = project(manifest).folder;
    const { out } = await strategosHere(["init"], { cwd: folder });
    return { out, now: textOf(folder, "package.json") };
  };

  it.each([
    ['{\n\t"type": "module",\n\t"name": "mine"\n}\n', "\t", "\n"],
    ['{\n    "type": "module",\n    "name": "mine"\n}', "    ", ""],
    ['{\r\n  "type": "module",\r\n  "name": "mine"\r\n}\r\n', "  ", "\r\n"],
  ])("keeps its indentation, its order and its end: %j", async (manifest, indent, end) => {
    const { now, out } = await init(manifest);
    const script = `${indent}${indent}"check": "strategos check models/lock.js"`;
    const line = manifest.includes("\r") ? "\r\n" : "\n";
    const [before] = manifest.split(`${line}}`);
    const added = [`${before},`, `${indent}"scripts": {`, script, `${indent}}`, "}"].join(line);
    expect(now).toBe(added + end);
    expect(out).toContain(
      "added to package.json: the script check, which runs strategos check models/lock.js\n",
    );
  });

  it("keeps a script of the same name, and the text around it", async () => {
    const manifest = '{"type":"module",  "scripts":{"check":"eslint ."}}';
    const { now, out } = await init(manifest);
    expect(now).toBe(manifest);
    expect(out).toContain(
      "package.json has a script check, and keeps it; the command is " +
        "strategos check models/lock.js\n",
    );
  });

  it("says why names end in mjs, and what is not installed", async () => {
    const folder = temporaryFolder();
    write(folder, "package.json", "{}");
    const { out } = await strategosHere(["init"], { cwd: folder });
    expect(out).toContain('package.json does not say "type": "module", so the names end in m');
    expect(out).toContain("\nnext:\n  npm install --save-dev strategos vitest\n  npx strategos");
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules/strategos"));
    const below = join(folder, "below");
    mkdirSync(below);
    write(below, "package.json", '{ "type": "module" }');
    const inside = await strategosHere(["init"], { cwd: below });
    expect(inside.out).toContain("\nnext:\n  npm install --save-dev vitest\n  npx strategos");
    expect(inside.out).not.toContain("mjs");
  });
});

describe("init writes all or nothing", () => {
  it.each([["models/lock.js"], ["test/lock.test.js"]])(
    "and never over a file: %s",
    async (name) => {
      const made = project('{ "type": "module" }\n');
      mkdirSync(join(made.folder, name.split("/")[0] ?? ""));
      made.write(name, "mine\n");
      const before = files(made.folder);
      const { status, out, err } = await strategosHere(["init"], { cwd: made.folder });
      const told = `strategos: ${name} exists, and is not overwritten; nothing was written\n`;
      expect({ status, out, err }).toEqual({ status: 2, out: "", err: told });
      expect(files(made.folder)).toEqual(before);
      expect(textOf(made.folder, name)).toBe("mine\n");
      expect(textOf(made.folder, "package.json")).toBe('{ "type": "module" }\n');
    },
  );

  it("also where it was run before", async () => {
    const made = project("{}");
    expect((await strategosHere(["init"], { cwd: made.folder })).status).toBe(0);
    const manifest = textOf(made.folder, "package.json");
    const { status, err } = await strategosHere(["init"], { cwd: made.folder });
    expect({ status, err }).toEqual({
      status: 2,
      err: "strategos: models/lock.mjs exists, and is not overwritten; nothing was written\n",
    });
    expect(textOf(made.folder, "package.json")).toBe(manifest);
  });

  it("also where the second file cannot be written", async () => {
    const made = project("{}");
    made.write("test", "not a folder\n");
    const { status, err } = await strategosHere(["init"], { cwd: made.folder });
    expect(status).toBe(2);
    expect(err).toMatch(/^strategos: test\/lock\.test\.mjs: ENOTDIR[^\n]*\n$/);
    expect(files(made.folder)).toEqual(["package.json", "test"]);
  });

  it.each([
    ["{ not json", /^strategos: package\.json is not JSON: [^\n]+\n$/],
    ["[]", /^strategos: package\.json: expected an object\n$/],
    ['{ "scripts": 3 }', /^strategos: package\.json: scripts: expected an object\n$/],
  ])("and nothing beside a package.json like %s", async (manifest, says) => {
    const made = project(manifest);
    const { status, out, err } = await strategosHere(["init"], { cwd: made.folder });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(says);
    expect(files(made.folder)).toEqual(["package.json"]);
  });

  it("and nothing where there is no project", async () => {
    const folder = temporaryFolder();
    const { status, err } = await strategosHere(["init"], { cwd: folder });
    expect({ status, err }).toEqual({
      status: 2,
      err: "strategos: there is no package.json in this folder; run npm init -y first\n",
    });
    expect(existsSync(join(folder, "models"))).toBe(false);
  });

  it.each([["../lock"], ["Lock"], ["two_words"], ["lock.ts"], ["-lock"], ["a--b"], [""], ["1st"]])(
    "and takes a word in kebab-case only: %j",
    async (name) => {
      const made = project("{}");
      const { status, err } = await strategosHere(["init", "--", name], { cwd: made.folder });
      expect({ status, err }).toEqual({
        status: 2,
        err: `strategos: NAME: expected a word in kebab-case, actual ${JSON.stringify(name)}\n`,
      });
      expect(files(made.folder)).toEqual(["package.json"]);
    },
  );

  it("and one language", async () => {
    const made = project("{}");
    const { status, err } = await strategosHere(["init", "--ts", "--js"], { cwd: made.folder });
    expect({ status, err }).toEqual({
      status: 2,
      err: "strategos: --ts and --js exclude each other\n",
    });
  });
});
