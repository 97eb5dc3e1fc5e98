/** What `check --out` writes for a test suite, run by Vitest in a project of a user's. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf, pageAt } from "./page.ts";
import { Project, type Printed } from "./project.ts";

/** The model of the README, which hands its lock to two clients. */
const lock = blocksOf(pageAt("README.md")).find(({ language }) => language === "ts")?.text ?? "";

const projectWith = (files: Readonly<Record<string, string>>): Project => {
  const project = new Project();
  for (const [name, text] of Object.entries(files)) project.write(name, text);
  return project;
};

const runIn = async (project: Project, command: string): Promise<Printed> => {
  const [printed] = await project.run([command]);
  if (printed === undefined) throw new Error(`${command} printed nothing`);
  return printed;
};

describe("a counterexample that is kept as a test", () => {
  it("fails while the model violates its property, and passes when it is mended", async () => {
    const project = projectWith({ "lock.ts": lock });
    expect((await runIn(project, "strategos check lock.ts --out pinned")).status).toBe(1);
    expect(readdirSync(join(project.folder, "pinned")).toSorted()).toEqual([
      "trace.html",
      "trace.itf.json",
      "trace.json",
      "trace.mmd",
      "trace.shiviz.log",
      "trace.test.ts",
    ]);
    const broken = await runIn(project, "vitest run pinned");
    expect(broken.status).toBe(1);
    expect(broken.text).toContain("exclusive is not violated by these 7 actions");
    expect(broken.text).toContain("AssertionError: exclusive is violated\n");
    expect(broken.text).toContain("counterexample: 7 actions");
    expect(broken.text).toContain("on expiry of LeaseEnd");
    expect(broken.text).toContain("violates exclusive");
    const mended = lock.replace(
      "LeaseEnd: (node) => (node.holder ?",
      "LeaseEnd: (node) => (false ?",
    );
    expect(mended).not.toBe(lock);
    project.write("lock.ts", mended);
    const passed = await runIn(project, "vitest run pinned");
    expect(passed).toMatchObject({ status: 0, text: expect.stringContaining("1 passed") });
  });

  it("of a bug of the catalogue fails with the bug, and passes without its line", async () => {
    const project = projectWith({});
    const bug = "two-phase-commit --bug decides-on-first-vote";
    expect((await runIn(project, `strategos check ${bug} --out deep/er`)).status).toBe(0);
    const broken = await runIn(project, "vitest run deep");
    expect(broken.status).toBe(1);
    expect(broken.text).toContain("AssertionError: atomicity is violated\n");
    const file = "deep/er/trace.test.ts";
    const text = readFileSync(join(project.folder, file), "utf8");
    expect(text).toContain('import model from "strategos/models/two-phase-commit";\n');
    expect(text).toContain("// Without the line `bug`, it asks the model itself.\n");
    project.write(file, text.replace(/^ {2}bug: .*\n/m, ""));
    const passed = await runIn(project, "vitest run deep");
    expect(passed).toMatchObject({ status: 0, text: expect.stringContaining("1 passed") });
  });

  it.each([
    ["lock.mts", "../lock.mjs"],
    ["lock.js", "../lock.js"],
    ["models/lock.ts", "../models/lock.js"],
  ])("imports the model %s as %s, and runs it", async (name, specifier) => {
    const project = projectWith({ [name]: lock });
    await runIn(project, `strategos check ${name} --out pinned`);
    const text = readFileSync(join(project.folder, "pinned/trace.test.ts"), "utf8");
    expect(text).toContain(`import model from "${specifier}";\n`);
    const broken = await runIn(project, "vitest run pinned");
    expect(broken.status).toBe(1);
    expect(broken.text).toContain("AssertionError: exclusive is violated\n");
  });

  it("is a program in which the types are right, too", async () => {
    const project = projectWith({ "lock.ts": lock });
    await runIn(project, "strategos check lock.ts --out pinned");
    await runIn(project, "strategos check oral-messages --out generals");
    const options = "--noEmit --strict --skipLibCheck --module nodenext --target es2023";
    const files = "pinned/trace.test.ts generals/trace.test.ts";
    const compiled = await runIn(project, `tsc ${options} --exactOptionalPropertyTypes ${files}`);
    expect(compiled).toEqual({ text: "", status: 0 });
  });
});
