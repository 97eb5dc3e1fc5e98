import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { CheckReport, Step } from "../../checks/index.ts";
import { document, root, strategosHere as strategos, temporaryFolder, write } from "./strategos.ts";

const twoPhase = "test/reference/two-phase.ts";
const bug = "commits-when-one-is-prepared";
const folder = temporaryFolder();
let text = "";

beforeAll(async () => {
  await strategos(["check", twoPhase, "--bug", bug, "--out", folder]);
  text = readFileSync(join(folder, "trace.json"), "utf8");
});

const trace = (): CheckReport => JSON.parse(text);
const withSteps = (change: (steps: readonly Step[]) => readonly Step[]): string => {
  const report = trace();
  const steps = change(report.counterexample!.steps);
  return JSON.stringify({ ...report, counterexample: { ...report.counterexample, steps } });
};

describe("replay", () => {
  it("says that the violation is still there", async () => {
    const { status, out, err } = await strategos(["replay", join(folder, "trace.json")]);
    expect({ status, err }).toEqual({ status: 0, err: "" });
    expect(out).toContain("after 5 actions: still violates consistent");
  });

  it("reads the saved output of check --json", async () => {
    const { out } = await strategos([
      "check",
      "two-phase-commit",
      "--bug",
      "decides-on-first-vote",
      "--json",
    ]);
    const file = write(folder, "saved.json", out);
    expect(await document(["replay", file])).toMatchObject({
      version: 1,
      model: "two-phase-commit",
      property: "atomicity",
      outcome: "violates",
      sameModel: true,
    });
  });

  it("ends with 1 where it holds now", async () => {
    const file = write(
      folder,
      "shorter.json",
      withSteps((steps) => steps.slice(0, -1)),
    );
    const { status, out } = await strategos(["replay", file]);
    expect(status).toBe(1);
    expect(out).toContain("no longer violates consistent");
  });

  it("ends with 1 where a model that has changed does not allow it any more", async () => {
    const steps = withSteps((some) => [...some.slice(0, 1), ...some]);
    const changed = { ...JSON.parse(steps), digest: "0".repeat(16) };
    const file = write(folder, "mended.json", JSON.stringify(changed));
    const { status, out } = await strategos(["replay", file]);
    expect(status).toBe(1);
    expect(out).toMatch(/no longer violates consistent: step 2 cannot happen: /);
    expect(await document(["replay", file])).toMatchObject({
      outcome: "cannot-happen",
      reason: expect.stringMatching(/^step 2 cannot happen: /),
      sameModel: false,
    });
  });

  it("tries a trace of another model, and says so", async () => {
    const file = write(
      folder,
      "other.json",
      JSON.stringify({ ...trace(), digest: "0".repeat(16) }),
    );
    const { status, out } = await strategos(["replay", file]);
    expect(status).toBe(0);
    expect(out).toContain("The trace was written for another text of this model.");
  });

  it("takes a model by name or path where the recorded one is elsewhere", async () => {
    const file = write(
      folder,
      "lost.json",
      JSON.stringify({ ...trace(), module: "gone/two-phase.ts" }),
    );
    const lost = await strategos(["replay", file], { cwd: folder });
    const named = await strategos(["replay", file, "--model", join(root, twoPhase)], {
      cwd: folder,
    });
    expect(lost.err).toContain("name it with --model");
    expect([lost.status, named.status]).toEqual([2, 0]);
  });
});

describe("replay of a counterexample in rounds", () => {
  const generals = "models/oral-messages.ts";

  it("says after how many messages it violates, and after which it no longer does", async () => {
    const { out } = await strategos(["check", generals, "--json"]);
    const file = write(folder, "generals.json", out);
    const again = await strategos(["replay", file]);
    expect(again).toMatchObject({ status: 0, err: "" });
    expect(again.out).toContain("after 2 messages: still violates ic2");
    const report = JSON.parse(out) as CheckReport;
    const steps = report.counterexample!.steps.slice(0, -1);
    const cut = { ...report, counterexample: { ...report.counterexample, steps } };
    const shorter = write(folder, "fewer-generals.json", JSON.stringify(cut));
    expect(await strategos(["replay", shorter])).toMatchObject({ status: 1, err: "" });
  });
});

describe("replay refuses with 2 and one line", () => {
  const bad = (change: (report: CheckReport) => unknown) => (): string =>
    JSON.stringify(change(trace()));

  it.each<[string, () => string, string]>([
    [
      "what is not JSON",
      () => '{\n  "version": 1,\n  oops\n}',
      "what-is-not-JSON.json:3:3: not JSON",
    ],
    ["what ends too soon", () => text.slice(0, 40), "not JSON"],
    ["another document", () => "[1]", "not a trace"],
    ["another version", bad((it) => ({ ...it, version: 2 })), "a trace of version 2"],
    [
      "an unknown model",
      bad(({ ...it }) => ({ ...it, model: "two-phase-comit", module: undefined })),
      'did you mean "two-phase-commit"?',
    ],
    ["an unknown bug", bad((it) => ({ ...it, bug: "commits" })), 'unknown bug "commits"'],
    ["an unknown scenario", bad((it) => ({ ...it, scenario: "rms-4" })), 'did you mean "rms-'],
    [
      "an unknown property",
      bad((it) => ({ ...it, property: "consistnt" })),
      'did you mean "consistent"?',
    ],
    [
      "no counterexample",
      bad((it) => ({ ...it, counterexample: null })),
      "no counterexample in it",
    ],
    [
      "a wrong field",
      () => text.replace(/"action": "deliver"(,\s+"node")/, '"action": "delver"$1'),
      "counterexample.steps[1].action: ",
    ],
    ["an impossible step", () => withSteps((steps) => steps.toSpliced(2, 1)), "step 3"],
    [
      "a repeated step",
      () => withSteps((steps) => [...steps.slice(0, 1), ...steps]),
      "step 2 cannot happen: ",
    ],
    [
      "an unknown node",
      () => withSteps((steps) => steps.map((it) => ({ ...it, node: "rm9" }))),
      "step 1",
    ],
  ])("%s", async (name, content, message) => {
    const file = write(folder, `${name.replaceAll(" ", "-")}.json`, content());
    const { status, out, err } = await strategos(["replay", file]);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(/^strategos: [^\n]*\n$/);
    expect(err).toContain(message);
  });

  it("a wrong field, with its line", async () => {
    const lines = text.split("\n");
    const at = lines.findIndex((line) => line.includes('"lie"'));
    const file = write(folder, "lie.json", ...lines.with(at, '"lie": "no",'));
    const { err } = await strategos(["replay", file]);
    expect(err).toContain(`lie.json:${at + 1}: counterexample.steps[0].lie: `);
  });
});
