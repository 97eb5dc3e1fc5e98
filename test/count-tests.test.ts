import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { root, temporaryFolder, write } from "./cli/strategos.ts";

const folder = temporaryFolder();

/** A report of one file of tests. */
const report = (name: string, passed: number, failed: number, broken = 0): string => {
  const tests = Array.from({ length: failed }, () => ({ status: "failed" }));
  const testResults = [
    { status: failed > 0 ? "failed" : "passed", assertionResults: tests },
    ...Array.from({ length: broken }, () => ({ status: "failed", assertionResults: [] })),
  ];
  const counts = { numPassedTests: passed, numFailedTests: failed, testResults };
  return write(folder, name, JSON.stringify(counts));
};

const counted = (...files: readonly string[]): { status: number | null; out: string } => {
  const ended = spawnSync(process.execPath, ["scripts/count-tests.mjs", ...files], { cwd: root });
  return { status: ended.status, out: ended.stdout.toString() };
};

const good = report("good.json", 7, 0);

describe("the tests that are counted", () => {
  it("are those of all reports", () => {
    expect(counted(good)).toEqual({ status: 0, out: "7 passed, 0 failed\n" });
    const other = report("other.json", 3, 0);
    expect(counted(good, other)).toEqual({ status: 0, out: "10 passed, 0 failed\n" });
  });

  it("make a failure wherever one has failed, or a file could not be loaded", () => {
    const bad = report("bad.json", 4, 2);
    expect(counted(good, bad)).toEqual({ status: 1, out: "11 passed, 2 failed\n" });
    const broken = report("broken.json", 4, 0, 1);
    expect(counted(broken, good)).toEqual({ status: 1, out: "11 passed, 1 failed\n" });
  });

  it("make a failure where a report is missing, or shows nothing", () => {
    expect(counted(good, "nowhere.json")).toEqual({ status: 1, out: "7 passed, 0 failed\n" });
    const none = report("none.json", 0, 0);
    expect(counted(good, none)).toEqual({ status: 1, out: "7 passed, 0 failed\n" });
    expect(counted()).toEqual({ status: 1, out: "0 passed, 0 failed\n" });
  });
});
