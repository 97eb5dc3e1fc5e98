import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "gms"))].map(
    ([, text = ""]) => text,
  );
const [model = "", program = ""] = blocks("ts");
const [grid = "", generals = "", lock = ""] = blocks("text");

/** A project of a user's, where the package is installed. */
const project = mkdtempSync(join(tmpdir(), "strategos-readme-"));
mkdirSync(join(project, "node_modules"));
symlinkSync(root, join(project, "node_modules/strategos"));
for (const name of ["@effect", "ts-pattern"])
  symlinkSync(join(root, "node_modules", name), join(project, "node_modules", name));
writeFileSync(join(project, "package.json"), '{ "type": "module" }');
writeFileSync(join(project, "lock.ts"), model);
writeFileSync(join(project, "program.ts"), program);

const node = (cwd: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
const main = join(root, "dist/checks/cli/main.js");
const strategos = (...args: readonly string[]) => node(project, main, ...args);

describe("the README", () => {
  afterAll(() => rmSync(project, { recursive: true }));

  it("shows the grid of the generals as it prints, with its bug and its rounds", () => {
    const bounds = (...args: readonly string[]) =>
      node(root, main, "bounds", "oral-messages", ...args);
    const { stdout, status } = bounds("--nodes", "3..7", "--traitors", "0..2");
    expect(stdout).toContain(`\n${grid}`);
    expect(status).toBe(0);
    const four = ["--nodes", "4", "--traitors", "1"];
    expect(bounds(...four, "--bug", "one-round-too-few").stdout).toMatch(/^ +4 +violated: 1 lie$/m);
    expect(bounds(...four, "--param", "m=2").stdout).toMatch(/^ +4 +violated: 2 lies$/m);
  });

  it("shows the counterexample of three generals as it prints", () => {
    const { stdout, status } = node(root, main, "check", "oral-messages");
    expect(stdout).toContain(`\n${generals}`);
    expect(status).toBe(0);
  });

  it("leads to a model with traitors that is found out", () => {
    const guide = readFileSync(join(root, "docs/MODELS.md"), "utf8");
    const [, king = ""] = /```ts\n(\/\*\* A king[^]*?)```/.exec(guide) ?? [];
    writeFileSync(join(project, "king.ts"), king);
    const checked = strategos("check", "king.ts");
    expect(checked.stdout).toContain("counterexample: 1 lie, 3 messages read; traitor: king\n");
    expect(checked.status).toBe(1);
    const { stdout } = strategos("bounds", "king.ts", "--nodes", "3..5", "--traitors", "0..1");
    expect(stdout.match(/^ +[345] +holds +violated: 1 lie$/gm)).toHaveLength(3);
  });

  it("shows the counterexample of its model as it prints", () => {
    const { stdout, status } = strategos("check", "lock.ts");
    const [verdict = "", trace = ""] = lock.split(/\n\n(.*)/s);
    expect(stdout).toContain(`\n${verdict}\n`);
    expect(stdout).toContain(`\n${trace.trimEnd()}\n`);
    expect(status).toBe(1);
  });

  it("has a model of 40 lines, which holds as soon as no lease ends", () => {
    const patient = model.replace("LeaseEnd: 1 }", "LeaseEnd: 0 }");
    writeFileSync(join(project, "patient.ts"), patient);
    const { stdout, status } = strategos("check", "patient.ts");
    expect(model.trimEnd().split("\n").length).toBe(40);
    expect(stdout).toContain("holds within these bounds");
    expect(status).toBe(0);
  });

  it("has a program that runs where the package is installed", () => {
    const { stdout, stderr } = node(
      project,
      "--import",
      join(root, "node_modules/tsx/dist/loader.mjs"),
      "program.ts",
    );
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^violated \[/);
  });

  it("names commands that the program has", () => {
    const commands = [...readme.matchAll(/npx strategos (\w+)/g)].map(([, name = ""]) => name);
    const { stdout } = strategos("--help");
    expect(commands.length).toBeGreaterThan(4);
    for (const command of commands) expect(stdout).toContain(`\n  ${command} `);
  });
});
