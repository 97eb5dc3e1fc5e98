import { readFileSync } from "node:fs";
import { join } from "node:path";
import { JSONSchema, type Schema } from "@effect/schema";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import {
  AllDocument,
  CheckDocument,
  ListDocument,
  ReplayDocument,
} from "../../checks/reports/documents.ts";
import { document, root, strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const published: readonly [string, Schema.Schema.AnyNoContext][] = [
  ["check", CheckDocument],
  ["check-all", AllDocument],
  ["list", ListDocument],
  ["replay", ReplayDocument],
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

  it.each([
    [["two-phase-commit"]],
    [["two-phase-commit", "--scenario", "coordinator-crashes"]],
    [["two-phase-commit", "--max-states", "5"]],
    [[twoPhase, "--bug", "commits-when-one-is-prepared"]],
  ])("check %j", async (args) => {
    expect(faultsOf("check", await document(["check", ...args]))).toBeNull();
  });

  it("check --all, where all is as expected", async () => {
    const { status, out, err } = await strategos(["check", "--all", "--json"]);
    const all = JSON.parse(out);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(faultsOf("check-all", all)).toBeNull();
    expect(all.results.filter(({ ok }: { ok: boolean }) => !ok)).toEqual([]);
  });

  it("list", async () => {
    const all = await document(["list"]);
    const one = await document(["list", twoPhase]);
    expect([faultsOf("list", all), faultsOf("list", one)]).toEqual([null, null]);
    expect(all).toMatchObject({ models: [{ name: "two-phase-commit" }] });
    expect(one).toMatchObject({ models: [{ parameters: [{ name: "rms", range: "1..9" }] }] });
  });

  it("replay", async () => {
    const bug = ["--bug", "decides-on-first-vote"];
    const { out } = await strategos(["check", "two-phase-commit", ...bug, "--json"]);
    const file = write(folder, "trace.json", out);
    expect(faultsOf("replay", await document(["replay", file]))).toBeNull();
  });
});

describe("the lists for people", () => {
  it("name models, and everything that can be chosen of one", async () => {
    const all = await strategos(["list"]);
    const one = await strategos(["list", "two-phase-commit"]);
    expect(all.out).toMatch(/^two-phase-commit +\d+ scenarios +\d+ bugs/);
    expect(one.out).toContain("participants  1..5");
    expect(one.out).toMatch(/nobody-crashes .*holds/);
    expect(one.out).toMatch(/nobody-blocked +atQuiescence/);
    expect(one.out).toMatch(/decides-on-first-vote +breaks atomicity of nobody-crashes/);
  });
});
