/** Ways on through a model: to a witness, from the end of a trace, beyond a violation, drawn. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { pageIn } from "../pages/page-in.ts";
import { document, strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const folder = temporaryFolder();
/** Without line breaks, which depend on the length of a path. */
const flat = (text: string): string => text.replace(/\s+/g, " ");
const blocked = ["two-phase-commit", "--scenario", "coordinator-crashes"];

describe("witness", () => {
  it("shows a shortest way, and ends with 0", async () => {
    const { status, out, err } = await strategos(["witness", "two-phase-commit", "commits"]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("met: commits\n  After 13 actions; no shorter way is there.");
    expect(out).toContain("witness: 13 actions\n");
    expect(out).toMatch(/meets commits \(models\/two-phase-commit.ts:\d+\), met by coordinator, /);
    expect(out).toContain("step by step:\n  commits  met from step 13 on\n");
  });

  it("is found in rounds too, with traitors who lie as little as they can", async () => {
    const args = ["witness", "oral-messages", "commander-is-a-traitor"];
    const { err } = await strategos(args);
    expect(err).toMatch(/unknown property "commander-is-a-traitor" of oral-messages/);
    const found = await document(["witness", "oral-messages", "all-attack"]);
    expect(found).toMatchObject({ status: "met", witness: { lies: 0 } });
  });

  it("ends with 1 where there is none, and with 3 where it was not sought to the end", async () => {
    const args = ["witness", "two-phase-commit", "commits", "--bug", "waits-for-every-vote"];
    expect((await strategos(args)).status).toBe(0);
    const short = await strategos(["witness", "two-phase-commit", "commits", "--max-depth", "5"]);
    expect(short.status).toBe(3);
    expect(short.out).toContain("unknown: commits\n  Stopped by --max-depth 5 before a witness");
    const never = write(folder, "never.ts", ...NEVER);
    const missed = await strategos(["witness", never, "ends"]);
    expect(missed.status).toBe(1);
    expect(missed.out).toContain("not met: ends");
  });

  it("is written as a trace is, with its end, and without a test", async () => {
    const out = join(folder, "commits");
    const { out: text } = await strategos(["witness", "two-phase-commit", "commits", "--out", out]);
    const names = ["trace.json", "trace.itf.json", "trace.mmd", "trace.shiviz.log", "trace.html"];
    expect(text).toContain(names.map((name) => `wrote ${join(out, name)}\n`).join(""));
    expect(readdirSync(out).toSorted()).toEqual(names.toSorted());
    const [, itf = "", , log = ""] = names.map((name) => readFileSync(join(out, name), "utf8"));
    expect(JSON.parse(itf)).toMatchObject({
      "#meta": { description: "two-phase-commit, scenario nobody-crashes: commits is met" },
      states: { length: 14 },
    });
    expect(log).toMatch(/^step 13: .*; commits is met$/m);
    const page = pageIn(join(out, "trace.html"));
    expect(page).toMatchObject({
      kind: "trace",
      title: "two-phase-commit, scenario nobody-crashes",
    });
    expect(page).toMatchObject({ traces: [{ end: "meets commits", isBad: false }] });
  });

  it("is asked of a sometimes only", async () => {
    const { status, err } = await strategos(["witness", "two-phase-commit", "atomicity"]);
    expect(status).toBe(2);
    expect(err).toBe(
      "strategos: atomicity of two-phase-commit is always, and no witness " +
        "(known: commits, aborts)\n",
    );
  });
});

describe("check --from", () => {
  it("goes on from a witness, and shows all of the way", async () => {
    const out = join(folder, "aborted");
    await strategos(["witness", ...blocked, "aborts", "--out", out]).catch(() => null);
    const at = join(out, "trace.json");
    const steps = JSON.parse(readFileSync(at, "utf8")).witness.steps.length;
    const { status, out: text } = await strategos(["check", "two-phase-commit", "--from", at]);
    expect(status).toBe(0);
    expect(flat(text)).toContain(`from where ${at} ends`);
    expect(steps).toBeGreaterThan(0);
  });

  it("goes on from a counterexample, which is still one", async () => {
    const out = join(folder, "blocked");
    await strategos(["check", ...blocked, "--out", out]);
    const from = ["check", "two-phase-commit", "--from", join(out, "trace.json")];
    const again = await document(from);
    expect(again).toMatchObject({
      scenario: "coordinator-crashes",
      verdict: "violated",
      property: "nobody-blocked",
      counterexample: { minimal: false },
      initial: 1,
    });
    const before = JSON.parse(readFileSync(join(out, "trace.json"), "utf8")).counterexample.steps;
    const { steps } = again["counterexample"] as { steps: unknown[] };
    expect(steps.slice(0, before.length)).toEqual(before);
    const { status, out: text } = await strategos(from);
    expect(status).toBe(0);
    expect(flat(text)).toContain("whether less would do was not found out");
  });

  it("takes scenario, bug and parameters from the trace, and its model only", async () => {
    const file = join(folder, "blocked", "trace.json");
    const told = async (...args: readonly string[]) => (await strategos(["check", ...args])).err;
    expect(await told(...blocked, "--from", file)).toBe(
      "strategos: --from takes no --scenario: the trace says them\n",
    );
    expect(await told("oral-messages", "--from", file)).toBe(
      `strategos: ${file}: a trace of two-phase-commit, and not of oral-messages\n`,
    );
    expect(await told("two-phase-commit", "--from", join(folder, "nothing"))).toMatch(
      /nothing: no such file\n$/,
    );
  });
});

describe("check --continue", () => {
  it("gives every property its status, after a violation too", async () => {
    const stopped = await strategos(["check", ...blocked]);
    const whole = await strategos(["check", ...blocked, "--continue"]);
    expect([stopped.status, whole.status]).toEqual([0, 0]);
    expect(stopped.out).toMatch(/commits +sometimes +unknown/);
    expect(whole.out).toMatch(/commits +sometimes +met after 9 actions/);
    expect(whole.out).toMatch(/nobody-blocked +atQuiescence +violated after 5 actions/);
  });
});

describe("check --dump", () => {
  const one = ["check", "two-phase-commit", "--param", "participants=1"];

  it("draws every state and every transition that changes something", async () => {
    const file = join(folder, "space.dot");
    expect((await strategos([...one, "--dump", file])).status).toBe(0);
    const { states, coverage } = (await document(one)) as {
      states: number;
      coverage: { actions: { times: number }[] };
    };
    const text = readFileSync(file, "utf8");
    expect(text).toMatch(/^digraph "two-phase-commit nobody-crashes" \{\n/);
    expect(text.match(/^ {2}s\d+ \[label/gm)).toHaveLength(states);
    const actions = coverage.actions.reduce((sum, { times }) => sum + times, 0);
    expect(text.match(/^ {2}s\d+ -> s\d+ \[label/gm)!.length).toBeLessThanOrEqual(actions);
    expect(text).toContain('[label="coordinator request Begin"];');
  });

  it("replaces no file unless it is told to, and takes no other name", async () => {
    const file = join(folder, "space.dot");
    const before = readFileSync(file, "utf8");
    const { status, err } = await strategos([...one, "--dump", file]);
    expect({ status, err }).toEqual({
      status: 2,
      err: `strategos: --dump: ${file} exists; --force replaces it\n`,
    });
    expect(readFileSync(file, "utf8")).toBe(before);
    expect((await strategos([...one, "--dump", file, "--force"])).status).toBe(0);
    expect((await strategos([...one, "--dump", "space.png"])).err).toBe(
      'strategos: --dump: expected FILE.dot, actual "space.png"\n',
    );
  });

  it("does not draw what nobody could read", async () => {
    const file = join(folder, "large.dot");
    const { status, out, err } = await strategos(["check", "two-phase-commit", "--dump", file]);
    expect(status).toBe(2);
    expect(out).toContain("6,623 states");
    expect(err).toBe(
      "strategos: --dump: 6,623 states are not drawn; at most 2,000 of a search are\n",
    );
    expect(existsSync(file)).toBe(false);
  });
});

const NEVER = [
  'import { Schema as S } from "@effect/schema";',
  'import { become, sometimes, vocabulary } from "strategos/model";',
  "const { model, observe, rules } = vocabulary({",
  "  parameters: S.Struct({}),",
  '  roles: { node: { state: S.Struct({ at: S.Literal("start", "end") }) } },',
  "});",
  "export default model({",
  '  name: "never",',
  '  source: "none",',
  "  population: () => ({ node: 1 }),",
  '  initial: { node: () => [become({ at: "start" })] },',
  "  rules: { node: rules.node({}) },",
  "  properties: {",
  '    ends: sometimes(observe({ node: ({ at }) => at }), ({ node }) => node.includes("end")),',
  "  },",
  "  scenarios: { only: { parameters: {} } },",
  "});",
];
