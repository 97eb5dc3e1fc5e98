/** The counterexample of every bug, and of every violated scenario, exactly as it prints. */
import { describe, expect, it } from "vitest";
import { catalogue } from "../../models/index.ts";
import { strategosHere as strategos } from "../cli/strategos.ts";

interface Golden {
  readonly model: string;
  readonly kind: "bug" | "scenario";
  readonly name: string;
}

const goldens: readonly Golden[] = catalogue.flatMap(({ name: model, bugs, scenarios }) => [
  ...Object.keys(bugs).map((name) => ({ model, kind: "bug" as const, name })),
  ...Object.entries(scenarios).flatMap(([name, { expect: expected }]) =>
    expected?.verdict === "violated" ? [{ model, kind: "scenario" as const, name }] : [],
  ),
]);

/** From its headline to the last line before the judgement on it: no times, and no counts. */
const counterexampleOf = (text: string): string =>
  `${text.slice(text.indexOf("\ncounterexample: ") + 1, text.indexOf("\n\nas expected"))}\n`;

describe("the counterexample", () => {
  it.for(goldens)("of $model, $kind $name, reads as it did", async ({ model, kind, name }) => {
    const { status, out } = await strategos(["check", model, `--${kind}`, name]);
    expect(status).toBe(0);
    const text = counterexampleOf(out);
    expect(text).toMatch(/^counterexample: /);
    expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
    await expect(text).toMatchFileSnapshot(`${model}/${name}.txt`);
  });

  it("has a file of its own", () => {
    const files = goldens.map(({ model, name }) => `${model}/${name}`);
    expect(new Set(files).size).toBe(files.length);
  });
});
