/** `check --all --shard` on several machines, and `merge` afterwards, are one `check --all`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interleaved, isInShard, sizeOfShard } from "../../checks/cli/shards.ts";
import { catalogue } from "../../models/index.ts";
import { strategosHere as strategos, write } from "./strategos.ts";
import { folder, run, timeless } from "./told.ts";

const merge = (...args: readonly string[]) => strategos(["merge", ...args], { cwd: folder });

interface Document {
  readonly results: readonly Record<string, unknown>[];
  readonly shard?: unknown;
}

const fileOf = (file: string): Document => JSON.parse(readFileSync(join(folder, file), "utf8"));

const saved = async (name: string, file: string, ...args: readonly string[]): Promise<string> => {
  await run(name, ...args, "--output-file", file, "--force");
  return file;
};

/** The files of all shards. */
const shardsOf = async (name: string, count: number): Promise<readonly string[]> => {
  const files: string[] = [];
  for (let index = 1; index <= count; index++) {
    const file = `${name}-${index}-${count}.json`;
    files.push(await saved(name, file, "--shard", `${index}/${count}`));
  }
  return files;
};

const change = (file: string, document: object): string => {
  write(folder, file, JSON.stringify(document, null, 1));
  return file;
};

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
    const labels = (document: Document) =>
      document.results.map(({ scenario, bug }) => bug ?? scenario);
    const parts = (await shardsOf("counter", count)).map(fileOf);
    expect(parts.map(labels)).toEqual(
      parts.map((_, at) =>
        ["few", "three", "many", "leaps"].filter((_, place) => place % count === at),
      ),
    );
    expect(parts.map(({ shard }) => shard)).toEqual(
      parts.map((_, at) => ({ index: at + 1, count, checks: 4, models: ["counter"] })),
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
    const cut = { ...document, results: document.results.slice(1), interrupted: true };
    change("cut.json", cut);
    const { status, out } = await merge(first, "cut.json");
    expect(out).not.toContain("vacuous");
    expect(out).toContain("\n3 checks, 1 not as expected; interrupted before the end\n");
    expect(status).toBe(1);
    const { interrupted } = JSON.parse((await merge(first, "cut.json", "--json")).out);
    expect(interrupted).toBe(true);
    const good = fileOf(first).results.filter(({ ok }) => ok === true);
    change("good.json", { version: 1, results: good, interrupted: true });
    expect((await merge("good.json")).status).toBe(3);
  });
});

describe("merge refuses, in one line that names the file,", () => {
  const refused = async (...args: readonly string[]): Promise<string> => {
    const { status, out, err } = await merge(...args);
    expect({ status, out, lines: err.split("\n").length }).toEqual({
      status: 2,
      out: "",
      lines: 2,
    });
    return err.slice("strategos: ".length, -1);
  };

  it("shards that do not make one run", async () => {
    const [one = "", two = "", three = ""] = await shardsOf("counter", 3);
    const [half = ""] = await shardsOf("counter", 2);
    const [king = ""] = await shardsOf("king", 3);
    const whole = await saved("counter", "whole.json");
    const copied = change("copied.json", fileOf(two));
    expect(await refused(one, three)).toBe(
      "merge: shard 2/3 is missing: no file has its part of 4 checks",
    );
    expect(await refused(three)).toBe(
      "merge: shard 1/3 is missing, with 1 other: no file has its part of 4 checks",
    );
    expect(await refused(one, two, copied)).toBe(`copied.json: shard 2/3 is in ${two}, too`);
    expect(await refused(one, one)).toBe(`merge: ${one} is given twice`);
    expect(await refused(one, half)).toBe(
      `${half}: one of 2 shards of 4 checks of counter, and ${one} is one of 3 shards of 4 ` +
        "checks of counter",
    );
    expect(await refused(one, whole)).toBe(`whole.json: no shard, and ${one} is one`);
    expect(await refused(king, two, three)).toBe(
      `${two}: one of 3 shards of 4 checks of counter, and ${king} is one of 3 shards of 4 ` +
        "checks of king",
    );
  });

  it("shards with checks too many or too few, or that cannot be", async () => {
    const [one = "", two = ""] = await shardsOf("counter", 2);
    const document = fileOf(two);
    const short = change("short.json", { ...document, results: document.results.slice(1) });
    expect(await refused(one, short)).toBe("short.json: 1 check, and shard 2/2 of 4 has 2");
    const odd = change("odd.json", {
      ...document,
      shard: { index: 3, count: 2, checks: 4, models: [] },
    });
    expect(await refused(odd)).toBe("odd.json: no shard is 3/2");
    const results = [...document.results, ...document.results];
    const long = change("long.json", { ...document, results, interrupted: true });
    expect(await refused(one, long)).toBe("long.json: 4 checks, and shard 2/2 of 4 has 2");
    const huge = { index: 1, count: 1e15, checks: 2e15, models: [] };
    const vast = change("vast.json", { ...document, shard: huge, interrupted: true });
    expect(await refused(vast)).toContain("merge: shard 2/1000000000000000 is missing, with ");
  });

  it("checks that are there twice, and models of two texts", async () => {
    const whole = await saved("counter", "whole.json");
    const document = fileOf(whole);
    const copied = change("copied.json", document);
    expect(await refused(whole, copied)).toBe("copied.json: counter few is in whole.json, too");
    const [first] = document.results;
    const twice = change("twice.json", { version: 1, results: [first, first] });
    expect(await refused(twice)).toBe("twice.json: counter few is in it twice");
    const [one = "", two = ""] = await shardsOf("counter", 2);
    const results = fileOf(two).results.map((result) => ({ ...result, digest: "other" }));
    const other = change("other.json", { ...fileOf(two), results });
    expect(await refused(one, other)).toBe(
      `other.json: counter is another text of it than in ${one}`,
    );
  });

  it("what is no document of check --all", async () => {
    const document = fileOf(await saved("counter", "whole.json"));
    const [first] = document.results;
    const wrong = change("wrong.json", { version: 1, results: [{ ...first, verdict: "fine" }] });
    expect(await refused(wrong)).toMatch(
      /^wrong\.json:\d+: results\[0\]\.verdict: Expected .*"fine"$/,
    );
    const later = change("later.json", { ...document, version: 2 });
    expect(await refused(later)).toBe(
      "later.json: a document of version 2; this one reads version 1",
    );
    change("trace.json", first ?? {});
    expect(await refused("trace.json")).toBe("trace.json: not what check --all --json prints");
    write(folder, "cut-off.json", '{"version": 1,', '"results": [');
    expect(await refused("cut-off.json")).toBe("cut-off.json:3:1: not JSON");
    expect(await refused("nowhere.json")).toBe("nowhere.json: no such file");
    expect(await refused()).toBe("missing required argument 'FILE' (see strategos merge --help)");
  });
});
