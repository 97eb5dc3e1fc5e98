import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../cli/strategos.ts";
import { argumentsFor, conform } from "./conform.ts";
import { broken, copyOf, StaleDefect } from "./defect.ts";
import { TABLES } from "./tables.ts";

const folder = temporaryFolder();

describe.each(Object.entries(TABLES))("an implementation of %s", (model, table) => {
  const defects = table.map((defect) => [defect.name, defect] as const);

  it.each(defects)("is found out: %s", async (_, defect) => {
    const { status, verdict, shows } = await conform(model, ...argumentsFor(folder, model, defect));
    expect(shows).toEqual(defect.shows);
    expect([status, verdict]).toEqual([1, "differs"]);
  });

  const hidden = table.flatMap((defect) =>
    defect.hiddenIn === undefined ? [] : [[defect.name, defect.hiddenIn, defect] as const],
  );

  it.each(hidden)("is not found out: %s, in %s", async (_, scenario, defect) => {
    const args = argumentsFor(folder, model, defect, scenario);
    const { status, verdict } = await conform(model, ...args);
    expect([status, verdict]).toEqual([0, "conforms-within-bounds"]);
  });

  it("conforms when it is copied without a defect", async () => {
    const { scenario } = table[0]!;
    const args = ["--impl", copyOf(folder, "sound", model), "--scenario", scenario];
    const { status, verdict } = await conform(model, ...args);
    expect([status, verdict]).toEqual([0, "conforms-within-bounds"]);
  });
});

describe("a defect", () => {
  const [first] = Object.values(TABLES).flat();
  const defect = { ...first!, name: "doubt", find: "a", replace: "b" };

  it("is put in the one place that it names", () => {
    expect(broken("cat", defect)).toBe("cbt");
  });

  it.each([
    ["dog", "not at all"],
    ["banana", "3 times"],
  ])("is refused where the core has moved on: %s", (text, count) => {
    expect(() => broken(text, defect)).toThrow(
      new StaleDefect(`defect doubt: its text occurs ${count}, instead of once`),
    );
  });
});
