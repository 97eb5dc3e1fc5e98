import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { measurementOf, withSpin } from "../../bench/spin.ts";

const SOURCE = fileURLToPath(new URL("../../bench/spin/two-phase.pml", import.meta.url));
const OUTPUT = `
State-vector 20 byte, depth reached 28, errors: 0
 10340352 states, stored
1.1321805e+08 states, matched
1.235584e+08 transitions (= stored+matched)
        0 atomic steps
  394.453	equivalent memory usage for states (stored*(State-vector + overhead))
  443.723	total actual memory usage

pan: elapsed time 10.8 seconds
pan: rate 953907.01 states/second
`;

describe("what SPIN prints", () => {
  it("is read", () => {
    expect(measurementOf(OUTPUT)).toMatchObject({
      verdict: "holds-within-bounds",
      states: 10_340_352,
      generated: 123_558_400,
      depth: null,
      seconds: 10.8,
      peak: 443.723 * 2 ** 20,
    });
  });

  it("is not taken for an answer when the search was cut short", () => {
    const cut = `Warning: Search not completed\n${OUTPUT}`;
    expect(measurementOf(cut).verdict).not.toBe("holds-within-bounds");
  });

  it("is shown when it cannot be read", () => {
    expect(() => measurementOf("pan: out of memory")).toThrow(/out of memory/);
  });
});

const runs = (command: string, flag: string): boolean => spawnSync(command, [flag]).status === 0;
const isInstalled = runs("spin", "-V") && runs("gcc", "--version");

describe("the temporary folder of SPIN", () => {
  const before = { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"] };
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "strategos-test-"));
    process.env["TMPDIR"] = folder;
  });
  afterEach(() => {
    Object.assign(process.env, before);
    if (before.TMPDIR === undefined) delete process.env["TMPDIR"];
    rmSync(folder, { recursive: true });
  });

  it.skipIf(!isInstalled)("is removed when a measurement fails", async () => {
    const seen = withSpin(SOURCE, false, async (spin) => {
      expect(readdirSync(folder)).toHaveLength(1);
      await spin!.measure({ ...spin!.variants[0]!, compiled: ["-no-such-flag"] }, 3);
    });
    await expect(seen).rejects.toThrow(/gcc failed/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!isInstalled)("holds a program with as many states as the engine finds", async () => {
    const found = await withSpin(SOURCE, false, async (spin) => {
      const measured = [];
      for (const rms of [3, 4, 5]) measured.push(await spin!.measure(spin!.variants[0]!, rms));
      return measured.map(({ verdict, states, generated }) => ({ verdict, states, generated }));
    });
    const verdict = "holds-within-bounds";
    expect(found).toEqual([
      { verdict, states: 288, generated: 1_146 },
      { verdict, states: 1_568, generated: 8_258 },
      { verdict, states: 8_832, generated: 58_146 },
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is not made where SPIN is not installed", async () => {
    process.env["PATH"] = folder;
    expect(await withSpin(SOURCE, false, async (spin) => spin)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });
});
