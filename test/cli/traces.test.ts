import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pageIn } from "../pages/page-in.ts";
import { strategosHere as strategos, temporaryFolder } from "./strategos.ts";

describe("the traces of check", () => {
  it("shows several counterexamples of different causal shape", async () => {
    const args = ["check", "three-phase-commit", "--scenario", "both-sides-suspect"];
    const { status, out } = await strategos([...args, "--counterexamples", "3"]);
    expect(status).toBe(0);
    expect(out.match(/^counterexample: 13 actions, of them 3 faults$/gm)).toHaveLength(1);
    expect(out.match(/^another counterexample: 13 actions, of them 3 faults$/gm)).toHaveLength(2);
    expect(out.match(/^ {2}npx strategos replay /gm)).toHaveLength(3);
  });

  it("says where there are fewer than were asked for", async () => {
    const args = ["check", "presumed-abort", "--bug", "commits-when-uncertain", "--property"];
    const { out } = await strategos([...args, "validity-commit", "--counterexamples", "999"]);
    expect(out).toMatch(
      /^\d+ of 999 counterexamples: no violating state has a shortest way of yet/m,
    );
  });

  it("shows three samples of what holds, or as many as are asked for", async () => {
    const three = await strategos(["check", "le-lann", "--samples"]);
    expect(three.out.match(/^sample \d of 3: \d+ actions$/gm)).toEqual([
      "sample 1 of 3: 12 actions",
      "sample 2 of 3: 10 actions",
      "sample 3 of 3: 7 actions",
    ]);
    const one = await strategos(["check", "le-lann", "--samples", "1"]);
    expect(one.out.match(/^sample 1 of 1: 12 actions$/gm)).toHaveLength(1);
  });

  it("has no samples where something is violated, and says so", async () => {
    const { status, out } = await strategos([
      "check",
      "two-phase-commit",
      "--bug",
      "decides-on-first-vote",
      "--samples",
    ]);
    expect(status).toBe(0);
    expect(out).toContain("no samples: they are taken where a search finds that all holds\n");
  });

  it("are written to files of which each has the format of its name", async () => {
    const out = temporaryFolder();
    await strategos(["check", "two-phase-commit", "--bug", "decides-on-first-vote", "--out", out]);
    const title = "two-phase-commit, scenario nobody-crashes, bug decides-on-first-vote";
    const textOf = (name: string): string => readFileSync(join(out, name), "utf8");
    expect(JSON.parse(textOf("trace.json"))).toMatchObject({ property: "atomicity" });
    expect(JSON.parse(textOf("trace.itf.json"))).toMatchObject({
      "#meta": { format: "ITF", description: `${title}: violates atomicity` },
      states: { length: 6 },
    });
    expect(textOf("trace.mmd")).toMatch(/^sequenceDiagram\n {2}title two-phase-commit, scenario /);
    expect(textOf("trace.shiviz.log")).toMatch(/^step 5: .*; violates atomicity$/m);
    expect(textOf("trace.test.ts")).toMatch(/^\/\/ atomicity of two-phase-commit is violated by /);
    expect(pageIn(join(out, "trace.html"))).toMatchObject({ kind: "trace", title });
    expect(textOf("trace.html")).toContain(`<title>${title} · Strategos</title>`);
  });
});
