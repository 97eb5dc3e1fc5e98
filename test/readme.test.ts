import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root, strategos as strategosIn } from "./cli/strategos.ts";
import { blocksOf, pageAt, played } from "./docs/page.ts";
import { Project } from "./docs/project.ts";

const readme = pageAt("README.md");
const blocks = (language: string): readonly string[] =>
  blocksOf(readme).flatMap((block) => (block.language === language ? [block.text] : []));
const file = (wanted: string): string =>
  blocksOf(readme).find(({ language, name }) => `${language} ${name}` === `ts ${wanted}`)?.text ??
  "";
const [grid = "", generals = ""] = blocks("text");

const project = new Project();
const model = file("lock.ts");
project.write("lock.ts", model);
project.write("program.ts", file("program.ts"));

const strategos = (...args: readonly string[]) => strategosIn(args, { cwd: project.folder });

describe("the README", () => {
  it("shows the grid of the generals as it prints, with its bug and its rounds", async () => {
    const bounds = (...args: readonly string[]) =>
      strategosIn(["bounds", "oral-messages", ...args]);
    const { out, status } = await bounds("--nodes", "3..7", "--traitors", "0..2");
    expect(out).toContain(`\n${grid}`);
    expect(status).toBe(0);
    const four = ["--nodes", "4", "--traitors", "1"];
    const hasty = await bounds(...four, "--bug", "one-round-too-few");
    expect(hasty.out).toMatch(/^ +4 +violated: 1 lie$/m);
    expect((await bounds(...four, "--param", "m=2")).out).toMatch(/^ +4 +violated: 2 lies$/m);
  });

  it("shows the counterexample of three generals as it prints", async () => {
    const { out, status } = await strategosIn(["check", "oral-messages"]);
    expect(out).toContain(`\n${generals}`);
    expect(status).toBe(0);
  });

  it("leads to a model with traitors that is found out", async () => {
    const [, king = ""] = /```ts\n(\/\*\* A king[^]*?)```/.exec(pageAt("docs/MODELS.md")) ?? [];
    project.write("king.ts", king);
    const checked = await strategos("check", "king.ts");
    expect(checked.out).toContain("counterexample: 1 lie, 3 messages read; traitor: king\n");
    expect(checked.status).toBe(1);
    const { out } = await strategos("bounds", "king.ts", "--nodes", "3..5", "--traitors", "0..1");
    expect(out.match(/^ +[345] +holds +violated: 1 lie$/gm)).toHaveLength(3);
  });

  it("has a model of 40 lines, which holds as soon as no lease ends", async () => {
    project.write("patient.ts", model.replace("LeaseEnd: 1 }", "LeaseEnd: 0 }"));
    const { out, status } = await strategos("check", "patient.ts");
    expect(model.trimEnd().split("\n").length).toBe(40);
    expect(out).toContain("holds within these bounds");
    expect(status).toBe(0);
  });

  it("has a program that runs where the package is installed", async () => {
    const loader = join(root, "node_modules/tsx/dist/loader.mjs");
    const [printed] = await project.run([`node --import '${loader}' program.ts`]);
    expect(printed?.text).toMatch(/^violated \[/);
  });

  // A dozen processes, one after the other.
  it("is played as it is written", { timeout: 180_000 }, async () => {
    await expect(await played(readme, new Project())).toMatchFileSnapshot(join(root, "README.md"));
  });

  it("plays a tour from a model that is broken to one that is mended and kept so", () => {
    const commands = blocks("console").flatMap((block) => [...block.matchAll(/^\$ (.*)$/gm)]);
    expect(commands.map(([, command]) => command)).toEqual([
      "npx strategos check lock.ts",
      "npx strategos replay lock.ts --path 0.0.1.0.0.0.0.1",
      "npx strategos check lock.ts --out test/pinned",
      "npx vitest run test/pinned",
      "npx strategos check lock.ts",
      "npx vitest run test/pinned",
      "npx strategos check lock.ts",
      "npx strategos check lock.ts --param clients=20 --max-states 100000",
      "npx strategos simulate lock.ts --param clients=20",
      "npx strategos simulate lock.ts --param clients=20",
      "npx vitest run test/lock.test.ts",
      "npx strategos conform two-phase-commit",
    ]);
  });

  it("names commands that the program has", async () => {
    const commands = [...readme.matchAll(/npx strategos (\w+)/g)].map(([, name = ""]) => name);
    const { out } = await strategos("--help");
    expect(commands.length).toBeGreaterThan(4);
    for (const command of commands) expect(out).toContain(`\n  ${command} `);
  });
});
