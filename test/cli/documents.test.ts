import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JSONSchema, type Schema } from "@effect/schema";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { AllDocument } from "../../checks/reports/all-document.ts";
import {
  BoundsDocument,
  CheckDocument,
  ListDocument,
  PathDocument,
  ReplayDocument,
  ScenesDocument,
  WitnessDocument,
} from "../../checks/reports/documents.ts";
import { InitDocument } from "../../checks/reports/init-document.ts";
import { ConformDocument } from "../../checks/reports/conform-document.ts";
import { SimulateDocument } from "../../checks/reports/simulate-document.ts";
import { document, root, strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const published: readonly [string, Schema.Schema.AnyNoContext][] = [
  ["check", CheckDocument],
  ["witness", WitnessDocument],
  ["check-all", AllDocument],
  ["bounds", BoundsDocument],
  ["list", ListDocument],
  ["replay", ReplayDocument],
  ["scenes", ScenesDocument],
  ["conform", ConformDocument],
  ["replay-path", PathDocument],
  ["simulate", SimulateDocument],
  ["init", InitDocument],
];

describe("the published JSON Schemas", () => {
  it.each(published)("%s is made from what the program reads", async (name, schema) => {
    const text = `${JSON.stringify(JSONSchema.make(schema), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../docs/schemas/${name}.schema.json`);
  });
});

/** What is wrong with a document; null if nothing is. */
const faultsOf = (name: string, value: unknown): unknown => {
  const file = join(root, `docs/schemas/${name}.schema.json`);
  const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(file, "utf8")));
  return validate(value) ? null : validate.errors;
};

describe("what is printed with --json fits them", () => {
  const folder = temporaryFolder();
  const twoPhase = "test/reference/two-phase.ts";
  const generals = "models/oral-messages.ts";

  it.each([
    [["two-phase-commit"]],
    [["two-phase-commit", "--scenario", "coordinator-crashes"]],
    [["two-phase-commit", "--max-states", "5"]],
    [[twoPhase, "--bug", "commits-when-one-is-prepared"]],
    [[generals]],
    [[generals, "--nodes", "3", "--traitors", "2"]],
    [[generals, "--nodes", "7", "--traitors", "2"]],
    [[generals, "--nodes", "6", "--traitors", "2", "--method", "composition"]],
  ])("check %j", async (args) => {
    expect(faultsOf("check", await document(["check", ...args]))).toBeNull();
  });

  it.each([
    [["two-phase-commit", "commits"]],
    [["two-phase-commit", "commits", "--max-depth", "3"]],
  ])("witness %j", async (args) => {
    expect(faultsOf("witness", await document(["witness", ...args]))).toBeNull();
  });

  it("check --all --update of one model", async () => {
    const all = await document(["check", "--all", "oral-messages", "--update"]);
    expect(all).toMatchObject({ updated: [] });
    expect(faultsOf("check-all", all)).toBeNull();
  });

  it("check --all, where all is as expected", async () => {
    const { status, out, err } = await strategos(["check", "--all", "--json"]);
    const all = JSON.parse(out);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(faultsOf("check-all", all)).toBeNull();
    expect(all.results.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  });

  it.each([[["--nodes", "3..4"]], [["--nodes", "4", "--traitors", "1", "--max-states", "5"]]])(
    "bounds %j",
    async (args) => {
      expect(faultsOf("bounds", await document(["bounds", generals, ...args]))).toBeNull();
    },
  );

  it.each([
    [[]],
    [["--nodes", "4", "--traitors", "1"]],
    [["--nodes", "4", "--traitors", "0"]],
    [["--nodes", "3", "--traitors", "2"]],
    [["--max-states", "5"]],
    [["--nodes", "10", "--traitors", "3"]],
  ])("scenes %j", async (args) => {
    expect(faultsOf("scenes", await document(["scenes", generals, ...args]))).toBeNull();
  });

  it.each([
    [["two-phase-commit"]],
    [["two-phase-commit", "--max-states", "5"]],
    [["two-phase-commit", "--runs", "5"]],
    [[generals, "--impl", "impl/adapters/oral-messages.ts", "--runs", "5"]],
  ])("conform %j", async (args) => {
    expect(faultsOf("conform", await document(["conform", ...args]))).toBeNull();
  });

  it("conform, where there are differences", async () => {
    const lines = [
      "const node = (state, error) => () => ({",
      "  take: () => { if (error) throw new Error(error); return []; },",
      "  state: () => state, restarted: node(state, error),",
      "});",
      'const coordinator = { phase: "idle", yes: new Set(), acknowledged: new Set() };',
      'const participant = node({ phase: "working", vote: "none" });',
    ];
    const idle = "export default { roles: { coordinator: node(coordinator), participant } };";
    const loud = idle.replace("(coordinator)", '(coordinator, "no")');
    for (const [name, last] of Object.entries({ idle, loud })) {
      const file = write(folder, `${name}.js`, ...lines, last);
      const differing = await document(["conform", "two-phase-commit", "--impl", file]);
      expect(differing).toMatchObject({ results: [{ verdict: "differs" }, {}, {}, {}] });
      expect(faultsOf("conform", differing)).toBeNull();
    }
  });

  it("list", async () => {
    const all = await document(["list"]);
    const one = await document(["list", twoPhase]);
    const rounds = await document(["list", generals]);
    const faults = [all, one, rounds].map((listed) => faultsOf("list", listed));
    expect(faults).toEqual([null, null, null]);
    expect(JSON.stringify(rounds)).toContain('"network":"rounds"');
    const models = all["models"] as readonly { readonly name: string }[];
    expect(models.map(({ name }) => name)).toContain("two-phase-commit");
    expect(one).toMatchObject({ models: [{ parameters: [{ name: "rms", range: "1..9" }] }] });
  });

  it("init", async () => {
    const project = temporaryFolder();
    write(project, "package.json", "{}");
    const { out } = await strategos(["init", "--json"], { cwd: project });
    const written = JSON.parse(out);
    expect(faultsOf("init", written)).toBeNull();
    expect(written).toEqual({
      version: 1,
      files: ["models/lock.mjs", "test/lock.test.mjs"],
      scripts: { check: "strategos check models/lock.mjs" },
    });
  });

  it("replay", async () => {
    const bug = ["--bug", "decides-on-first-vote"];
    const { out } = await strategos(["check", "two-phase-commit", ...bug, "--json"]);
    const file = write(folder, "trace.json", out);
    expect(faultsOf("replay", await document(["replay", file]))).toBeNull();
  });
});

describe("a file of --out", () => {
  const folder = temporaryFolder();

  it.each([
    ["check", ["two-phase-commit", "--bug", "decides-on-first-vote"]],
    ["witness", ["two-phase-commit", "commits"]],
  ])("of %s fits the schema that it names, which the package exports", async (command, args) => {
    await strategos([command, ...args, "--out", join(folder, command)]);
    const file = readFileSync(join(folder, command, "trace.json"), "utf8");
    const { $schema } = JSON.parse(file);
    expect(import.meta.resolve($schema)).toBe(
      pathToFileURL(join(root, `docs/schemas/${command}.schema.json`)).href,
    );
    expect(faultsOf(command, JSON.parse(file))).toBeNull();
  });
});

describe("the lists for people", () => {
  it("name models, and everything that can be chosen of one", async () => {
    const all = await strategos(["list"]);
    const one = await strategos(["list", "two-phase-commit"]);
    expect(all.out).toMatch(/^two-phase-commit +\d+ scenarios +\d+ bugs/m);
    expect(one.out).toContain("participants  1..20");
    expect(one.out).toMatch(/nobody-crashes .*holds/);
    expect(one.out).toMatch(/nobody-blocked +atQuiescence/);
    expect(one.out).toMatch(/decides-on-first-vote +breaks atomicity of nobody-crashes/);
  });

  it("say of synchronous models that they are, and count messages", async () => {
    const { out } = await strategos(["list", "models/oral-messages.ts"]);
    expect(out).toMatch(/one-traitor +nodes = 3; .*; synchronous rounds: violates/);
    expect(out).toMatch(/ violates ic2 in 2\s+messages\n/);
    expect(out).toMatch(/one-round-too-few +breaks ic1 of \S+ in 3 messages/);
    expect(out).toContain("traitors  0..nodes");
  });
});
