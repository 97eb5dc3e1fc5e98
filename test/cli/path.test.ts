import { describe, expect, it } from "vitest";
import { strategosHere as strategos } from "./strategos.ts";

describe("replay --path", () => {
  const generals = ["replay", "oral-messages", "--path"];

  it("shows the way, and what it ends with", async () => {
    const { status, out } = await strategos([...generals, "4.0.0.0.0.0.0.0.1"]);
    expect(status).toBe(0);
    expect(out).toContain("counterexample: 1 lie, 2 messages read; traitor: lieutenant2\n");
    expect(out).toContain("violates ic2 (models/oral-messages.ts:");
  });

  it("judges what was judged when the path was printed", async () => {
    const properties = ["--property", "validity-commit", "--property", "atomicity"];
    const choice = ["--bug", "decides-on-first-vote", ...properties];
    const { out } = await strategos(["check", "two-phase-commit", ...choice]);
    const [, line = ""] = /^ {2}npx strategos (replay .*)$/m.exec(out)!;
    expect(line.endsWith(` ${choice.join(" ")}`)).toBe(true);
    const again = await strategos(line.split(" "));
    expect(again.status).toBe(0);
    expect(again.out).toContain("violates validity-commit (");
  });

  it("ends with 0 where a witness is met, and with 1 where nothing is", async () => {
    const witness = await strategos(["witness", "two-phase-commit", "aborts", "--json"]);
    const { path } = JSON.parse(witness.out).witness;
    const met = await strategos(["replay", "two-phase-commit", "--path", path]);
    expect(met.status).toBe(0);
    expect(met.out).toMatch(/^meets aborts \(/m);
    const { status, out } = await strategos(["replay", "two-phase-commit", "--path", "0"]);
    expect(status).toBe(1);
    expect(out).toContain("trace: 0 actions\n");
    expect(out).toContain("violates nothing, with the nodes in these states:\n");
  });

  it.each([
    [
      [...generals, "x"],
      '--path: expected numbers with points between them, as in 0.2.1, actual "x"',
    ],
    [[...generals, "6"], "--path: it begins in initial state 6, and there are 6, from 0 on"],
    [[...generals, "4.0.2"], "--path: step 2 is action 2, and there are 1, from 0 on"],
    [[...generals, "0", "--model", "x"], "--model is for files; with --path, name it first"],
    [["replay", "trace.json", "--bug", "x"], "--bug is for --path only: a file says it itself"],
  ])("ends with 2 and one line: %j", async (args, line) => {
    const { status, out, err } = await strategos(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(line);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});
