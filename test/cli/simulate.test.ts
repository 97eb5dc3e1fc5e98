import { describe, expect, it } from "vitest";
import {
  strategos as strategosApart,
  strategosHere as strategos,
  temporaryFolder,
  write,
} from "./strategos.ts";

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

  it("judges the same properties in the commands that show it again", async () => {
    const { out } = await strategos(["simulate", ...hasty, "--property", "atomicity"]);
    expect(out).toMatch(/^ {2}npx strategos simulate .* --property atomicity( |$)/m);
    expect(out).toMatch(/^ {2}npx strategos replay .* --property atomicity$/m);
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

  it.each([
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
