/** A document goes to a file, and the lines stay where people read them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { strategosHere as strategos, write } from "./strategos.ts";
import { folder, run, timeless, told } from "./told.ts";

describe("--output-file", () => {
  const fileOf = (name: string): string => readFileSync(join(folder, name), "utf8");

  it("takes a document, and the lines stay where they were", async () => {
    const { status, out } = await run("counter", "--reporter", "junit", "--output-file", "a/j.xml");
    const lines = await told("counter", "text");
    expect(status).toBe(1);
    expect(timeless(out).split("\n")).toEqual([...lines.slice(0, -1), "wrote a/j.xml", ""]);
    expect(timeless(fileOf("a/j.xml")).split("\n")).toEqual(await told("counter", "junit"));
    expect(readdirSync(join(folder, "a"))).toEqual(["j.xml"]);
  });

  it.each([["text"], ["dot"], ["github"]])(
    "takes JSON beside the lines of %s",
    async (reporter) => {
      const file = `${reporter}.json`;
      const { out } = await run("counter", "--reporter", reporter, "--output-file", file);
      const lines = await told("counter", reporter);
      expect(timeless(out).split("\n")).toEqual([...lines.slice(0, -1), `wrote ${file}`, ""]);
      expect(JSON.parse(fileOf(file)).results).toHaveLength(4);
    },
  );

  it.each([["--json"], ["--reporter=json"]])(
    "takes the document that %s prints, and nothing else is printed",
    async (asked) => {
      const file = `beside${asked}.json`;
      const { status, out } = await run("counter", asked, "--output-file", file);
      expect([status, out]).toEqual([1, fileOf(file)]);
      expect(JSON.parse(out).results).toHaveLength(4);
      const merged = await strategos(["merge", file, asked, "--output-file", `merged-${file}`], {
        cwd: folder,
      });
      expect([merged.status, JSON.parse(merged.out)]).toEqual([1, JSON.parse(out)]);
    },
  );

  it("leaves no folder behind where there is nothing to write", async () => {
    const into = ["--output-file", "new/deep/x.json"];
    expect(await run("nosuch", ...into)).toMatchObject({ status: 2, out: "" });
    write(folder, "odd.ts", "export default 1;");
    expect(await run("odd", ...into)).toMatchObject({ status: 2, out: "" });
    expect(existsSync(join(folder, "new"))).toBe(false);
  });

  it("replaces nothing unless it is told to", async () => {
    write(folder, "kept.json", "mine");
    const args = ["--output-file", "kept.json"];
    expect(await run("counter", ...args)).toEqual({
      status: 2,
      out: "",
      err: "strategos: --output-file: kept.json exists; --force replaces it\n",
    });
    expect(fileOf("kept.json")).toBe("mine\n");
    expect((await run("counter", ...args, "--force")).status).toBe(1);
    expect(JSON.parse(fileOf("kept.json")).results).toHaveLength(4);
  });

  it.each([
    [["--json", "--reporter", "dot"], "--json is --reporter json; drop it, or --reporter dot"],
    [
      ["--reporter", "html"],
      "--reporter: expected one of text, dot, github, junit, markdown, json",
    ],
    [["--output-file", ""], "--output-file: expected a file, actual nothing"],
    [["--output-file", "."], "--output-file: . exists, and is not a file"],
    [["--output-file", "king.ts/x"], "is a file, not a folder"],
    [["--force"], "--force is for --output-file only, where many results are told"],
    [["--update", "--reporter", "dot"], "--update is told by the reporters text and json, not by"],
  ])("is refused, or what is about it: %j", async (args, message) => {
    const { status, out, err } = await run("counter", ...args);
    expect({ status, out, lines: err.split("\n").length }).toEqual({
      status: 2,
      out: "",
      lines: 2,
    });
    expect(err).toContain(message);
  });

  it("is for --all, as --reporter is", async () => {
    for (const option of [
      ["--output-file", "x"],
      ["--reporter", "dot"],
      ["--shard", "1/2"],
    ]) {
      const { status, err } = await strategos(["check", "king.ts", ...option], { cwd: folder });
      expect([status, err]).toEqual([2, `strategos: ${option[0]} is for --all only\n`]);
    }
  });
});
