/** What `merge` does not put together, since it is no whole run, or no run at all. */
import { describe, expect, it } from "vitest";
import { change, fileOf, merge, saved, shardsOf } from "./merged.ts";
import { write } from "./strategos.ts";
import { folder } from "./told.ts";

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

  it("documents without any checks, and shards with checks of another place", async () => {
    const none = change("none.json", { version: 1, results: [] });
    expect(await refused(none)).toBe("none.json: no checks in it");
    const whole = await saved("counter", "whole.json");
    expect(await refused(whole, none)).toBe("none.json: no checks in it");
    const shard = { index: 1, count: 1, checks: 0, models: [] };
    const empty = change("empty.json", { version: 1, shard, results: [] });
    expect(await refused(empty)).toBe("empty.json: no checks in it");
    const [one = "", two = ""] = await shardsOf("counter", 2);
    const swapped = change("swapped.json", { ...fileOf(one), results: fileOf(two).results });
    const back = change("back.json", { ...fileOf(two), results: fileOf(one).results });
    expect(await refused(swapped, back)).toBe(
      "swapped.json: results[0] of shard 1/2: expected counter few, actual counter three",
    );
    const labels = ["counter few", "counter three", "counter most", "counter --bug leaps"];
    const renamed = { index: 2, count: 2, checks: 4, models: ["counter"], labels };
    const other = change("other.json", { ...fileOf(two), shard: renamed });
    expect(await refused(one, other)).toBe(`other.json: a shard of other checks than ${one}`);
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
