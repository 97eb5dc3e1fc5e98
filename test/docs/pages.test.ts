import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../cli/strategos.ts";
import { blocksOf, pageAt, played } from "./page.ts";
import { Project } from "./project.ts";

const pages = [
  "docs/READING-A-VERDICT.md",
  "docs/BRING-YOUR-OWN.md",
  "docs/VITEST.md",
  "docs/CI.md",
  "docs/PROPERTIES-OF-SCHEDULES.md",
].map((path) => ({ path, page: pageAt(path), project: new Project() }));

describe("a page with commands", () => {
  // Dozens of processes, one after the other, beside those of the other pages.
  const timeout = 180_000;

  it.concurrent.for(pages)("shows what they print: $path", { timeout }, async (one, { expect }) => {
    const { path, page, project } = one;
    await expect(await played(page, project)).toMatchFileSnapshot(join(root, path));
  });

  it.for(pages)("has no block of which nothing is run: $path", ({ page }) => {
    const known = blocksOf(page).filter(
      ({ language, name }) => language === "console" || name !== "",
    );
    expect(known.length).toBe((page.match(/^```/gm)?.length ?? 0) / 2);
  });
});

describe("what is shown of an output", () => {
  const project = new Project();
  const shown = (...lines: readonly string[]): string =>
    ["```console", "$ printf 'one\\ntwo\\nthree in 0.12 s\\n'", ...lines, "```", ""].join("\n");

  it.each([
    [shown("one", "two", "three in 4 s")],
    [shown("...", "two", "...")],
    [shown("one", "...", "three in 0.01 s (1,200 states/s)")],
    [shown("...")],
  ])("may leave lines out, and differ in times: %j", async (page) => {
    expect(await played(page, project)).toBe(page);
  });

  it.each([
    [shown("one", "three in 0.12 s")],
    [shown("one", "two")],
    [shown("two", "...")],
    [shown("...", "one", "...", "one")],
    [shown("one", "two", "three in 0.12 s", "four")],
    [shown()],
  ])("is nothing else than what is printed: %j", async (page) => {
    expect(await played(page, project)).not.toBe(page);
  });

  it("is printed with the changes of files that are made above", async () => {
    const block = (info: string, ...lines: readonly string[]): string =>
      ["```" + info, ...lines, "```", ""].join("\n");
    const page = [
      block("txt a.txt", "one", "two"),
      block("diff a.txt taken back", "-two", "+three", "+four"),
      block("console", "$ cat a.txt", "one", "three", "four", "$ false; echo $?", "1"),
      block("console", "$ cat a.txt", "one", "two"),
      block("diff a.txt", " one", "-two"),
      block("console", "$ cat a.txt", "one"),
      block("diff a.txt", "@@ where it begins @@", "-one", "+five", "+six", "@@", "-six"),
      block("console", "$ cat a.txt", "five"),
    ].join("");
    expect(await played(page, project)).toBe(page);
    await expect(played(block("diff a.txt", "@@", "-five"), project)).rejects.toThrow(
      "expected once",
    );
  });
});
