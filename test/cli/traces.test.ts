import { describe, expect, it } from "vitest";
import { strategosHere as strategos } from "./strategos.ts";

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
});
