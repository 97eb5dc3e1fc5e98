import { describe, expect, it } from "vitest";
import { apart, phasesByLine } from "../../bench/markers.ts";

const text = (...lines: string[]): { path: string; text: string } => ({
  path: "engine.js",
  text: lines.join("\n"),
});

describe("the phase of a line", () => {
  it("is that of the last marker above it", () => {
    const marked = text("a();", "// phase: probing", "b();", "  // phase: other", "c();");
    const phases = phasesByLine([marked]);
    expect([1, 3, 5].map((line) => phases.get(line))).toEqual([undefined, "probing", undefined]);
  });

  it("begins anew with each file", () => {
    const [first, second] = apart([text("// phase: hashing", "a();"), text("b();", "c();")]);
    const phases = phasesByLine([first!, second!]);
    expect([2, 3, 4].map((line) => phases.get(line))).toEqual(["hashing", undefined, undefined]);
  });

  it("is not misspelt", () => {
    expect(() => phasesByLine([text("// phase: probin")])).toThrow(/engine.js marks .*"probin"/);
  });
});

describe("texts apart", () => {
  it("have no line number in common", () => {
    const lines = apart([text("a", "b"), text("c"), text("d", "e")]).flatMap((moved) =>
      moved.text.split("\n").flatMap((line, index) => (line === "" ? [] : [`${index + 1}${line}`])),
    );
    expect(lines).toEqual(["1a", "2b", "3c", "4d", "5e"]);
  });
});
