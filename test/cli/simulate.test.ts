import { describe, expect, it } from "vitest";
import { strategosHere as strategos, strategos as strategosApart, write } from "./strategos.ts";
import { temporaryFolder } from "./strategos.ts";

const hasty = ["two-phase-commit", "--bug", "decides-on-first-vote"];

describe("simulate", () => {
  it("says what was drawn and covered where nothing is found, and ends with 0", async () => {
    const { status, out, err } = await strategos(["simulate", "two-phase-commit", "--runs", "300"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("asked   300 schedules of at most 200 steps, seed 1\n");
    expect(out).toContain(
      "\nnothing found\n  No schedule that was drawn violates anything; of others",
    );
    expect(out).toMatch(/^played {2}300 schedules, [\d,]+ steps, at most \d+ in one, /m);
    expect(out).toMatch(/^rules {3}11 of 11 fired$/m);
    expect(out).toMatch(/^met {5}commits in \d+ schedules?, aborts in \d+ schedules$/m);
  });

  it("ends with 0 for a bug that is found, with a path that leads there again", async () => {
    const { status, out } = await strategos(["simulate", ...hasty]);
    expect(status).toBe(0);
    expect(out).toContain("violated: atomicity\n");
    expect(out).toContain("found: 5 actions\n");
    const [, path = ""] = /^ {2}npx strategos replay two-phase-commit --path (\S+) --bug/m.exec(
      out,
    )!;
    const again = await strategos(["replay", hasty[0]!, "--path", path, ...hasty.slice(1)]);
    expect(again.status).toBe(0);
    expect(again.out).toContain("counterexample: 5 actions\n");
    expect(again.out).toContain("violates atomicity (models/two-phase-commit.ts:");
  });

  it("ends with 1 for a bug that is not found, and says that it is there", async () => {
    const args = ["three-phase-commit", "--bug", "heeds-a-former-leader", "--runs", "5"];
    const { status, out } = await strategos(["simulate", ...args]);
    expect(status).toBe(1);
    expect(out).toContain("not as expected\n  property: expected atomicity, actual none\n");
  });

  it("ends with 0 for a scenario that is known to be violated, in rounds too", async () => {
    const { status, out } = await strategos(["simulate", "oral-messages"]);
    expect(status).toBe(0);
    expect(out).toMatch(/^found: 1 lie, \d+ messages read; traitor: \w+$/m);
    expect(out).toContain("<< LIE: a loyal node would say");
  });

  it("ends with 1 where something is violated of which nothing is known", async () => {
    const args = ["oral-messages", "--nodes", "3", "--traitors", "1"];
    expect((await strategos(["simulate", ...args])).status).toBe(1);
  });

  it("draws the same for the same seed, and something else for another", async () => {
    const drawn = async (seed: string) => {
      const args = ["simulate", "presumed-abort", "--runs", "50", "--seed", seed, "--json"];
      const { seconds: _, ...report } = JSON.parse((await strategos(args)).out);
      return report;
    };
    const first = await drawn("7");
    expect(await drawn("7")).toEqual(first);
    expect((await drawn("8")).coverage).not.toEqual(first.coverage);
  });

  it("ends with 3 where time runs out", async () => {
    const args = ["simulate", "presumed-abort", "--runs", "1000000", "--timeout", "0.2"];
    const { status, out } = await strategos(args);
    expect(status).toBe(3);
    expect(out).toMatch(
      /budget exceeded\n {2}Stopped by --timeout after [\d,]+ schedules?; nothing/,
    );
  });

  it("ends with 3 after a Ctrl-C", async () => {
    const args = ["simulate", "presumed-abort", "--runs", "1000000"];
    const { status, out } = await strategosApart(args, { interruptAfter: 3_000 });
    expect(out).toContain("Stopped by an interrupt after ");
    expect(status).toBe(3);
  });

  it("ends with 2 and the place, where a rule is at fault", async () => {
    const folder = temporaryFolder();
    write(
      folder,
      "faulty.ts",
      `import { become, Schema as S, vocabulary } from "strategos/model";
const { model, rules } = vocabulary({
  parameters: S.Struct({}),
  roles: { node: { state: S.Struct({ n: S.Int }), requests: { Go: {} } } },
});
export default model({
  name: "faulty", source: "none", population: () => ({ node: 1 }),
  initial: { node: () => [become({ n: 0 })] },
  rules: { node: rules.node({ Go: () => { throw new Error("no way"); } }) },
  properties: {}, scenarios: { only: { parameters: {} } },
});
`,
    );
    const { status, err, out } = await strategos(["simulate", "faulty.ts"], { cwd: folder });
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toBe("strategos: faulty, only: faulty.ts:9: node.Go: it throws: no way\n");
  });
});

describe("replay --path", () => {
  const generals = ["replay", "oral-messages", "--path"];

  it("shows the way, and what it ends with", async () => {
    const { status, out } = await strategos([...generals, "4.0.0.0.0.0.0.0.1"]);
    expect(status).toBe(0);
    expect(out).toContain("counterexample: 1 lie, 2 messages read; traitor: lieutenant2\n");
    expect(out).toContain("violates ic2 (models/oral-messages.ts:");
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
    [
      ["simulate", "two-phase-commit", "--runs", "0"],
      "--runs: expected a whole number of at least",
    ],
    [
      ["simulate", "two-phase-commit", "--seed", "4294967296"],
      "--seed: expected a whole number up",
    ],
    [["simulate", "two-phase-commit", "--scenario", "x"], 'unknown scenario "x"'],
    [["simulate", "two-phase-commit", "--property", "x"], 'unknown property "x"'],
  ])("ends with 2 and one line: %j", async (args, line) => {
    const { status, out, err } = await strategos(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toContain(line);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  });
});

describe("check", () => {
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
    const { status, out } = await strategos(["check", ...hasty, "--samples"]);
    expect(status).toBe(0);
    expect(out).toContain("no samples: they are taken where a search finds that all holds\n");
  });
});
