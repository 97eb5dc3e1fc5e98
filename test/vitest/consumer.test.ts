import { describe, it } from "vitest";
import { Project } from "../docs/project.ts";

const modules = [
  { module: "nodenext", moduleResolution: "nodenext" },
  { module: "esnext", moduleResolution: "bundler" },
];

const lines = [
  'import "strategos/vitest";',
  'import { expect, test } from "vitest";',
  'import { model } from "./model.js";',
  "",
  'test("types", async () => {',
  "  await expect(model).toHold({ maxStates: 9 });",
  '  await expect(model).not.toViolate("bound", { within: 3 });',
  '  await expect(model).toReach("binds");',
  "  await expect(model).toViolate(3);",
  "  await expect(3).toHold();",
  "  await expect(model).toHold({ maxState: 9 });",
  "});",
];

describe("the types of the matchers, for a user of the package", () => {
  it.concurrent.for(modules)("come with the import: $moduleResolution", async (one, { expect }) => {
    const project = new Project();
    const compilerOptions = { ...one, target: "es2023", strict: true, noEmit: true };
    const tsconfig = { compilerOptions: { ...compilerOptions, types: [], skipLibCheck: true } };
    project.write("tsconfig.json", JSON.stringify({ ...tsconfig, include: ["*.ts"] }));
    project.write(
      "model.ts",
      'import type { Model } from "strategos/model";\nexport declare const model: Model;\n',
    );
    project.write("a.test.ts", `${lines.join("\n")}\n`);
    const [compiled] = await project.run(["npx tsc -p . --pretty false"]);
    const errors = compiled?.text.split("\n").filter((line) => /^\S/.test(line)) ?? [];
    expect(errors.map((error) => error.replace(/,\d+\).*/, ""))).toEqual([
      "a.test.ts(9",
      "a.test.ts(10",
      "a.test.ts(11",
    ]);
    expect(errors[2]).toContain("'maxState' does not exist");
  });
});
