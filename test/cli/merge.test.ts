/** `check --all --shard` on several machines, and `merge` afterwards, are one `check --all`. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interleaved, isInShard, sizeOfShard } from "../../checks/cli/shards.ts";
import { catalogue } from "../../models/index.ts";
import { change, fileOf, merge, saved, shardsOf, type Document } from "./merged.ts";
import { strategosHere as strategos } from "./strategos.ts";
import { folder, run, timeless } from "./told.ts";

const untimed = (text: string): Document =>
  JSON.parse(text.replaceAll(/"seconds":[^,]*/g, '"seconds":0'));

describe("shards of one run", () => {
  it("are even, and all together are the whole in its order", () => {
    for (let checks = 0; checks < 30; checks++)
      for (let count = 1; count <= 7; count++) {
        const whole = Array.from({ length: checks }, (_, place) => place);
        const shards = Array.from({ length: count }, (_, at) => ({ index: at + 1, count }));
        const parts = shards.map((shard) => whole.filter((place) => isInShard(place, shard)));
        expect(parts.map(({ length }) => length)).toEqual(
          shards.map((shard) => sizeOfShard(checks, shard)),
        );
        expect((parts[0]?.length ?? 0) - (parts.at(-1)?.length ?? 0)).toBeLessThanOrEqual(1);
        expect(interleaved(parts)).toEqual(whole);
      }
  });

  it.each([[1], [2], [3], [4], [5]])("%i of a model have every check once", async (count) => {
    const named = (document: Document) =>
      document.results.map(({ scenario, bug }) => bug ?? scenario);
    const labels = ["counter few", "counter three", "counter many", "counter --bug leaps"];
    const parts = (await shardsOf("counter", count)).map(fileOf);
    expect(parts.map(named)).toEqual(
      parts.map((_, at) =>
        ["few", "three", "many", "leaps"].filter((_, place) => place % count === at),
      ),
    );
    expect(parts.map(({ shard }) => shard)).toEqual(
      parts.map((_, at) => ({ index: at + 1, count, checks: 4, models: ["counter"], labels })),
    );
  });

  it("go through the catalogue, from one model to the next", async () => {
    const checks = catalogue
      .map(({ scenarios, bugs }) => Object.keys(scenarios).length + Object.keys(bugs).length)
      .reduce((sum, own) => sum + own, 0);
    const shard = `1/${checks - 1}`;
    const { status, out } = await strategos(["check", "--all", "--shard", shard]);
    expect(status).toBe(0);
    expect(timeless(out).split("\n")).toEqual([
      "ok    le-lann queues  holds-within-bounds, 50 states, 0.00 s",
      "ok    three-phase-commit --bug nobody-takes-over  " +
        "violated: nobody-blocked, 101 states, 0.00 s",
      "",
      `shard ${shard}: 2 of ${checks} checks, all as expected`,
      "",
    ]);
  });

  it.each([["1/0"], ["0/3"], ["4/3"], ["1"], ["1/3/5"], ["-1/3"], ["a/b"]])(
    "are refused as %s, in one line",
    async (shard) => {
      expect(await run("counter", "--shard", shard)).toEqual({
        status: 2,
        out: "",
        err:
          "strategos: --shard: expected I/N with I from 1 to N, such as 1/3, " +
          `actual "${shard}"\n`,
      });
    },
  );

  it("say plainly that they have nothing to check", async () => {
    for (const reporter of ["text", "dot", "github", "markdown"]) {
      const { status, out } = await run("counter", "--shard", "5/6", "--reporter", reporter);
      expect([status, out.trim()]).toEqual([
        0,
        `${reporter === "markdown" ? "## " : ""}shard 5/6 has none of 4 checks`,
      ]);
    }
  });

  it("write no figures", async () => {
    const { status, err } = await run("counter", "--shard", "1/2", "--update");
    expect([status, err]).toEqual([
      2,
      "strategos: --update takes no --shard: figures are written where all are known\n",
    ]);
  });
});

describe("merge", () => {
  it.each([["counter"], ["silent"], ["king"]])(
    "of the shards of %s is the run without, in any number and order, by any reporter",
    async (name) => {
      const whole = await run(name, "--json");
      const lines = timeless((await run(name)).out);
      const markdown = timeless((await run(name, "--reporter", "markdown")).out);
      for (const count of [1, 2, 3, 5]) {
        const files = (await shardsOf(name, count)).toReversed();
        const json = await merge(...files, "--json");
        expect(untimed(json.out)).toEqual(untimed(whole.out));
        expect(json.status).toBe(whole.status);
        expect(timeless((await merge(...files)).out)).toBe(lines);
        expect(timeless((await merge(...files, "--reporter", "markdown")).out)).toBe(markdown);
      }
    },
  );

  it("judges rules that fire nowhere, which no shard does", async () => {
    const files = await shardsOf("silent", 4);
    const few = await run("silent", "--shard", "1/4");
    expect(few.status).toBe(0);
    expect(few.out).not.toContain("vacuous");
    const { status, out } = await merge(...files);
    expect(status).toBe(1);
    expect(out).toContain("FAIL  silent  vacuous: no scenario fires one.Clear\n");
    const github = await merge(...files, "--reporter", "github");
    expect(github.out).toContain(
      "\n::error file=silent.ts,line=9,title=silent::vacuous: no scenario fires one.Clear\n",
    );
    expect((await merge(...(await shardsOf("counter", 4)))).out).not.toContain("vacuous");
  });

  it("tells one whole run again, and several one after the other", async () => {
    const files = [await saved("counter", "whole.json"), await saved("silent", "other.json")];
    const one = await merge("whole.json");
    expect(timeless(one.out)).toBe(timeless((await run("counter")).out));
    const both = await merge(...files, "--reporter", "dot");
    expect([both.status, both.out.split("\n")[0]]).toEqual([1, "·xx·xxx·"]);
    const again = await merge("other.json", "--json");
    expect(untimed(again.out)).toEqual(untimed(JSON.stringify(fileOf("other.json"))));
  });

  it("writes a file where it is told to, and replaces none", async () => {
    const [file] = await shardsOf("king", 1);
    const args = [file ?? "", "--reporter", "junit", "--output-file", "king.xml"];
    expect((await merge(...args)).out).toMatch(/\n4 checks, 1 not as expected\nwrote king\.xml\n$/);
    expect(readFileSync(join(folder, "king.xml"), "utf8")).toContain('<testsuite name="king"');
    await merge("nowhere.json", "--output-file", "never/there.xml");
    expect(existsSync(join(folder, "never"))).toBe(false);
    const second = await merge(...args);
    expect([second.status, second.out, second.err]).toEqual([
      2,
      "",
      "strategos: --output-file: king.xml exists; --force replaces it\n",
    ]);
  });
});

describe("merge of what was interrupted", () => {
  it("tells what there is, judges no silence, and ends with 3 where nothing is worse", async () => {
    const [first = "", second = ""] = await shardsOf("silent", 2);
    const document = fileOf(second);
    const cut = { ...document, results: document.results.slice(0, 1), interrupted: true };
    change("cut.json", cut);
    const { status, out } = await merge(first, "cut.json");
    expect(out).not.toContain("vacuous");
    expect(out).toContain("\n3 checks, 2 not as expected; interrupted before the end\n");
    expect(status).toBe(1);
    const { interrupted } = JSON.parse((await merge(first, "cut.json", "--json")).out);
    expect(interrupted).toBe(true);
    const good = fileOf(first).results.filter(({ ok }) => ok === true);
    change("good.json", { version: 1, results: good, interrupted: true });
    expect((await merge("good.json")).status).toBe(3);
    const github = (await merge("good.json", "--reporter", "github")).out;
    expect(github.split("\n").slice(-3)).toEqual([
      "1 check, all as expected; interrupted before the end",
      "::error title=strategos check::interrupted before the end",
      "",
    ]);
  });
});
