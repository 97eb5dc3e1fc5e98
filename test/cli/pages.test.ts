/** What `bounds --out` and `scenes --out` write: the document and its page. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strategosHere, temporaryFolder, write } from "./strategos.ts";
import { pageIn } from "../pages/page-in.ts";

const folder = temporaryFolder();
const generals = "models/oral-messages.ts";
const small = ["bounds", generals, "--nodes", "3..4", "--traitors", "1"];
const scenes = ["scenes", generals];

const jsonIn = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, "utf8"));

describe.each([
  ["bounds", small],
  ["scenes", scenes],
])("%s --out", (name, args) => {
  const files = [`${name}.json`, `${name}.html`];

  it("writes the document and the page, and says so after its text", async () => {
    const out = join(folder, name, "new", "folder");
    const { status, out: text, err } = await strategosHere([...args, "--out", out]);
    const [json = "", html = ""] = files.map((file) => join(out, file));
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(text.endsWith(`\n\nwrote ${json}\nwrote ${html}\n`)).toBe(true);
    expect(readdirSync(out).toSorted()).toEqual(files.toSorted());
    expect(jsonIn(json)).toMatchObject({
      $schema: `strategos/schemas/${name}.schema.json`,
      version: 1,
      model: "oral-messages",
    });
    expect(pageIn(html)).toMatchObject({ kind: name });
  });

  it("has only the document on standard output with --json, the same that it writes", async () => {
    const out = join(folder, name, "json");
    const { out: text } = await strategosHere([...args, "--out", out, "--json"]);
    const { $schema, ...written } = jsonIn(join(out, `${name}.json`));
    expect($schema).toBe(`strategos/schemas/${name}.schema.json`);
    expect(JSON.parse(text)).toEqual(written);
    expect(existsSync(join(out, `${name}.html`))).toBe(true);
  });

  it("replaces nothing without --force", async () => {
    const out = join(folder, name, "occupied");
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${name}.html`), "mine");
    const refused = await strategosHere([...args, "--out", out]);
    expect(refused).toEqual({
      status: 2,
      out: "",
      err: `strategos: --out: ${join(out, `${name}.html`)} exists; --force replaces it\n`,
    });
    expect(readdirSync(out)).toEqual([`${name}.html`]);
    expect((await strategosHere([...args, "--out", out, "--force"])).status).toBe(0);
    expect(pageIn(join(out, `${name}.html`))).toMatchObject({ kind: name });
  });

  it.each([
    [["--force"], "--force is for --out only"],
    [["--out", ""], "--out: expected a folder, actual nothing"],
    [["--out", "a", "--out", "b"], "--out is given twice"],
  ])("refuses %j with 2 and one line", async (more, message) => {
    const ended = await strategosHere([...args, ...more]);
    expect(ended).toEqual({ status: 2, out: "", err: `strategos: ${message}\n` });
  });

  it("is in the help", async () => {
    const { out } = await strategosHere([name, "--help"]);
    expect(out.replaceAll(/\s+/g, " ")).toContain(
      `--out <DIR> write the answer to DIR: ${name}.json, and ${name}.html for a browser ` +
        "--force let --out replace files",
    );
  });
});

describe("bounds --out", () => {
  it("keeps the document as it is, and counterexamples for the page", async () => {
    const out = join(folder, "kept");
    await strategosHere([...small, "--out", out]);
    expect(JSON.stringify(jsonIn(join(out, "bounds.json")))).not.toContain("counterexample");
    expect(pageIn(join(out, "bounds.html"))).toMatchObject({
      rows: [
        { cells: [{ counterexample: { commands: [expect.stringMatching(/^npx strategos /)] } }] },
        { cells: [{ counterexample: null }] },
      ],
    });
  });

  it("writes beside Markdown, which is alone on standard output", async () => {
    const out = join(folder, "markdown");
    const { out: text } = await strategosHere([...small, "--out", out, "--format", "markdown"]);
    expect(text).not.toContain("wrote");
    expect(readdirSync(out).toSorted()).toEqual(["bounds.html", "bounds.json"]);
  });

  it("writes what is known where a limit has ended a cell", async () => {
    const out = join(folder, "limited");
    const { status } = await strategosHere([...small, "--max-states", "60", "--out", out]);
    expect(status).toBe(3);
    expect(pageIn(join(out, "bounds.html"))).toMatchObject({
      rows: [{ cells: [{ verdict: "violated" }] }, { cells: [{ word: "unknown" }] }],
    });
  });

  it("fits a mail: the grid of five by three with its counterexamples", async () => {
    const out = join(folder, "grid");
    const grid = ["--nodes", "3..7", "--traitors", "0..2", "--out", out];
    expect((await strategosHere(["bounds", generals, ...grid])).status).toBe(0);
    expect(statSync(join(out, "bounds.html")).size).toBeLessThan(150_000);
  });

  it("leaves nothing behind where the model is invalid", async () => {
    const out = join(folder, "invalid", "deep");
    const strays = write(folder, "strays.ts", ...STRAYS);
    const { status } = await strategosHere(["bounds", strays, "--out", out]);
    expect([status, existsSync(join(folder, "invalid"))]).toEqual([2, false]);
  });
});

const STRAYS = [
  'import { Schema as S } from "@effect/schema";',
  'import { always, become, int, vocabulary } from "strategos/model";',
  "const { model, observe, rules } = vocabulary({",
  "  parameters: S.Struct({ nodes: int(2, 9), traitors: int(0, 1) }),",
  "  synchronous: true,",
  "  roles: { voter: { state: S.Struct({ voted: int(0, 1) }) } },",
  "});",
  "export default model({",
  '  name: "strays", source: "none", population: ({ nodes }) => ({ voter: nodes }),',
  '  traitors: "traitors",',
  "  initial: { voter: () => [become({ voted: 0 })] },",
  "  rules: { voter: rules.voter({ Round: () => become({ voted: 2 }) }) },",
  "  properties: { low: always(observe({ voter: ({ voted }) => voted }), () => true) },",
  "  scenarios: { two: { parameters: { nodes: 2, traitors: 0 } } }, bugs: {},",
  "});",
];

describe("scenes --out", () => {
  it("leaves nothing behind where a parameter is refused", async () => {
    const out = join(folder, "refused", "deep");
    const { status } = await strategosHere([...scenes, "--nodes", "2", "--out", out]);
    expect([status, existsSync(join(folder, "refused"))]).toEqual([2, false]);
  });

  it("writes a page where there is no chain, and where a limit came first", async () => {
    const [none, limited] = [join(folder, "none"), join(folder, "stopped")];
    await strategosHere([...scenes, "--nodes", "4", "--out", none]);
    const stopped = await strategosHere([...scenes, "--max-states", "5", "--out", limited]);
    expect(stopped.status).toBe(3);
    expect(pageIn(join(none, "scenes.html"))).toMatchObject({
      headline: "no chain: some decision rule works",
      command: `npx strategos scenes ${generals} --param nodes=4`,
    });
    expect(pageIn(join(limited, "scenes.html"))).toMatchObject({
      meaning: "Stopped by --max-states 5. Whether there is a chain is unknown.",
    });
  });
});

describe("--out of a command that is misused", () => {
  it.each([
    ["check", "nosuch"],
    ["check", generals, "--scenario", "nosuch"],
    ["witness", generals, "all-attack", "--scenario", "nosuch"],
  ])("leaves nothing behind: %s %s %s", async (...args) => {
    const out = join(folder, "never", "made");
    expect(await strategosHere([...args, "--out", out])).toMatchObject({ status: 2, out: "" });
    expect(existsSync(join(folder, "never"))).toBe(false);
  });
});
